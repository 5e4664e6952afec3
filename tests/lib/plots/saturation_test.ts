import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { relu, sigmoid, tanh } from "../../../lib/layers/activations.ts";
import {
  repeatActivation,
  saturationHistograms,
  vanishingDerivatives,
} from "../../../lib/plots/saturation.ts";

Deno.test("repeatActivation() multiplies derivatives by the chain rule", () => {
  const { activations, derivatives } = repeatActivation(sigmoid(), [0, 2], 2);
  const logistic = (z: number) => 1 / (1 + Math.exp(-z));
  const slope = (z: number) => logistic(z) * (1 - logistic(z));
  [0, 2].forEach((z, i) => {
    assertAlmostEquals(activations[2].at(i, 0), logistic(logistic(z)), 1e-15);
    assertAlmostEquals(derivatives[1].at(i, 0), slope(z) * slope(logistic(z)), 1e-15);
  });
  assertEquals(derivatives[0].at(0, 0), 0.25);
});

Deno.test("repeated often, the sigmoid comes to its fixed point", () => {
  const { activations } = repeatActivation(sigmoid(), [-5, 0, 5], 30);
  for (const [value] of activations[30].toRows()) {
    assertAlmostEquals(value, 1 / (1 + Math.exp(-value)), 1e-12);
    assertAlmostEquals(value, 0.659, 5e-4);
  }
});

Deno.test("saturationHistograms() shows logits, activations and derivatives", () => {
  const chart = saturationHistograms(repeatActivation(tanh(), [-1, 0, 1], 1), 0.5);
  assertEquals(chart.id, "saturation-tanh-0-5");
  assertEquals(chart.panels.map(({ title }) => title), ["logits", "activations", "derivatives"]);
  const ends = chart.panels.map((panel) => {
    const points = panel.kind === "lines" ? panel.lines[0].points : [];
    return [points[0][0], points.at(-1)?.[0]];
  });
  const t = Math.tanh(1);
  assertEquals(ends, [[-1, 1], [-t, t], [1 - t * t, 1]]);
});

Deno.test("vanishingDerivatives() falls for the sigmoid by a factor of four or more each time", () => {
  const logits = [-2, -1, 0, 1, 2];
  const repeated = [sigmoid(), relu()].map((layer) => repeatActivation(layer, logits, 4));
  const { lines, y } = vanishingDerivatives(repeated);
  const [sigmoids, relus] = lines.map(({ points }) => points.map(([_, mean]) => mean));
  sigmoids.forEach((mean, i) => assert(mean <= 0.25 ** (i + 1)));
  // Two of five logits are positive, and stay as they are.
  assertEquals(relus, [0.4, 0.4, 0.4, 0.4]);
  assertEquals(y.scale, "log");
});
