import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { type Initializer, inverseRootUniform, xavierUniform } from "../../lib/initializers.ts";
import { tanh } from "../../lib/layers/activations.ts";
import { dense } from "../../lib/layers/dense.ts";
import { softmax } from "../../lib/layers/softmax.ts";
import { Matrix } from "../../lib/matrix.ts";
import { Network } from "../../lib/network.ts";
import type { Lines } from "../../lib/plots/chart.ts";
import { layerDistributions } from "../../lib/plots/layer_development.ts";
import { Random } from "../../lib/random.ts";
import { Inspection } from "../../lib/training/inspection.ts";
import type { Figure } from "./figure.ts";

const INPUTS = 400;
const UNITS = 400;
const HIDDEN_LAYERS = 5;
const CLASSES = 10;
const SAMPLES = 200;

/** Activations and gradients before any training, as figures 128 and 130 of HSLU's notes have them. */
export const depthFigure: Figure = {
  name: "depth",
  summary: "variance of activations and gradients over layers, by initialization",
  charts: () => [
    ...chartsOf("usual", "weights uniform in ±1/√n", inverseRootUniform),
    ...chartsOf("xavier", "weights by Xavier", xavierUniform()),
  ],
};

function chartsOf(id: string, initialization: string, weights: Initializer): Lines[] {
  const hidden = Array.from({ length: HIDDEN_LAYERS }, () => [dense(UNITS, { weights }), tanh()]);
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: [INPUTS],
    layers: [...hidden.flat(), dense(CLASSES, { weights }), softmax()],
    batchSize: SAMPLES,
  });
  const random = new Random(1, "samples");
  const inputs = new Matrix(SAMPLES, INPUTS);
  inputs.data.forEach((_, i, data) => data[i] = random.normal(0, 1));
  const targets = new Matrix(SAMPLES, CLASSES);
  for (let row = 0; row < SAMPLES; row++) {
    targets.data[row * CLASSES + random.integer(CLASSES)] = 1;
  }
  const records = new Inspection(network).histograms(inputs, targets)
    .map((found) => ({ epoch: 0, ...found }));
  const subtitle = `Before any training, ${initialization}`;
  return [
    layerDistributions(records, "activations", {
      id: `depth-activations-${id}`,
      title: "Activations from layer to layer",
      subtitle,
    }),
    layerDistributions(records, "activation gradients", {
      id: `depth-gradients-${id}`,
      title: "Gradients from layer to layer",
      subtitle,
    }),
  ];
}
