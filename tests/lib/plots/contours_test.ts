import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { contourLines } from "../../../lib/plots/contours.ts";
import { fieldOf, type Plane } from "../../../lib/plots/plane.ts";

const square: Plane = { x: [-1, 1], y: [-1, 1] };

/** The lines between the gaps. */
function linesOf(points: ReturnType<typeof contourLines>): (readonly [number, number])[][] {
  const lines: (readonly [number, number])[][] = [[]];
  for (const point of points) {
    if (Number.isNaN(point[0])) lines.push([]);
    else lines[lines.length - 1].push(point);
  }
  return lines.filter(({ length }) => length > 0);
}

Deno.test("contourLines() finds a plane's line exactly, from end to end", () => {
  const plane: Plane = { x: [0, 4], y: [0, 2] };
  const [line, ...others] = linesOf(contourLines(fieldOf(plane, (x, y) => x - 2 * y, 8), 1));
  assertEquals(others, []);
  for (const [x, y] of line) assertAlmostEquals(x - 2 * y, 1, 1e-12);
  const ends = [line[0], line[line.length - 1]].toSorted((a, b) => a[0] - b[0]);
  [[1, 0], [4, 1.5]].forEach(([x, y], i) => {
    assertAlmostEquals(ends[i][0], x, 1e-12);
    assertAlmostEquals(ends[i][1], y, 1e-12);
  });
});

Deno.test("contourLines() finds a circle as one closed line of the right length", () => {
  const [circle, ...others] = linesOf(
    contourLines(fieldOf(square, (x, y) => x * x + y * y, 100), 0.25),
  );
  assertEquals(others, []);
  assertEquals(circle[0], circle[circle.length - 1]);
  for (const point of circle) assertAlmostEquals(Math.hypot(...point), 0.5, 2e-4);
  const length = circle.slice(1).reduce(
    (sum, [x, y], i) => sum + Math.hypot(x - circle[i][0], y - circle[i][1]),
    0,
  );
  assertAlmostEquals(length, Math.PI, 2e-3);
});

Deno.test("contourLines() has a line for each part", () => {
  const field = fieldOf(square, (x, y) => x * x - y * y, 20);
  // The two branches of a hyperbola.
  const lines = linesOf(contourLines(field, 0.21));
  assertEquals(lines.length, 2);
  for (const [x, y] of lines.flat()) assertAlmostEquals(x * x - y * y, 0.21, 0.01);
});

Deno.test("contourLines() joins what the middle of a saddle belongs to", () => {
  const cell = (middle: number) => {
    const values = [1 + middle, -1 + middle, 1 + middle, -1 + middle];
    return {
      plane: square,
      columns: 2,
      rows: 2,
      values: [values[0], values[1], values[3], values[2]],
    };
  };
  for (const [middle, joins] of [[0.5, true], [-0.5, false]] as const) {
    const lines = linesOf(contourLines(cell(middle), 0));
    assertEquals(lines.length, 2);
    // The lower left corner is above the level: either the lines cut off the other two corners, or it.
    const cutsOffOrigin = lines.some((line) => line.every(([x, y]) => x === -1 || y === -1));
    assertEquals(cutsOffOrigin, !joins);
  }
});

Deno.test("contourLines() finds nothing where there is nothing to find", () => {
  assertEquals(contourLines(fieldOf(square, () => 1, 3), 0), []);
  assertEquals(contourLines(fieldOf(square, () => NaN, 3), 0), []);
  const half = contourLines(fieldOf(square, (x, y) => x > 0 ? NaN : y, 4), 0.1);
  assert(half.length > 0 && half.every(([x]) => x <= 0));
});
