import { assert, assertEquals, assertThrows } from "@std/assert";
import { drawTextCurve } from "../../../lib/plots/text_curve.ts";
import { Random } from "../../../lib/random.ts";

Deno.test("drawTextCurve() draws a falling line, with the extremes at the ends of the y-axis", () => {
  const points = [[0, 7], [7, 0]] as const;
  assertEquals(drawTextCurve([{ points }], { width: 7, height: 2 }), [
    "7 ┤⠑⢄",
    "0 ┤  ⠑⢄",
  ]);
});

Deno.test("drawTextCurve() joins the points in their order", () => {
  const points = [[10, 0], [13, 3], [15, 0]] as const;
  // Dots, from the top: the 4th; the 2nd and 5th in the row below; the 3rd and 5th; the 1st and 6th.
  assertEquals(drawTextCurve([{ points }], { width: 6, height: 1 }), ["0 ┤⡠⠊⢆"]);
});

Deno.test("drawTextCurve() shows powers on a logarithmic scale as a straight line", () => {
  const powers = Array.from({ length: 8 }, (_, i) => [i, 10 ** -i] as const);
  const exponents = Array.from({ length: 8 }, (_, i) => [i, -i] as const);
  const [log, linear] = [
    drawTextCurve([{ points: powers }], { width: 13, height: 2, scale: "log" }),
    drawTextCurve([{ points: exponents }], { width: 8, height: 2 }),
  ];
  assertEquals(log, ["      1 ┤⠑⢄", "1.00e-7 ┤  ⠑⢄"]);
  assertEquals(linear, [" 0 ┤⠑⢄", "-7 ┤  ⠑⢄"]);
});

Deno.test("drawTextCurve() gives all lines the same axes, and later ones cover earlier ones", () => {
  const lines = [
    { points: [[0, 0], [8, 0]] as const },
    { points: [[0, 8], [4, 0], [8, 8]] as const, mark: "x" },
  ];
  assertEquals(drawTextCurve(lines, { width: 8, height: 3 }), [
    "8 ┤x   x",
    "  │",
    "0 ┤⣀⣀x⣀⣀",
  ]);
});

Deno.test("drawTextCurve() paints a line", () => {
  const paint = (text: string) => `<${text}>`;
  const points = [[0, 1], [1, 1]] as const;
  assertEquals(drawTextCurve([{ points, paint }], { width: 5, height: 1 }), ["1 ┤<⣀⣀>"]);
});

Deno.test("drawTextCurve() draws one point, and points that are all the same, at the bottom", () => {
  assertEquals(drawTextCurve([{ points: [[3, 2]] }], { width: 6, height: 2 }), [
    "  │",
    "2 ┤⡀",
  ]);
  const flat = [[0, 2.5], [1, 2.5]] as const;
  assertEquals(drawTextCurve([{ points: flat }], { width: 7, height: 2 }), [
    "    │",
    "2.5 ┤⣀⣀",
  ]);
});

Deno.test("drawTextCurve() draws empty axes where there is nothing", () => {
  assertEquals(drawTextCurve([], { width: 9, height: 2 }), [" │", " │"]);
  assertEquals(drawTextCurve([{ points: [] }], { width: 9, height: 1 }), [" │"]);
});

Deno.test("drawTextCurve() breaks lines where a point has no place", () => {
  const points = [[0, Infinity], [0, 7], [3, NaN], [NaN, 2], [7, 0], [9, -Infinity]] as const;
  assertEquals(drawTextCurve([{ points }], { width: 7, height: 2 }), ["7 ┤⠁", "0 ┤   ⢀"]);

  const finite = [[0, 4], [1, 1]] as const;
  const size = { width: 12, height: 3 };
  const positive = drawTextCurve([{ points: finite }], { ...size, scale: "log" });
  const others = [[-1, 0], ...finite, [2, -3]] as const;
  assertEquals(drawTextCurve([{ points: others }], { ...size, scale: "log" }), positive);
});

Deno.test("drawTextCurve() writes numbers of any size in few characters", () => {
  const labels = (low: number, high: number) =>
    drawTextCurve([{ points: [[0, low], [1, high]] }], { width: 40, height: 2 })
      .map((line) => line.slice(0, line.indexOf("┤")).trim());
  assertEquals(labels(0.012345, 2.30259), ["2.3", "0.0123"]);
  assertEquals(labels(0.0009999, 123456), ["1.23e+5", "1.00e-3"]);
  assertEquals(labels(0.001, 99999), ["100000", "0.001"]);
  assertEquals(labels(1e-300, 1e300), ["1.00e+300", "1.00e-300"]);
});

Deno.test("drawTextCurve() is never wider than it may be", () => {
  const random = new Random(5);
  for (let run = 0; run < 50; run++) {
    const size = 10 ** random.uniform(-300, 300);
    const points = Array.from({ length: run }, (_, i) => [i, size * random.uniform(0, 1)] as const);
    const width = 20 + run;
    const lines = drawTextCurve([{ points }], { width, height: 4, scale: "log" });
    assertEquals(lines.length, 4);
    assert(lines.every((line) => line.length <= width), lines.join("\n"));
  }
});

Deno.test("drawTextCurve() takes many points", () => {
  const points = Array.from({ length: 300_000 }, (_, i) => [i, i % 2] as const);
  assertEquals(drawTextCurve([{ points }], { width: 6, height: 1 }), ["0 ┤⣿⣿⣿"]);
});

Deno.test("drawTextCurve() rejects sizes that leave no room", () => {
  const lines = [{ points: [[0, 1], [1, 100]] as const }];
  assertThrows(
    () => drawTextCurve(lines, { width: 5, height: 2 }),
    RangeError,
    "Expected a width of more than 5 characters but found 5",
  );
  assertThrows(() => drawTextCurve(lines, { width: 0, height: 2 }), RangeError, "the width");
  assertThrows(() => drawTextCurve(lines, { width: 9, height: 1.5 }), RangeError, "the height");
});
