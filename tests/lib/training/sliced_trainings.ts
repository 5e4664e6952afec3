import { imageAugmentation } from "../../../lib/data/augmentation.ts";
import { openDevice } from "../../../lib/devices/open_device.ts";
import { relu } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { convolution } from "../../../lib/layers/convolution.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import type { LayerFactory } from "../../../lib/layers/layer.ts";
import { maxPool } from "../../../lib/layers/pooling.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import type { Precision } from "../../../lib/matrix.ts";
import { Network } from "../../../lib/network.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { clipByNorm } from "../../../lib/optimizers/clipping.ts";
import { Nesterov } from "../../../lib/optimizers/momentum.ts";
import type { Optimizer } from "../../../lib/optimizers/optimizer.ts";
import { l1, l2 } from "../../../lib/optimizers/regularizers.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { onPlateau } from "../../../lib/schedules/on_plateau.ts";
import type { Communicator } from "../../../lib/training/communicator.ts";
import { stopWithoutGain } from "../../../lib/training/stopping_rules.ts";
import { Training } from "../../../lib/training/training.ts";
import type { TrainingOptions } from "../../../lib/training/training_options.ts";
import { stripes } from "../../stripes.ts";

/** A training that several ranks can share, by name. */
interface SlicedTraining {
  readonly device: "typescript" | "wasm";
  readonly precision: Precision;
  readonly layers: readonly LayerFactory[];
  readonly optimizer: (network: Network) => Optimizer;
  /** Made anew for each training, as schedules remember. */
  readonly options?: () => Partial<TrainingOptions>;
}

const slices = 4;

const trainings: Readonly<Record<string, SlicedTraining>> = {
  "dense layers, plain gradient descent": {
    device: "typescript",
    precision: "f64",
    layers: [dense(7), relu(), dense(4), softmax()],
    optimizer: (network) => new SGD(network, { learningRate: 0.1, weightDecay: 0.01 }),
  },
  "everything that draws at random, validation, early stopping": {
    device: "wasm",
    precision: "f64",
    layers: [dropout(0.2), dense(9), relu(), dropout(0.5), dense(4), softmax()],
    optimizer: (network) => new Adam(network, { learningRate: 0.01 }),
    options: () => ({
      augmentation: { ...imageAugmentation, chance: 0.5, shear: 10, elastic: 0.1, erase: 0.4 },
      validation: stripes(11, 4, 6, 5),
      test: stripes(13, 4, 6, 6),
      schedule: onPlateau(0.01, { patience: 1 }),
      earlyStopping: { rule: stopWithoutGain({ patience: 1 }), watch: "validation loss" },
      labelSmoothing: 0.1,
    }),
  },
  "convolution, batch normalization, momentum, penalties, clipping": {
    device: "wasm",
    precision: "f32",
    layers: [convolution(3, 3), batchNorm(), relu(), maxPool(2), dense(4), softmax()],
    optimizer: (network) => {
      const penalties = [l1(0.001), l2(0.01)];
      return new Nesterov(network, { learningRate: 0.1, penalties, clipping: clipByNorm(0.5) });
    },
    options: () => ({ weightAverage: 0.9, measureIterations: 2, test: stripes(13, 4, 6, 6) }),
  },
};

/** The names of all trainings. */
export const trainingNames: readonly string[] = Object.keys(trainings);

/** What a training has come to, to compare. */
export interface Outcome {
  /** Everything that it would go on from, without the matrices. */
  readonly state: Training["state"];
  readonly matrices: readonly (readonly number[])[];
}

/**
 * Carries a training out: 4 epochs of 26 images in batches of 8 or, last of all, 2, which leaves two
 * of the four slices empty.
 *
 * @param spoil Whether to change a weight after the first batch.
 */
export function carryOut(name: string, communicator: Communicator, spoil = false): Outcome {
  const { device: kind, precision, layers, optimizer, options } = trainings[name];
  using device = openDevice({ device: kind, precision, threads: kind === "wasm" ? 1 : undefined });
  const network = new Network({ device, inputShape: [1, 6, 6], layers, batchSize: 2 });
  const training = new Training(network, stripes(26, 4, 6), {
    length: { epochs: 4 },
    optimizer: optimizer(network),
    ...options?.(),
    batchSize: 8,
    slices,
    communicator,
  });
  for (const { epoch, batch } of training) {
    if (spoil && epoch === 1 && batch === 1) network.parameters[0].value.data[3] += 1e-9;
  }
  return {
    state: training.state,
    matrices: training.matrices.map(({ data }) => Array.from(data)),
  };
}
