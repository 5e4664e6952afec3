import { imageAugmentation } from "../lib/data/augmentation.ts";
import { RegressionSamples, type TrainingSet } from "../lib/data/samples.ts";
import type { Device } from "../lib/devices/device.ts";
import type { DeviceOptions } from "../lib/devices/device_options.ts";
import { relu, sigmoid, tanh } from "../lib/layers/activations.ts";
import { batchNorm } from "../lib/layers/batch_norm.ts";
import { convolution } from "../lib/layers/convolution.ts";
import { dense } from "../lib/layers/dense.ts";
import { dropout } from "../lib/layers/dropout.ts";
import type { LayerFactory } from "../lib/layers/layer.ts";
import { flatten } from "../lib/layers/pass_through.ts";
import { averagePool, maxPool } from "../lib/layers/pooling.ts";
import { softmax } from "../lib/layers/softmax.ts";
import { binaryCrossEntropy, huber, type Loss, meanSquaredError } from "../lib/losses.ts";
import { Network } from "../lib/network.ts";
import { AdaGrad } from "../lib/optimizers/adagrad.ts";
import { Adam, AdamW } from "../lib/optimizers/adam.ts";
import { clipByNorm, clipByValue } from "../lib/optimizers/clipping.ts";
import { Momentum, Nesterov } from "../lib/optimizers/momentum.ts";
import type { Optimizer } from "../lib/optimizers/optimizer.ts";
import { l1, l2 } from "../lib/optimizers/regularizers.ts";
import { RMSprop } from "../lib/optimizers/rmsprop.ts";
import { SGD } from "../lib/optimizers/sgd.ts";
import { onPlateau } from "../lib/schedules/on_plateau.ts";
import { stopWithoutGain } from "../lib/training/stopping_rules.ts";
import { Training } from "../lib/training/training.ts";
import type { TrainingOptions } from "../lib/training/training_options.ts";
import { stripes } from "./stripes.ts";

/** A training, apart from its device. */
export interface TrainingRecipe {
  readonly device: DeviceOptions;
  readonly layers: readonly LayerFactory[];
  readonly optimizer: (network: Network) => Optimizer;
  readonly data?: TrainingSet;
  readonly loss?: Loss;
  /** Made anew for each training, as schedules remember. */
  readonly options?: () => Partial<TrainingOptions>;
}

const line = RegressionSamples.of(
  Array.from({ length: 23 }, (_, i) => [i / 11 - 1, Math.sin(i)]),
  Array.from({ length: 23 }, (_, i) => [Math.cos(i / 4), i / 23]),
);

/** Trainings that use what there is, each on some device. */
export const recipes: Readonly<Record<string, TrainingRecipe>> = {
  "dense layers, plain gradient descent": {
    device: { device: "typescript", precision: "f64" },
    layers: [dense(7), relu(), dense(4), softmax()],
    optimizer: (network) => new SGD(network, { learningRate: 0.1, weightDecay: 0.01 }),
    options: () => ({ test: stripes(13, 4, 6, 6) }),
  },
  "convolution, batch normalization, dropout, augmentation, smoothing": {
    device: { device: "wasm", precision: "f32", threads: 1 },
    layers: [
      convolution(3, 3),
      batchNorm(),
      relu(),
      maxPool(2),
      dropout(0.2),
      averagePool(2, 1),
      flatten(),
      dense(4),
      softmax(),
    ],
    optimizer: (network) => new Adam(network, { learningRate: 0.01 }),
    options: () => ({
      augmentation: { ...imageAugmentation, chance: 0.5, shear: 10, erase: 0.4 },
      labelSmoothing: 0.1,
      test: stripes(13, 4, 6, 6),
    }),
  },
  "clipping by norm, penalties, Nesterov, measurements within the epoch": {
    device: { device: "typescript", precision: "f64" },
    layers: [dense(7), tanh(), dense(4), softmax()],
    optimizer: (network) =>
      new Nesterov(network, {
        learningRate: 0.1,
        clipping: clipByNorm(0.5),
        penalties: [l1(1e-3), l2(1e-2)],
      }),
    options: () => ({
      validation: stripes(11, 4, 6, 5),
      test: stripes(13, 4, 6, 6),
      measureIterations: 2,
    }),
  },
  "early stopping, a schedule that waits for progress, a weight average": {
    device: { device: "typescript", precision: "f32" },
    layers: [dense(7), batchNorm(), relu(), dense(4), softmax()],
    optimizer: (network) => new AdamW(network, { learningRate: 0.05 }),
    options: () => ({
      length: { epochs: 9 },
      validation: stripes(11, 4, 6, 5),
      schedule: onPlateau(0.05, { patience: 1 }),
      earlyStopping: { rule: stopWithoutGain({ patience: 1 }), watch: "validation loss" },
      weightAverage: 0.9,
    }),
  },
  "slices, batch normalization": {
    device: { device: "wasm", precision: "f64", threads: 1 },
    layers: [dropout(0.2), dense(7), batchNorm(), relu(), dense(4), softmax()],
    optimizer: (network) =>
      new Momentum(network, { learningRate: 0.1, clipping: clipByValue(0.1) }),
    data: stripes(24, 4, 6),
    options: () => ({
      slices: 2,
      augmentation: { ...imageAugmentation, chance: 0.5 },
      length: { iterations: 9 },
    }),
  },
  "slices, some of them empty": {
    device: { device: "typescript", precision: "f64" },
    layers: [dense(4), softmax()],
    optimizer: (network) => new SGD(network, { learningRate: 0.1 }),
    options: () => ({ slices: 4, augmentation: { ...imageAugmentation, chance: 0.5 } }),
  },
  "a regression": {
    device: { device: "typescript", precision: "f64" },
    layers: [dense(5), tanh(), dense(2)],
    optimizer: (network) => new RMSprop(network, { learningRate: 0.01 }),
    data: line,
    loss: meanSquaredError,
    options: () => ({ validation: line.slice(0, 9), measureEpochs: 2, measureIterations: 3 }),
  },
  "a regression by Huber's loss, with a last layer that the loss does not stand for": {
    device: { device: "typescript", precision: "f32" },
    layers: [dense(5), tanh(), dense(2), tanh()],
    optimizer: (network) => new AdaGrad(network, { learningRate: 0.1 }),
    data: line,
    loss: huber(0.1),
    options: () => ({ slices: 4 }),
  },
  "one output for two classes": {
    device: { device: "typescript", precision: "f64" },
    layers: [dense(4), tanh(), dense(1), sigmoid()],
    optimizer: (network) => new SGD(network, { learningRate: 0.3 }),
    data: stripes(10, 2, 6),
    loss: binaryCrossEntropy,
    options: () => ({ test: stripes(12, 2, 6, 3) }),
  },
};

/** A network of a recipe, and its training, of three epochs unless something else is said. */
export function makeTraining(
  device: Device,
  recipe: TrainingRecipe,
  more: Partial<TrainingOptions> = {},
): { readonly network: Network; readonly training: Training } {
  const { layers, optimizer, data = stripes(26, 4, 6), loss } = recipe;
  const network = new Network({ device, inputShape: data.shape, layers, batchSize: 4, loss });
  const options = { length: { epochs: 3 }, optimizer: optimizer(network) };
  const all = { ...options, ...recipe.options?.(), ...more };
  return { network, training: new Training(network, data, all) };
}
