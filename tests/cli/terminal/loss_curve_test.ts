import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { formatLossCurve } from "../../../cli/terminal/loss_curve.ts";
import { LossTrace } from "../../../lib/plots/loss_trace.ts";

type Points = readonly (readonly [number, number])[];

function lossesOf(training: Points, validation: Points = [], test: Points = []) {
  const [trainingTrace, validationTrace, testTrace] = [training, validation, test].map((points) => {
    const trace = new LossTrace();
    for (const [epoch, loss] of points) trace.add(epoch, loss);
    return trace;
  });
  return { training: trainingTrace, validation: validationTrace, test: testTrace };
}

const plain = { width: 80, height: 2, isColoured: false };

Deno.test("formatLossCurve() draws the training as a line, and names it", () => {
  const lines = formatLossCurve(lossesOf([[0, 3], [1.5, 3]]), { ...plain, width: 20 });
  assertEquals(lines, [
    "  │",
    "3 ┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀",
    "epoch 0 to 1.5",
  ]);
});

Deno.test("formatLossCurve() marks what is measured, and writes the latest of it", () => {
  const losses = lossesOf([[0, 1], [2, 1]], [[0, 3], [2, 2]], [[0, 2], [2, 3]]);
  assertEquals(formatLossCurve(losses, { ...plain, height: 3 }), [
    `3 ┤o${" ".repeat(75)}x`,
    `  │x${" ".repeat(75)}o`,
    `1 ┤${"⣀".repeat(77)}`,
    "epoch 0 to 2.0  ⠒ training loss  o validation 2.0000  x test 3.0000",
  ]);
});

Deno.test("formatLossCurve() takes a logarithmic scale once the loss has fallen to a tenth", () => {
  const legends = [0.21, 0.2, 0.0001].map((loss) =>
    formatLossCurve(lossesOf([[0, 2], [12.3, loss]]), plain)[2]
  );
  assertEquals(legends, [
    "epoch 0 to 12  ⠒ training loss",
    "epoch 0 to 12  ⠒ training loss  log axis",
    "epoch 0 to 12  ⠒ training loss  log axis",
  ]);
});

Deno.test("formatLossCurve() takes losses that are zero or not finite", () => {
  const losses = lossesOf([[0, 2], [1, 0]], [[1, NaN]], [[1, Infinity]]);
  const lines = formatLossCurve(losses, plain);
  assertEquals(lines.map((line) => line.slice(0, 3)), ["2 ┤", "0 ┤", "epo"]);
  assertStringIncludes(lines[2], "o validation NaN  x test Infinity");
  assertEquals(formatLossCurve(lossesOf([[1, 0]]), plain)[2], "epoch 1 to 1.0  ⠒ training loss");
});

Deno.test("formatLossCurve() is never wider than it may be, and shows a point for each character", () => {
  const points = Array.from({ length: 200 }, (_, i) => [i / 7, 1e-7 + (i % 2)] as const);
  const losses = lossesOf(points, points, points);
  for (let width = 20; width <= 100; width++) {
    const lines = formatLossCurve(losses, { ...plain, width });
    assert(lines.every(({ length }) => length <= width), lines.join("\n"));
  }
  // Of 0 and 1 by turns there are only means then.
  const [top, bottom] = formatLossCurve(lossesOf(points), plain);
  assertEquals([top.slice(0, 5), bottom.slice(0, 5)], ["    │", "0.5 ┤"]);
});

Deno.test("formatLossCurve() colours lines and their names alike, where colours are welcome", () => {
  const losses = lossesOf([[0, 1], [2, 1]], [[2, 2]], [[2, 3]]);
  const coloured = formatLossCurve(losses, { ...plain, height: 3, isColoured: true });
  const colours = ["⣀", "o", "x"].map((character) => {
    const line = coloured.find((line) => line.includes(character)) ?? "";
    return line.slice(0, line.indexOf(character)).split("\x1b").at(-1);
  });
  assertEquals(new Set(colours).size, 3);
  const legend = coloured[3];
  for (const [i, name] of ["⠒ training loss", "o validation 2.0000", "x test 3.0000"].entries()) {
    assertStringIncludes(legend, `\x1b${colours[i]}${name}\x1b[39m`);
  }
});
