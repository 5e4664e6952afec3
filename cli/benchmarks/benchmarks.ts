import { batchAugmentation } from "../../lib/data/augmentation.ts";
import { relu } from "../../lib/layers/activations.ts";
import { convolution } from "../../lib/layers/convolution.ts";
import { dense } from "../../lib/layers/dense.ts";
import { dropout } from "../../lib/layers/dropout.ts";
import { flatten } from "../../lib/layers/pass_through.ts";
import { maxPool } from "../../lib/layers/pooling.ts";
import { softmax } from "../../lib/layers/softmax.ts";
import type { Network } from "../../lib/network.ts";
import { Adam } from "../../lib/optimizers/adam.ts";
import { Momentum } from "../../lib/optimizers/momentum.ts";
import { SGD } from "../../lib/optimizers/sgd.ts";
import { inferring, training } from "./bench_work.ts";
import type { Benchmark } from "./benchmark.ts";

/** The course's network. */
const course = [dense(500), relu(), dense(10), softmax()];

const fiveByFive = (filters: number) => convolution(filters, 5, { padding: "same" });

/** Luqué, 9.5. */
const ninth = [
  ...[fiveByFive(8), relu(), maxPool(2), dropout(0.2)],
  ...[fiveByFive(16), relu(), maxPool(2), dropout(0.2)],
  ...[flatten(), dense(10), softmax()],
];

/** Luqué, 10.3. */
const twelfth = [
  ...[fiveByFive(16), relu(), dropout(0.2)],
  ...[fiveByFive(32), relu(), maxPool(2), dropout(0.2)],
  ...[fiveByFive(48), relu(), dropout(0.2)],
  ...[fiveByFive(64), relu(), maxPool(2), dropout(0.2)],
  ...[flatten(), dense(10), softmax()],
];

/** Lund University, FMAN45, assignment 3. */
const fman45 = [
  ...[fiveByFive(16), relu(), maxPool(2)],
  ...[fiveByFive(16), relu(), maxPool(2)],
  ...[flatten(), dense(10), softmax()],
];

const sgd = (network: Network) => new SGD(network, { learningRate: 1e-3 });
const adam = (network: Network) => new Adam(network, { learningRate: 1e-3 });
const averagedMomentum = (network: Network) =>
  new Momentum(network, { learningRate: 1e-2, momentum: 0.9, dampening: 0.9 });

/** All benchmarks, in the order in which they are run. */
export const benchmarks: readonly Benchmark[] = [
  courseTraining(1),
  courseTraining(16),
  courseTraining(100),
  courseTraining(256),
  {
    name: "inference",
    title: "the test set through 784-500-10, batch 100",
    layers: course,
    batchSize: 100,
    work: inferring,
    images: 60_000,
    peerWork: { network: "course", inference: true },
  },
  {
    name: "fman45",
    title: "FMAN45's convolutional network, momentum, batch 16",
    layers: fman45,
    batchSize: 16,
    work: training(averagedMomentum),
    images: 16_000,
    peerWork: { network: "fman45" },
  },
  {
    name: "ninth",
    title: "Luqué's ninth network, Adam, batch 16",
    layers: ninth,
    batchSize: 16,
    work: training(adam),
    images: 16_000,
    peerWork: { network: "ninth" },
  },
  {
    name: "ninth-augmented",
    title: "the same, a quarter of the batches augmented",
    layers: ninth,
    batchSize: 16,
    work: training(adam, batchAugmentation),
    images: 16_000,
  },
  {
    name: "twelfth",
    title: "Luqué's twelfth network, Adam, batch 16 (1,250 s in his NumPy)",
    layers: twelfth,
    batchSize: 16,
    work: training(adam),
    images: 960,
    peerWork: { network: "twelfth" },
  },
  {
    name: "twelfth-inference",
    title: "test images through Luqué's twelfth network, batch 16",
    layers: twelfth,
    batchSize: 16,
    work: inferring,
    images: 1_920,
    peerWork: { network: "twelfth", inference: true },
  },
];

function courseTraining(batchSize: number): Benchmark {
  return {
    name: `batch-${batchSize}`,
    title: `784-500-10, SGD, batch ${batchSize}`,
    layers: course,
    batchSize,
    work: training(sgd),
    images: 60_000,
    peerWork: { network: "course" },
  };
}
