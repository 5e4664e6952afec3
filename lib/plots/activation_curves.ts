import { createTypeScriptDevice } from "../devices/typescript/typescript_device.ts";
import type { LayerFactory } from "../layers/layer.ts";
import { Matrix } from "../matrix.ts";
import { Random } from "../random.ts";
import type { Line, Lines, Panels } from "./chart.ts";
import type { Range } from "./plane.ts";

/** Points of each curve; an odd number, so that one is in the middle. */
const POINTS = 401;

/**
 * Activation functions over their input, a panel for each, and with them their derivatives, by which
 * the backward pass multiplies the error. Both come from the layers themselves.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 4.2, table 6.
 *
 * @param layers Activation functions that have a derivative: `sigmoid()`.
 * @param range The inputs; -4 to 4 when left out.
 * @param steps The same without a derivative: `heaviside()`.
 *
 * @example
 * ```ts
 * import { sigmoid } from "@handwriting/mnist";
 * import { activationCurves } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const { panels: [panel] } = activationCurves([sigmoid()]);
 * const lines = panel.kind === "lines" ? panel.lines : [];
 * const atZero = lines.map(({ points }) => points.find(([x]) => x === 0)?.[1]);
 * assertEquals(atZero, [0.5, 0.25]);
 * ```
 */
export function activationCurves(
  layers: readonly LayerFactory[],
  range: Range = [-4, 4],
  steps: readonly LayerFactory[] = [],
): Panels {
  const panels = [
    ...steps.map((layer) => panelOf(layer, range, false)),
    ...layers.map((layer) => panelOf(layer, range, true)),
  ];
  return {
    kind: "panels",
    id: "activation-functions",
    title: "Activation functions",
    subtitle: "Each with its derivative, by which the backward pass multiplies the error",
    description: `The functions ${panels.map(({ title }) => title).join(", ")}, each over its ` +
      "input, with their derivatives.",
    panels,
  };
}

function panelOf(factory: LayerFactory, range: Range, hasDerivative: boolean): Lines {
  const layer = factory({
    device: createTypeScriptDevice(),
    inputShape: [1],
    batchSize: POINTS,
    random: new Random(1),
    dropoutRandom: new Random(1),
  });
  const inputs = Float64Array.from({ length: POINTS }, (_, i) => inputAt(range, i));
  const over = ({ data }: Matrix): Line["points"] => Array.from(data, (y, i) => [inputs[i], y]);
  const points = over(layer.forward(new Matrix(POINTS, 1, inputs)));
  const line: Line = { name: "f(z)", points, role: "class" };
  const ones = new Matrix(POINTS, 1, new Float64Array(POINTS).fill(1));
  const derivatives: Line[] = hasDerivative
    ? [{ name: "f′(z)", points: over(layer.backward(ones)), role: "class" }]
    : [];
  return {
    kind: "lines",
    id: `activation-${layer.notation.replaceAll(/[^a-z0-9]+/g, "-")}`,
    title: layer.notation,
    description: `${layer.notation} over its input z, from ${range[0]} to ${range[1]}.`,
    x: { label: "z", range },
    y: { label: "f(z)" },
    lines: [line, ...derivatives],
  };
}

/** Even steps, exact in the middle. */
function inputAt([start, end]: Range, i: number): number {
  return ((POINTS - 1 - i) * start + i * end) / (POINTS - 1);
}
