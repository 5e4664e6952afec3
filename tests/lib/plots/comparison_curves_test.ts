import { assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { comparisonCurves } from "../../../lib/plots/comparison_curves.ts";
import { drawSvg } from "../../../lib/plots/draw_svg.ts";
import type { Measurement } from "../../../lib/training/measurement.ts";
import { svgElements } from "./svg_elements.ts";

/** A history with these losses, and error rates of a tenth of them. */
function historyOf(...losses: readonly number[]): Measurement[] {
  return losses.map((loss, i) => ({
    epoch: i + 1,
    iteration: 10 * (i + 1),
    learningRate: 0.1,
    training: { loss, errorRate: loss / 10 },
    penalty: 0,
  }));
}

const about = { data: "training", quantity: "cost", x: "epoch" } as const;

Deno.test("comparisonCurves() shows mean and deviation over seeds, as far as all of them went", () => {
  const histories = [historyOf(2, 1, 0.5), historyOf(4, 3, 0.6), historyOf(6, 2)];
  const { lines, id } = comparisonCurves([{ name: "a", histories }], [], about);
  assertEquals(id, "cost-training");
  assertEquals(lines.length, 1);
  // Deviations: of 2, 4 and 6 √(8 / 2), of 1, 2 and 3 √(2 / 2).
  assertEquals(lines[0].points, [[1, 4], [2, 2]]);
  assertEquals(lines[0].band, [[1, 2, 6], [2, 1, 3]]);
  assertEquals(lines[0].name, "a (final 2)");
});

Deno.test("comparisonCurves() shows errors in percent, over iterations too", () => {
  const error = { ...about, quantity: "error", x: "iteration" } as const;
  const chart = comparisonCurves([{ name: "a", histories: [historyOf(2, 1)] }], [], error);
  const [{ points, band, name }] = chart.lines;
  assertEquals(points, [[10, 20], [20, 10]]);
  assertEquals({ band, name }, { band: [], name: "a (final 10.00 %)" });
  assertEquals(chart.y, { label: "error in %", scale: "linear", limits: [0, 100] });
});

Deno.test("comparisonCurves() has the rest as one line with gaps, drawn below the others", () => {
  const group = (name: string, ...losses: number[]) => ({
    name,
    histories: [historyOf(...losses)],
  });
  const rest = [group("b", 0.02, 0.01), group("c", 3)];
  const chart = comparisonCurves([group("a", 2, 1)], rest, about);
  assertEquals(chart.lines.map(({ name, role }) => `${name}: ${role}`), [
    "a (final 1): class",
    "2 others: rest",
  ]);
  assertEquals(chart.lines[1].points, [[1, 0.02], [2, 0.01], [NaN, NaN], [1, 3], [NaN, NaN]]);
  assertEquals(chart.y.scale, "log");
  assertMatch(chart.description, /3 trainings: a \(final 1\)\.$/);
  const strokes = svgElements(drawSvg(chart))
    .filter(({ attributes }) => attributes.has("stroke-linejoin"))
    .map(({ attributes }) => Number(attributes.get("stroke-width")));
  // The legend in its order, then the lines.
  assertEquals(strokes, [2, 1, 1, 2]);
});

Deno.test("comparisonCurves() gives trainings the same colours, whatever was measured of them", () => {
  const test = { loss: 3, errorRate: 0.5 };
  const compared = [
    { name: "a", histories: [historyOf(2, 1)] },
    { name: "b", histories: [historyOf(2, 1).map((record) => ({ ...record, test }))] },
  ];
  const chart = comparisonCurves(compared, compared, { ...about, data: "test" });
  assertEquals(chart.lines.map(({ name, points }) => `${name}: ${points.length}`), [
    "a (not measured): 0",
    "b (final 3): 2",
    "1 other: 3",
  ]);
});

Deno.test("comparisonCurves() shows the last measurement of each epoch, if there are several", () => {
  // Iterations 10 and 20 in epoch 1, 30 and 40 in epoch 2.
  const twice = (...losses: number[]) =>
    historyOf(...losses).map((record) => ({ ...record, epoch: Math.ceil(record.iteration / 20) }));
  const [{ points }] = comparisonCurves(
    [{ name: "a", histories: [twice(8, 4, 3, 1), twice(7, 6, 5)] }],
    [],
    about,
  ).lines;
  assertEquals(points, [[1, 5], [2, 3]]);
  const alone = comparisonCurves([{ name: "a", histories: [twice(8, 4, 3, 1)] }], [], about);
  assertEquals(alone.lines[0].points, [[1, 4], [2, 1]]);
});

Deno.test("comparisonCurves() describes how many trainings there are", () => {
  const describe = (compared: number, rest: number) => {
    const groups = (count: number) =>
      count === 0
        ? []
        : [{ name: "a", histories: Array.from({ length: count }, () => historyOf(2)) }];
    return comparisonCurves(groups(compared), groups(rest), about).description;
  };
  assertEquals(describe(1, 0), "Cost over 1 training: a (final 2).");
  assertEquals(describe(2, 3), "Cost over 5 trainings: a (final 2).");
  assertEquals(describe(0, 3), "Cost over 3 trainings.");
});

Deno.test("comparisonCurves() gives a diverged training a gap", () => {
  const chart = comparisonCurves([{ name: "a", histories: [historyOf(2, NaN)] }], [], about);
  assertEquals(chart.lines[0].points, [[1, 2], [2, NaN]]);
  assertEquals(svgElements(drawSvg(chart)).filter(({ name }) => name === "circle").length, 1);
});

Deno.test("the deviation that comparisonCurves() shows is that of the sample", () => {
  const histories = [historyOf(1), historyOf(2)];
  const [{ band = [] }] = comparisonCurves([{ name: "a", histories }], [], about).lines;
  // (0.5² + 0.5²) / (2 - 1) = 1/2.
  assertAlmostEquals(band[0][2] - 1.5, Math.SQRT1_2, 1e-15);
});

Deno.test("comparisonCurves() keeps the band of an error within 0 and 100 %", () => {
  const about = { data: "training", quantity: "error", x: "epoch" } as const;
  const bandOf = (...errorRates: number[]) => {
    const histories = errorRates.map((errorRate) => [{
      epoch: 1,
      iteration: 1,
      learningRate: 1,
      training: { loss: 1, errorRate },
      penalty: 0,
    }]);
    return comparisonCurves([{ name: "a", histories }], [], about).lines[0].band ?? [];
  };
  const band = bandOf(0, 0.5);
  // The mean is 25 %, the deviation 50 / √2 %.
  assertEquals(band.map(([x, low]) => [x, low]), [[1, 0]]);
  assertAlmostEquals(band[0][2], 25 + 50 * Math.SQRT1_2, 1e-12);
  const [[_, low, high]] = bandOf(0.5, 1);
  assertAlmostEquals(low, 75 - 50 * Math.SQRT1_2, 1e-12);
  assertEquals(high, 100);
});
