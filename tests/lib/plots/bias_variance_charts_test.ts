import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  biasVarianceCurve,
  capacityErrors,
  capacityFits,
  resampledFits,
} from "../../../lib/plots/bias_variance_charts.ts";
import type { Lines, Panels } from "../../../lib/plots/chart.ts";
import { studyCapacity } from "../../../lib/units/capacity_study.ts";

const data = { truth: (x: number) => x * x, places: [-1, -0.5, 0, 0.5, 1] };
const study = studyCapacity({ ...data, deviation: 0.1, degrees: [1, 2, 4], repetitions: 3 });

function linesOf({ panels }: Panels): Lines["lines"][] {
  return panels.map((panel) => panel.kind === "lines" ? panel.lines : []);
}

Deno.test("capacityFits() has a polynomial of each degree beside a sample and the truth", () => {
  const panels = linesOf(capacityFits(study, data));
  assertEquals(panels.map((lines) => lines.map(({ name }) => name)), [
    ["sample", "polynomial", "truth"],
    ["sample", "polynomial", "truth"],
    ["sample", "polynomial", "truth"],
  ]);
  // One of degree 4 goes through all five points.
  const [sample, polynomial, truth] = panels[2];
  const heights = new Map(polynomial.points);
  for (const [x, y] of sample.points) assertAlmostEquals(heights.get(x) ?? NaN, y, 1e-12);
  for (const [x, y] of truth.points) assertAlmostEquals(y, x * x, 1e-15);
});

Deno.test("resampledFits() has a polynomial for each sample, and their mean", () => {
  const [[{ points, role }, mean]] = linesOf(resampledFits(study, data));
  assertEquals(role, "rest");
  assertEquals(points.filter(([x]) => Number.isNaN(x)).length, 3);
  const atEnd = points.filter(([x]) => x === 1).map(([_, y]) => y);
  assertAlmostEquals(mean.points.at(-1)?.[1] ?? NaN, (atEnd[0] + atEnd[1] + atEnd[2]) / 3, 1e-12);
});

Deno.test("biasVarianceCurve() adds up, and ends at the smallest variance", () => {
  const { lines, y } = biasVarianceCurve(study);
  const [bias, variance, noise, error] = lines.map(({ points }) => points.map(([_, y]) => y));
  error.forEach((sum, i) => assertAlmostEquals(sum, bias[i] + variance[i] + noise[i], 1e-15));
  assertEquals(lines[0].points.map(([x]) => x), [1, 2, 4]);
  const low = y.range?.[0] ?? NaN;
  assertEquals(low <= Math.min(...variance) && low > Math.min(...variance) / 10, true);
});

Deno.test("capacityErrors() has the errors on samples and on further ones", () => {
  const { lines } = capacityErrors(study);
  assertEquals(lines.map(({ role }) => role), ["training", "test"]);
  assertEquals(lines[1].points, study.degrees.map(({ degree, testError }) => [degree, testError]));
});
