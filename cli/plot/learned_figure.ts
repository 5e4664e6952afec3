import { sampleFunction, sineFunction } from "../../lib/data/functions.ts";
import { blobs, circles, moons } from "../../lib/data/point_sets.ts";
import type { ClassSamples, TrainingSet } from "../../lib/data/samples.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { xavierNormal } from "../../lib/initializers.ts";
import { tanh } from "../../lib/layers/activations.ts";
import { dense } from "../../lib/layers/dense.ts";
import type { LayerFactory } from "../../lib/layers/layer.ts";
import { softmax } from "../../lib/layers/softmax.ts";
import { crossEntropy, type Loss, meanSquaredError } from "../../lib/losses.ts";
import { Network } from "../../lib/network.ts";
import { Adam } from "../../lib/optimizers/adam.ts";
import type { Lines, Panels } from "../../lib/plots/chart.ts";
import { decisionRegions, unitBoundaries } from "../../lib/plots/decision_regions.ts";
import { fittedFunction, functionUnits } from "../../lib/plots/fitted_function.ts";
import { Training } from "../../lib/training/training.ts";
import type { Figure } from "./figure.ts";

const BATCH_SIZE = 20;

/** A layer of tanh units; none without units. */
function hidden(units: number): LayerFactory[] {
  return units === 0 ? [] : [dense(units, { weights: xavierNormal() }), tanh()];
}

/** What small networks learn from points in the plane and on a line. */
export const learnedFigure: Figure = {
  name: "learned",
  summary: "decision regions and functions that small networks learn",
  charts: () => [
    ...classification("blobs", "Three clusters", blobs(), 0),
    ...classification("circles", "A circle within another", circles(), 4),
    ...classification("moons", "Two moons", moons({ count: 300 }), 6),
    ...regression(),
  ],
};

function classification(
  id: string,
  title: string,
  samples: ClassSamples,
  units: number,
): (Lines | Panels)[] {
  const layers = [...hidden(units), dense(samples.classes), softmax()];
  const network = train(layers, samples, crossEntropy, 200);
  const about = { id: `learned-${id}`, title };
  if (units === 0) {
    return [decisionRegions(network, samples, { ...about, subtitle: "No hidden layer" })];
  }
  const subtitle = `A hidden layer of ${units} units`;
  return [
    decisionRegions(network, samples, { ...about, subtitle }),
    unitBoundaries(network, samples, { id: `learned-${id}-units`, title, subtitle }),
  ];
}

function regression(): Lines[] {
  const samples = sampleFunction(sineFunction, { count: 60, noise: 0.1 });
  const network = train([...hidden(5), dense(1)], samples, meanSquaredError, 1000);
  const subtitle = "A hidden layer of 5 units";
  const fit = fittedFunction(network, samples, {
    id: "learned-sine",
    title: "A sine, learned from samples",
    subtitle,
    truth: sineFunction,
  });
  const units = functionUnits(network, samples, {
    id: "learned-sine-units",
    title: "The units that it is made of",
    subtitle,
  });
  return units === undefined ? [fit] : [fit, units];
}

function train(
  layers: readonly LayerFactory[],
  samples: TrainingSet,
  loss: Loss,
  epochs: number,
): Network {
  const device = createTypeScriptDevice();
  const inputShape = samples.shape;
  const network = new Network({ device, inputShape, layers, batchSize: BATCH_SIZE, loss });
  const optimizer = new Adam(network, { learningRate: 0.02 });
  const training = new Training(network, samples, { length: { epochs }, optimizer });
  for (const _ of training);
  return network;
}
