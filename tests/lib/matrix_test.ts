import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { notebookDisplay } from "../../lib/formats/display.ts";
import { Matrix } from "../../lib/matrix.ts";

Deno.test("Matrix.of() stores rows one after another", () => {
  const m = Matrix.of([[1, 2, 3], [4, 5, 6]]);
  assertEquals([m.rows, m.columns], [2, 3]);
  assertEquals(m.data, Float64Array.of(1, 2, 3, 4, 5, 6));
  assertEquals(m.at(1, 0), 4);
});

Deno.test("Matrix.of() takes no rows, and refuses rows of different lengths", () => {
  assertEquals(Matrix.of([]).toString(), "0 x 0");
  assertThrows(() => Matrix.of([[1], [1, 2]]), RangeError, "1 elements in row 1 but found 2");
});

Deno.test("Matrix.of() rounds to single precision on request", () => {
  const m = Matrix.of([[0.1]], "f32");
  assertEquals(m.precision, "f32");
  assertEquals(m.at(0, 0), Math.fround(0.1));
});

Deno.test("Matrix refuses sizes that are not integers of 0 or more, and elements of another number", () => {
  for (const [rows, columns] of [[-1, 2], [1.5, 2], [NaN, 1], [2, -1]]) {
    assertThrows(() => new Matrix(rows, columns), RangeError, "integers of 0 or more");
  }
  assertThrows(
    () => new Matrix(2, 2, new Float64Array(3)),
    RangeError,
    "2 x 2 = 4 elements but found 3",
  );
});

Deno.test("Matrix.at() refuses positions outside", () => {
  const m = Matrix.of([[1, 2]]);
  for (const [r, c] of [[1, 0], [0, 2], [-1, 0], [0, -1], [NaN, 0], [0, 0.5]]) {
    assertThrows(() => m.at(r, c), RangeError, "1 x 2 matrix");
  }
});

Deno.test("Matrix.firstRows() shares the elements and is made once", () => {
  const m = Matrix.of([[1, 2], [3, 4], [5, 6]]);
  const top = m.firstRows(2);
  m.data[0] = 9;
  assertEquals(top.toRows(), [[9, 2], [3, 4]]);
  assertStrictEquals(m.firstRows(2), top);
  assertStrictEquals(m.firstRows(3), m);
  assertEquals(m.firstRows(0).toRows(), []);
  assertThrows(() => m.firstRows(4), RangeError, "within 0 to 3");
});

Deno.test("Matrix.rowRange() is a view of consecutive rows", () => {
  const m = Matrix.of([[1], [2], [3]]);
  const view = m.rowRange(1, 3);
  view.data[0] = 7;
  assertEquals(m.toRows(), [[1], [7], [3]]);
  assertThrows(() => m.rowRange(2, 1), RangeError);
});

Deno.test("Matrix.withColumns() shares the first elements", () => {
  const m = Matrix.of([[1, 2, 3], [4, 5, 6]]);
  const narrow = m.withColumns(2);
  assertEquals(narrow.toRows(), [[1, 2], [3, 4]]);
  narrow.data[3] = 9;
  assertEquals(m.toRows(), [[1, 2, 3], [9, 5, 6]]);
  assertStrictEquals(m.withColumns(3), m);
  assertThrows(() => m.withColumns(4), RangeError, "Expected 0 to 3 columns but found 4");
});

Deno.test("a notebook shows a matrix as a table", () => {
  const matrix = Matrix.of([[1, 2.5], [-0.123456, NaN]], "f32");
  assertEquals(matrix[notebookDisplay]()["text/plain"].split("\n"), [
    "2 x 2, f32",
    "         0    1",
    "0        1  2.5",
    "1  -0.1235  NaN",
  ]);
  const large = new Matrix(1000, 2000)[notebookDisplay]()["text/plain"].split("\n");
  assertEquals(large.length, 2 + 11);
  assertEquals(large[1].trim().split(/ +/), "0 1 2 3 4 … 1995 1996 1997 1998 1999".split(" "));
});
