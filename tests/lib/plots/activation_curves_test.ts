import { assertAlmostEquals, assertEquals } from "@std/assert";
import { elu, heaviside, sigmoid, softplus, tanh } from "../../../lib/layers/activations.ts";
import type { Line } from "../../../lib/plots/chart.ts";
import { activationCurves } from "../../../lib/plots/activation_curves.ts";

type Factories = Parameters<typeof activationCurves>[0];

function linesOf(layers: Factories, steps: Factories = []): (readonly Line[])[] {
  const { panels } = activationCurves(layers, [-2, 2], steps);
  return panels.map((panel) => panel.kind === "lines" ? panel.lines : []);
}

Deno.test("activationCurves() has functions and derivatives in closed form", () => {
  const logistic = (z: number) => 1 / (1 + Math.exp(-z));
  const expected = [
    [logistic, (z: number) => logistic(z) * (1 - logistic(z))],
    [Math.tanh, (z: number) => 4 / (Math.exp(z) + Math.exp(-z)) ** 2],
    [(z: number) => Math.log(1 + Math.exp(z)), logistic],
    [(z: number) => z > 0 ? z : Math.exp(z) - 1, (z: number) => z > 0 ? 1 : Math.exp(z)],
  ];
  linesOf([sigmoid(), tanh(), softplus(), elu()]).forEach((lines, layer) => {
    assertEquals(lines.map(({ points }) => points.length), [401, 401]);
    lines.forEach(({ points }, i) => {
      for (const [z, value] of points) assertAlmostEquals(value, expected[layer][i](z), 1e-12);
    });
  });
});

Deno.test("activationCurves() has the middle and the ends of the range", () => {
  const [[{ points }, { points: slopes }]] = linesOf([sigmoid()]);
  assertEquals([points[0][0], points[200], points[400][0]], [-2, [0, 0.5], 2]);
  assertEquals(slopes[200], [0, 0.25]);
});

Deno.test("activationCurves() has no derivative of a step", () => {
  const [lines] = linesOf([], [heaviside()]);
  assertEquals(lines.map(({ name }) => name), ["f(z)"]);
  assertEquals(lines[0].points.slice(199, 201), [[-0.01, 0], [0, 1]]);
});
