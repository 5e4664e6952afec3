import type { TrueFunction } from "../data/functions.ts";
import type { Normalization } from "../data/normalization.ts";
import type { RegressionSamples } from "../data/samples.ts";
import type { Network } from "../network.ts";
import { sizeOf } from "../shape.ts";
import { layerOutputsOf, outputsOf } from "../training/predict.ts";
import type { Caption, Line, Lines } from "./chart.ts";
import { planeAround, type Range } from "./plane.ts";

/** Points of each curve. */
const POINTS = 401;
/** More points cover each other. */
const MOST_POINTS = 1000;
/** More lines cannot be told apart. */
const MOST_UNITS = 8;

/** What a chart of a fitted function needs besides the network and the samples. */
export interface FittedFunctionOptions extends Partial<Pick<Caption, "id" | "title" | "subtitle">> {
  /** What the network was trained with; features stay as they are when left out. */
  readonly normalization?: Normalization;
  /** What the samples are of; it is not shown when left out. */
  readonly truth?: TrueFunction;
  /** The number of the target that is shown, from 0; 0 when left out. */
  readonly target?: number;
}

/**
 * The function that a network has become, beside the samples that it was fitted to.
 *
 * @param network Takes one feature.
 * @param samples With one feature, and as many targets as the network has outputs. Of more than 1000,
 * every n-th is shown.
 * @throws {RangeError} If the samples have not one feature, or the network takes others.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, dense, Network, RegressionSamples } from "@handwriting/mnist";
 * import { fittedFunction } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const network = new Network({ device, inputShape: [1], layers: [dense(1)], batchSize: 100 });
 * network.parameters[0].value.data.set([3]);
 * const samples = RegressionSamples.of([[0], [10]], [1, 29]);
 * const [{ points }, curve] = fittedFunction(network, samples).lines;
 * assertEquals(points, [[0, 1], [10, 29]]);
 * assertEquals(curve.points.find(([x]) => x === 5), [5, 15]);
 * ```
 */
export function fittedFunction(
  network: Network,
  samples: RegressionSamples,
  options: FittedFunctionOptions = {},
): Lines {
  const { truth, target = 0, normalization } = options;
  const range = rangeOf(samples);
  const stride = Math.max(1, Math.ceil(samples.count / MOST_POINTS));
  const points = pointsOf(samples, target).filter((_, i) => i % stride === 0);
  const places = placesIn(range);
  const columns = sizeOf(network.outputShape);
  const outputs = outputsOf(network, places, normalization);
  const lines: Line[] = [
    { name: "samples", points, role: "training", shape: "points" },
    { name: "network", points: over(places, (i) => outputs[i * columns + target]), role: "model" },
  ];
  if (truth !== undefined) {
    lines.push({
      name: truth.name,
      points: over(places, (i) => truth.valueAt(places[i])),
      role: "reference",
    });
  }
  const { id = "fitted-function", title = "Fitted function", subtitle } = options;
  return chartOf({ id, title, subtitle }, samples, target, range, lines);
}

/**
 * What the function of a network is made of: for each unit of the last hidden layer, what it adds to the
 * output, `wₖ aₖ(x)`. Together with the bias they are the function.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 4.3.2.1.
 *
 * Of more than 8 units, those 8 are told apart whose parts vary most. Otherwise as
 * {@linkcode fittedFunction}.
 *
 * @returns Undefined if the network does not end in a layer of weighted sums above another layer.
 */
export function functionUnits(
  network: Network,
  samples: RegressionSamples,
  options: FittedFunctionOptions = {},
): Lines | undefined {
  const { target = 0, normalization } = options;
  const { layers } = network;
  const weights = layers[layers.length - 1].parameters.find(({ pictures }) =>
    pictures?.of === "units"
  );
  if (weights === undefined || layers.length < 2) return undefined;
  const range = rangeOf(samples);
  const places = placesIn(range);
  const units = weights.value.rows;
  const activations = layerOutputsOf(network, layers.length - 1, places, normalization);
  const parts = Array.from({ length: units }, (_, unit) => {
    const weight = weights.value.at(unit, target);
    return {
      unit,
      values: Float64Array.from(places, (_, i) => weight * activations[i * units + unit]),
    };
  });
  const chosen = parts.toSorted((a, b) => spreadOf(b.values) - spreadOf(a.values))
    .slice(0, MOST_UNITS).sort((a, b) => a.unit - b.unit);
  const rest = parts.filter((part) => !chosen.includes(part));
  const outputs = outputsOf(network, places, normalization);
  const columns = sizeOf(network.outputShape);
  const lines: Line[] = [
    ...chosen.map(({ unit, values }): Line => ({
      name: `unit ${unit + 1}`,
      points: over(places, (i) => values[i]),
      role: "class",
    })),
    { name: "network", points: over(places, (i) => outputs[i * columns + target]), role: "model" },
  ];
  if (rest.length > 0) {
    lines.push({
      name: rest.length === 1 ? "1 other" : `${rest.length} others`,
      points: rest.flatMap(({ values }) => [...over(places, (i) => values[i]), [NaN, NaN]]),
      role: "rest",
    });
  }
  const { id = "function-units", title = "What the units add", subtitle } = options;
  return chartOf({ id, title, subtitle }, samples, target, range, lines);
}

function chartOf(
  caption: Pick<Caption, "id" | "title" | "subtitle">,
  { featureNames: [x], targetNames }: RegressionSamples,
  target: number,
  range: Range,
  lines: readonly Line[],
): Lines {
  return {
    kind: "lines",
    ...caption,
    description: `${targetNames[target]} over ${x}: ${lines.map(({ name }) => name).join(", ")}.`,
    x: { label: x, range },
    y: { label: targetNames[target] },
    lines,
  };
}

/** @throws {RangeError} If the samples have not one feature. */
function rangeOf(samples: RegressionSamples): Range {
  const { length } = samples.featureNames;
  if (length !== 1) throw new RangeError(`Expected samples of 1 feature but found ${length}`);
  return planeAround(pointsOf(samples, 0)).x;
}

function pointsOf(
  { features, targets, targetNames, count }: RegressionSamples,
  target: number,
): [number, number][] {
  const columns = targetNames.length;
  return Array.from({ length: count }, (_, i) => [features[i], targets[i * columns + target]]);
}

function placesIn([start, end]: Range): Float64Array {
  const last = POINTS - 1;
  return Float64Array.from({ length: POINTS }, (_, i) => ((last - i) * start + i * end) / last);
}

function over(places: Float64Array, valueAt: (i: number) => number): [number, number][] {
  return Array.from(places, (x, i) => [x, valueAt(i)]);
}

function spreadOf(values: Float64Array): number {
  const least = values.reduce((least, value) => Math.min(least, value), Infinity);
  return values.reduce((most, value) => Math.max(most, value), -Infinity) - least;
}
