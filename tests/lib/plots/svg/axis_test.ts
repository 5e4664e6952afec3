import { assertAlmostEquals } from "@std/assert";
import { tickStep } from "../../../../lib/plots/svg/axis.ts";

Deno.test("tickStep() is the smallest round step with at most so many parts", () => {
  const cases: [[number, number], number][] = [
    [[0, 1], 0.2],
    [[0.8, 1], 0.05],
    [[0.94, 1], 0.01],
    [[0, 6], 1],
    [[0, 6.5], 2],
    [[-1, 1], 0.5],
    [[0, 5000], 1000],
    [[0, 55], 10],
  ];
  for (const [range, step] of cases) assertAlmostEquals(tickStep(range, 6), step, 1e-12);
});
