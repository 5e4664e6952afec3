import { createTypeScriptDevice } from "../devices/typescript/typescript_device.ts";
import type { LayerFactory } from "../layers/layer.ts";
import { Matrix } from "../matrix.ts";
import { histogram } from "../metrics/histogram.ts";
import { Random } from "../random.ts";
import { scaleForValues } from "./axis_scale.ts";
import type { Line, Lines, Panels } from "./chart.ts";
import { densityOutline } from "./histogram_charts.ts";

/** An activation function that is applied again and again. */
export interface RepeatedActivation {
  /** The function in the layer notation. */
  readonly notation: string;
  /** What is put in, and what comes out after each time, as many rows as there are inputs. */
  readonly activations: readonly Matrix[];
  /** After each time the derivative of all functions so far: the product of theirs. */
  readonly derivatives: readonly Matrix[];
}

/**
 * Applies an activation function to some numbers, again and again: a network of layers with one unit
 * each, all weights being 1. Its derivatives come from the layers' backward passes.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 5.1.1 and 5.1.3.
 *
 * @param factory An activation function that has a derivative: `sigmoid()`.
 * @param times How often.
 */
export function repeatActivation(
  factory: LayerFactory,
  inputs: ArrayLike<number>,
  times: number,
): RepeatedActivation {
  const context = {
    device: createTypeScriptDevice(),
    inputShape: [1],
    batchSize: inputs.length,
    random: new Random(1),
    dropoutRandom: new Random(1),
  } as const;
  const layers = Array.from({ length: times }, () => factory(context));
  const activations = [new Matrix(inputs.length, 1, Float64Array.from(inputs))];
  let derivative = new Matrix(inputs.length, 1, new Float64Array(inputs.length).fill(1));
  const derivatives = layers.map((layer, i) => {
    activations.push(layer.forward(activations[i]));
    derivative = layer.backward(derivative);
    return derivative;
  });
  return { notation: factory(context).notation, activations, derivatives };
}

/**
 * How logits, what an activation function makes of them, and its derivatives are distributed: where the
 * function saturates, derivatives pile up at zero.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, figures 126 and 127.
 *
 * @param repeated The function, applied once or more; what it makes of the logits the first time counts.
 * @param deviation The standard deviation of the logits.
 */
export function saturationHistograms(
  { notation, activations: [logits, activations], derivatives }: RepeatedActivation,
  deviation: number,
): Panels {
  const id = `saturation-${notation.replaceAll(/[^a-z0-9]+/g, "-")}-${
    `${deviation}`.replace(".", "-")
  }`;
  const panelOf = (label: string, { data }: Matrix): Lines => ({
    kind: "lines",
    id: `${id}-${label}`,
    title: label,
    description: `Distribution of the ${label}.`,
    x: { label },
    y: { label: "density" },
    lines: [{
      name: label,
      points: densityOutline(histogram(data), 0),
      role: "class",
      shape: "step",
    }],
  });
  return {
    kind: "panels",
    id,
    title: `${notation} of logits with standard deviation ${deviation}`,
    description: `Distributions of normal logits with standard deviation ${deviation}, of their ` +
      `${notation} and of its derivatives.`,
    panels: [
      panelOf("logits", logits),
      panelOf("activations", activations),
      panelOf("derivatives", derivatives[0]),
    ],
  };
}

/**
 * The mean derivative through more and more activation functions in a row, by which gradients vanish.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 5.1.3.
 *
 * @param repeated Each a line.
 */
export function vanishingDerivatives(repeated: readonly RepeatedActivation[]): Lines {
  const lines = repeated.map(({ notation, derivatives }): Line => ({
    name: notation,
    points: derivatives.map(({ data }, i) => [i + 1, histogram(data).mean]),
    role: "class",
  }));
  const values = lines.flatMap(({ points }) => points.map(([_, value]) => value));
  return {
    kind: "lines",
    id: "vanishing-derivatives",
    title: "Derivatives vanish with depth",
    subtitle: "Mean product of the derivatives of activation functions in a row",
    description: `The mean derivative over the number of functions: ${
      lines.map(({ name }) => name).join(", ")
    }.`,
    x: { label: "activation functions in a row" },
    y: { label: "mean derivative", scale: scaleForValues(values) },
    lines,
  };
}
