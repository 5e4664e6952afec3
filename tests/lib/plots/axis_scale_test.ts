import { assertEquals } from "@std/assert";
import { scaleForSteps, scaleForValues } from "../../../lib/plots/axis_scale.ts";

Deno.test("scaleForValues() is logarithmic for positive values of which some are very small", () => {
  assertEquals(scaleForValues([1, 50]), "linear");
  assertEquals(scaleForValues([1, 51]), "log");
  assertEquals([5, 6].map((largest) => scaleForValues([1, largest], 5)), ["linear", "log"]);
  assertEquals(scaleForValues([1, NaN, Infinity, 51]), "log");
  for (const values of [[], [0, 100], [-1, 1, 100], [NaN]]) {
    assertEquals(scaleForValues(values), "linear", `${values}`);
  }
});

Deno.test("scaleForSteps() is logarithmic for values that grow by factors", () => {
  const factors = [[0.1, 0.03, 0.01], [1, 10, 100], [0, 1e-5, 1e-4, 1e-3], [2, 4, 8, 8]];
  for (const values of factors) assertEquals(scaleForSteps(values), "log", `${values}`);
  const sums = [[1, 2, 3], [0, 0.1, 0.2, 0.3], [10, 20, 40, 50], [-1, 10, 100], [1, 100], [5], []];
  for (const values of sums) assertEquals(scaleForSteps(values), "linear", `${values}`);
});
