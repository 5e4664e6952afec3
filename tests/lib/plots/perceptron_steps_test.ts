import { assertAlmostEquals, assertEquals } from "@std/assert";
import { ClassSamples } from "../../../lib/data/samples.ts";
import { perceptronSteps } from "../../../lib/plots/perceptron_steps.ts";

const samples = ClassSamples.of([[-1, -1], [1, 1]], ["−", "+"]);
const caption = { id: "p", title: "Perceptron" };

Deno.test("perceptronSteps() has the first, the last and all other boundaries", () => {
  const boundaries = [0, 0.25, 0.5, 0.75].map((x) => ({ weights: [1, -1], bias: -x }));
  const { lines } = perceptronSteps(samples, boundaries, caption);
  assertEquals(lines.slice(2).map(({ name, role }) => [name, role]), [
    ["in between", "rest"],
    ["first boundary", "reference"],
    ["boundary after 3 steps", "model"],
  ]);
  const [between, first, last] = lines.slice(2).map(({ points }) =>
    points.filter(([x]) => !Number.isNaN(x)).map(([x, y]) => x - y)
  );
  for (const distance of first) assertAlmostEquals(distance, 0, 1e-12);
  for (const distance of last) assertAlmostEquals(distance, 0.75, 1e-12);
  assertEquals(
    new Set(between.map((distance) => Number(distance.toFixed(9)))),
    new Set([0.25, 0.5]),
  );
});

Deno.test("perceptronSteps() takes one boundary, and one outside of the plane", () => {
  const one = perceptronSteps(samples, [{ weights: [0, 0], bias: 0 }], caption);
  assertEquals(one.lines.slice(2).map(({ name, points }) => [name, points]), [["boundary", []]]);
  const far = perceptronSteps(samples, [
    { weights: [1, 0], bias: 9 },
    { weights: [1, 0], bias: 0 },
  ], caption);
  assertEquals(far.lines.slice(2).map(({ name, points }) => [name, points.length > 0]), [
    ["first boundary", false],
    ["boundary after 1 step", true],
  ]);
});
