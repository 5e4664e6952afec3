import { ClassSamples } from "../../lib/data/samples.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { heaviside } from "../../lib/layers/activations.ts";
import { dense } from "../../lib/layers/dense.ts";
import { Network } from "../../lib/network.ts";
import type { Lines, Panels } from "../../lib/plots/chart.ts";
import { decisionRegions, unitBoundaries } from "../../lib/plots/decision_regions.ts";
import { Random } from "../../lib/random.ts";
import { predict } from "../../lib/training/predict.ts";
import type { Figure } from "./figure.ts";

/** A layer of threshold units: for each unit its two or more weights, and its bias. */
type ThresholdLayer = readonly (readonly [weights: readonly number[], bias: number])[];

/** What threshold units can tell apart without, with one and with two hidden layers. */
interface Construction {
  readonly id: string;
  readonly title: string;
  readonly layers: readonly ThresholdLayer[];
  /** Points instead of random ones. */
  readonly points?: readonly (readonly [number, number])[];
}

/** Sides of a triangle: each unit is 1 on the inner side of one. */
function triangle(x: number, y: number, size: number): ThresholdLayer {
  const sides = [[0, 1], [Math.sqrt(3) / 2, -0.5], [-Math.sqrt(3) / 2, -0.5]] as const;
  return sides.map(([a, b]) => [[a, b], size / 2 - a * x - b * y] as const);
}

/** As figures 97 to 99 and 40 of HSLU's lecture notes have them. */
const constructions: readonly Construction[] = [
  { id: "half-plane", title: "No hidden layer: a half-plane", layers: [[[[1, -0.6], 0.2]]] },
  {
    id: "convex",
    title: "One hidden layer: a convex region",
    // 1 if all three are.
    layers: [triangle(0, -0.1, 0.9), [[[1, 1, 1], -3]]],
  },
  {
    id: "union",
    title: "Two hidden layers: any region",
    layers: [
      [...triangle(-0.45, -0.3, 0.55), ...triangle(0.45, 0.35, 0.55)],
      [[[1, 1, 1, 0, 0, 0], -3], [[0, 0, 0, 1, 1, 1], -3]],
      [[[1, 1], -1]],
    ],
  },
  {
    id: "xor",
    title: "XOR by one hidden layer",
    // One or the other, and not both.
    layers: [[[[1, 1], -0.5], [[-1, -1], 1.5]], [[[1, 1], -2]]],
    points: [[0, 0], [0, 1], [1, 0], [1, 1]],
  },
];

/** Decision regions of threshold units, layer by layer. */
export const thresholdFigure: Figure = {
  name: "threshold-units",
  summary: "decision regions of threshold units: half-planes, convex regions, XOR",
  charts: () => constructions.flatMap(chartsOf),
};

function chartsOf({ id, title, layers, points }: Construction): (Lines | Panels)[] {
  const network = networkOf(layers);
  const samples = classified(network, points ?? randomPoints());
  const regions = decisionRegions(network, samples, { id: `threshold-${id}`, title });
  if (layers.length === 1) return [regions];
  const about = { id: `threshold-${id}-units`, title, subtitle: "Where the hidden units turn" };
  return [regions, unitBoundaries(network, samples, about)];
}

function networkOf(layers: readonly ThresholdLayer[]): Network {
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: [2],
    layers: layers.flatMap((units) => [dense(units.length), heaviside()]),
    batchSize: 1000,
  });
  layers.forEach((units, l) => {
    const [weights, bias] = network.layers[2 * l].parameters.map(({ value }) => value);
    units.forEach(([unitWeights, unitBias], unit) => {
      unitWeights.forEach((weight, i) => weights.data[i * units.length + unit] = weight);
      bias.data[unit] = unitBias;
    });
  });
  return network;
}

function randomPoints(): [number, number][] {
  const random = new Random(1, "points");
  return Array.from({ length: 300 }, () => [random.uniform(-1, 1), random.uniform(-1, 1)]);
}

/** Points with the classes that a network tells. */
function classified(network: Network, points: readonly (readonly [number, number])[]) {
  const predictions = predict(network, Float64Array.from(points.flat()));
  return ClassSamples.of(points, predictions.map((prediction) => prediction.class));
}
