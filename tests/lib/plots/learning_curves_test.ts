import { assertEquals, assertStringIncludes } from "@std/assert";
import { accuracyCurve, costCurve, rSquaredCurve } from "../../../lib/plots/learning_curves.ts";

const about = { title: "784-500-10, batch size 100, rate 0.001", x: "epoch" } as const;

const history = [
  {
    epoch: 1,
    iteration: 600,
    learningRate: 0.001,
    penalty: 0,
    training: { loss: 0.75, errorRate: 0.25 },
    validation: { loss: 0.5, errorRate: 0.125 },
    test: { loss: 0.625, errorRate: 0.1207 },
  },
  {
    epoch: 2,
    iteration: 1200,
    learningRate: 0.001,
    penalty: 0,
    training: { loss: 0.0812345, errorRate: 0.03 },
    test: { loss: 0.1, errorRate: 0.0207 },
  },
];

Deno.test("costCurve() has a line for all data that was measured", () => {
  const { lines, x, y, title, subtitle } = costCurve(history, about);
  assertEquals(lines, [
    { name: "training (final 0.08123)", points: [[1, 0.75], [2, 0.0812345]], role: "training" },
    { name: "validation (final 0.5)", points: [[1, 0.5]], role: "validation" },
    { name: "test (final 0.1)", points: [[1, 0.625], [2, 0.1]], role: "test" },
  ]);
  assertEquals([title, subtitle], ["Cost", "784-500-10, batch size 100, rate 0.001"]);
  assertEquals([x.label, y.label, y.scale], ["epoch", "cost", "linear"]);
});

Deno.test("costCurve() can be over iterations, and on a logarithmic axis", () => {
  const { lines, x, y } = costCurve(history, { ...about, x: "iteration", scale: "log" });
  assertEquals(lines[0].points, [[600, 0.75], [1200, 0.0812345]]);
  assertEquals([x.label, y.scale], ["iteration", "log"]);
});

Deno.test("accuracyCurve() is in percent", () => {
  const { lines, y } = accuracyCurve(history, { ...about, scale: "log" });
  assertEquals(lines.map(({ name }) => name), [
    "training (final 97.00 %)",
    "validation (final 87.50 %)",
    "test (final 97.93 %)",
  ]);
  assertEquals(lines[0].points[0], [1, 75]);
  assertEquals(lines[1].points, [[1, 87.5]]);
  assertEquals(y, { label: "accuracy in %", limits: [0, 100] });
});

Deno.test("costCurve() and accuracyCurve() have no lines without a history", () => {
  for (const chart of [costCurve([], about), accuracyCurve([], about)]) {
    assertEquals(chart.lines, []);
    assertStringIncludes(chart.description, "nothing was measured");
  }
});

Deno.test("costCurve() has a point after one epoch", () => {
  const { lines } = costCurve(history.slice(0, 1), about);
  assertEquals(lines.map(({ points }) => points), [[[1, 0.75]], [[1, 0.5]], [[1, 0.625]]]);
});

Deno.test("costCurve() tells that a training came to what is not finite", () => {
  const diverged = [0.5, Infinity, NaN].map((loss, i) => ({
    epoch: i + 1,
    iteration: i + 1,
    learningRate: 0.001,
    penalty: 0,
    training: { loss, errorRate: 0.9 },
  }));
  const { lines } = costCurve(diverged, about);
  const points = [[1, 0.5], [2, Infinity], [3, NaN]] as const;
  assertEquals(lines, [{ name: "training (final NaN)", points, role: "training" }]);
});

Deno.test("rSquaredCurve() shows what is predicted better than by the mean, if anything is", () => {
  const measured = (...values: readonly number[]) =>
    values.map((rSquared, i) => ({
      epoch: i + 1,
      iteration: i + 1,
      learningRate: 0.1,
      penalty: 0,
      training: { loss: 1, errorRate: NaN, rSquared },
    }));
  const { lines, y, id } = rSquaredCurve(measured(-40, 0.5, 0.9375), about);
  assertEquals([id, y], ["r-squared", { label: "R²", range: [0, 1] }]);
  assertEquals(lines, [{
    name: "training (final 0.9375)",
    points: [[1, -40], [2, 0.5], [3, 0.9375]],
    role: "training",
  }]);
  assertEquals(rSquaredCurve(measured(-40, -2), about).y.range, undefined);
});
