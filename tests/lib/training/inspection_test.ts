import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { Device } from "../../../lib/devices/device.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { type Initializer, xavierNormal, zeros } from "../../../lib/initializers.ts";
import { heaviside, relu, sigmoid } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { convolution } from "../../../lib/layers/convolution.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import type { LayerFactory } from "../../../lib/layers/layer.ts";
import { flatten } from "../../../lib/layers/pass_through.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { meanSquaredError } from "../../../lib/losses.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { Network } from "../../../lib/network.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import type { Optimizer } from "../../../lib/optimizers/optimizer.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { Random } from "../../../lib/random.ts";
import { type Shape, sizeOf } from "../../../lib/shape.ts";
import { Batches } from "../../../lib/training/batches.ts";
import {
  activationsOfAsync,
  Inspection,
  type LayerQuantity,
} from "../../../lib/training/inspection.ts";
import { Training } from "../../../lib/training/training.ts";
import { testOnEachDevice } from "../../devices.ts";
import { matrixOf } from "../../layers.ts";
import { stripes } from "../../stripes.ts";

const device = createTypeScriptDevice();

function networkOf(layers: readonly LayerFactory[], inputShape: Shape, batchSize: number) {
  return new Network({ device, inputShape, layers, batchSize });
}

Deno.test("Inspection finds what is worked out by hand", () => {
  // All weights are 0, so the scores are too, and both classes have probability 1/2.
  const network = networkOf([dense(2, { weights: zeros }), softmax()], [2], 1);
  const found = new Inspection(network).histograms(Matrix.of([[1, 2]]), Matrix.of([[1, 0]]));
  const about = (layer: number, quantity: LayerQuantity) => {
    const match = found.find((entry) => entry.layer === layer && entry.quantity === quantity);
    const { low, high, count, mean, standardDeviation } = match?.histogram ?? { low: NaN };
    return [low, high, count, mean, standardDeviation];
  };
  assertEquals(about(1, "weights"), [-0.5, 0.5, 4, 0, 0]);
  assertEquals(about(1, "bias"), [-0.5, 0.5, 2, 0, 0]);
  assertEquals(about(1, "activations"), [-0.5, 0.5, 2, 0, 0]);
  assertEquals(about(2, "activations"), [0.25, 0.75, 2, 0.5, 0]);
  // The error at the scores is (1/2 - 1, 1/2 - 0), so dW = [[-1/2, 1/2], [-1, 1]].
  assertEquals(about(1, "weight gradients"), [-1, 1, 4, 0, Math.sqrt(2.5 / 4)]);
  assertEquals(about(1, "bias gradients"), [-0.5, 0.5, 2, 0, 0.5]);
  assertEquals(about(1, "activation gradients"), [-0.5, 0.5, 2, 0, 0.5]);
  // The loss stands for the softmax.
  assertEquals(about(2, "activation gradients"), [NaN, undefined, undefined, undefined, undefined]);
});

Deno.test("Inspection finds derivatives and gradients through a sigmoid as worked out by hand", () => {
  const one: Initializer = ({ data }) => data.fill(1);
  const layers = [dense(1, { weights: one }), sigmoid(), dense(1, { weights: one })];
  const options = {
    device,
    inputShape: [1],
    layers,
    batchSize: 4,
    loss: meanSquaredError,
  } as const;
  const network = new Network(options);
  const found = new Inspection(network).histograms(Matrix.of([[0], [0]]), Matrix.of([[0], [0]]));
  const means = new Map(
    found.map(({ layer, quantity, histogram }) => [`${layer} ${quantity}`, histogram.mean]),
  );
  // z = 0, a = 1/2, σ'(0) = 1/4. Of the mean of two squares 1/4, the derivative is 2 · 1/2 / 2 each.
  const expected = [
    ["2 activations", 0.5],
    ["2 activation derivatives", 0.25],
    ["3 activation gradients", 0.5],
    ["2 activation gradients", 0.5],
    ["1 activation gradients", 0.125],
    ["1 bias gradients", 0.25],
  ] as const;
  for (const [name, mean] of expected) assertAlmostEquals(means.get(name) ?? NaN, mean, 1e-15);
});

Deno.test("Xavier's initialization keeps the variances of a linear layer, within its sample's error", () => {
  // Var(y) = n_in Var(w) E[x²], with Var(w) = 2 / (n_in + n_out); the same backwards with n_out.
  const [inputs, hidden, outputs] = [300, 500, 300];
  const layers = [hidden, outputs].map((size) => dense(size, { weights: xavierNormal() }));
  const network = new Network({
    device,
    inputShape: [inputs],
    layers,
    batchSize: 100,
    loss: meanSquaredError,
  });
  const random = new Random(7);
  const normal = (columns: number, deviation: number) => {
    const matrix = new Matrix(100, columns);
    matrix.data.forEach((_, i, data) => data[i] = random.normal(0, deviation));
    return matrix;
  };
  // Next to such targets, what the network puts out does not matter to the gradient.
  const found = new Inspection(network).histograms(normal(inputs, 1), normal(outputs, 1e6));
  const variance = (layer: number, quantity: LayerQuantity) =>
    (found.find((entry) => entry.layer === layer && entry.quantity === quantity)?.histogram
      .standardDeviation ?? NaN) ** 2;
  assertAlmostEquals(variance(1, "activations"), inputs * 2 / 800, 0.03);
  const second = variance(2, "activations") / variance(1, "activations");
  assertAlmostEquals(second, hidden * 2 / 800, 0.03);
  const back = variance(1, "activation gradients") / variance(2, "activation gradients");
  assertAlmostEquals(back, outputs * 2 / 800, 0.03);
});

Deno.test("Inspection names layers, and calls γ and β of batch normalization weights and bias", () => {
  const layers = [convolution(2, 3), flatten(), batchNorm(), relu(), dense(3), softmax()];
  const network = networkOf(layers, [1, 4, 4], 2);
  const inputs = device.matrix(2, 16);
  inputs.data.forEach((_, i) => inputs.data[i] = i % 5);
  const found = new Inspection(network).histograms(inputs, Matrix.of([[1, 0, 0], [0, 0, 1]]));
  const names = Map.groupBy(found, ({ name }) => name);
  const all = ["weights", "bias", "activations", "weight gradients", "bias gradients"];
  const whole = [...all, "activation gradients"];
  assertEquals(Array.from(names, ([name, entries]) => [name, entries.map((e) => e.quantity)]), [
    ["1 conv 2 3x3 same", whole],
    // Flattening returns its input.
    ["3 batch_norm", whole],
    ["4 relu", ["activations", "activation derivatives", "activation gradients"]],
    ["5 dense 3", whole],
    ["6 softmax", ["activations"]],
  ]);
  const gamma = names.get("3 batch_norm")?.[0].histogram;
  assertEquals([gamma?.mean, gamma?.count], [1, 32]);
});

Deno.test("Inspection finds the same each time that it looks", () => {
  const network = networkOf([dense(2), softmax()], [2], 1);
  const inspection = new Inspection(network);
  const look = () => inspection.histograms(Matrix.of([[1, 2]]), Matrix.of([[1, 0]]));
  assertEquals(look(), look());
});

Deno.test("Inspection looks at a network below whose weights no error can go", () => {
  const network = networkOf([heaviside(), dense(2), softmax()], [3], 1);
  const found = new Inspection(network).histograms(Matrix.of([[-1, 0, 1]]), Matrix.of([[1, 0]]));
  assertEquals(found[0].name, "1 heaviside");
  assertAlmostEquals(found[0].histogram.mean, 2 / 3, 1e-15);
});

/** Trains for three epochs; what it has learned and what it would go on from. */
async function train(
  device: Device,
  optimizerFor: (network: Network) => Optimizer,
  look: (network: Network) => () => void | Promise<void>,
) {
  const layers = [
    convolution(2, 3),
    batchNorm(),
    relu(),
    dropout(0.3),
    flatten(),
    dense(6),
    batchNorm(),
    dropout(0.5),
    dense(4),
    softmax(),
  ];
  const network = new Network({ device, inputShape: [1, 5, 5], layers, batchSize: 8 });
  const options = { length: { epochs: 3 }, optimizer: optimizerFor(network) };
  const training = new Training(network, stripes(30, 4, 5), options);
  const lookInto = look(network);
  for await (const _ of training) await lookInto();
  return { matrices: training.matrices.map((matrix) => matrix.toRows()), state: training.state };
}

const optimizers = [
  ["plain SGD", (network: Network) => new SGD(network, { learningRate: 0.1 })],
  ["Adam", (network: Network) => new Adam(network, { learningRate: 0.01 })],
] as const;

for (const [name, optimizerFor] of optimizers) {
  testOnEachDevice(`Inspection leaves no trace in a training with ${name}`, async (device) => {
    const untouched = await train(device, optimizerFor, () => () => {});
    let looks = 0;
    const inspected = await train(device, optimizerFor, (network) => {
      const inspection = new Inspection(network);
      const { inputs, targets } = new Batches(network, stripes(5, 4, 5, 2)).load(0);
      return async () => {
        const histograms = await inspection.histogramsAsync(inputs, targets);
        looks += Math.sign(histograms.length);
      };
    });
    assertEquals(looks, 12);
    assertEquals(inspected, untouched);
  });
}

Deno.test("Inspection lets gradients go where they went, even if it fails", () => {
  const network = networkOf([dense(2), softmax()], [3], 1);
  const inspection = new Inspection(network);
  const [weights] = network.parameters;
  const destination = device.matrix(3, 2);
  weights.sendGradient(destination, -0.5, 0.25);
  inspection.histograms(Matrix.of([[1, 2, 3]]), Matrix.of([[1, 0]]));
  assertThrows(() => inspection.histograms(device.matrix(2, 3), device.matrix(2, 2)), RangeError);
  assert(weights.destination === destination);
  assertEquals([weights.scale, weights.keep], [-0.5, 0.25]);
  assertEquals(destination.toRows(), device.matrix(3, 2).toRows());
});

testOnEachDevice("activationsOf() copies what each layer puts out in use", async (device) => {
  const layers = [dense(2), dropout(0.9), relu(), softmax()];
  const network = new Network({ device, inputShape: [1, 1, 2], layers, batchSize: 3 });
  network.parameters[0].value.data.set([1, -1, 2, 0]);
  network.parameters[1].value.data.set([0, 0.5]);
  const found = await activationsOfAsync(network, matrixOf(device, 2, [1, 2, -1, 1]));
  assertEquals(
    found.map(({ layer, name, shape }) => [layer, name, shape]),
    [[1, "1 dense 2", [2]], [2, "2 dropout 0.9", [2]], [3, "3 relu", [2]], [4, "4 softmax", [2]]],
  );
  network.forward(device.matrix(3, 2));
  const scores = [[5, -0.5], [1, 1.5]];
  assertEquals(found.slice(0, 3).map(({ output }) => output.toRows()), [
    scores,
    scores,
    [[5, 0], [1, 1.5]],
  ]);
  assertAlmostEquals(found[3].output.at(0, 1), 1 / (1 + Math.exp(5)), 1e-6);
});

Deno.test("Inspection tells how a score in use grows with each value of the input", () => {
  // Every layer does another thing in training: dropout drops, and a batch of one has no variance.
  const layers = [
    convolution(3, 3, { stride: 2 }),
    batchNorm(),
    relu(),
    dropout(0.5),
    flatten(),
    dense(4),
    batchNorm(),
    dense(3),
  ];
  const network = networkOf([...layers, softmax()], [1, 5, 5], 2);
  const random = new Random(7, "weights");
  for (const { value } of network.layers.flatMap(({ buffers }) => buffers)) {
    value.data.forEach((_, i) => value.data[i] = random.uniform(1, 2));
  }
  const inputs = Matrix.of(
    [1, 2].map(() => Array.from({ length: 25 }, () => random.uniform(0, 1))),
  );
  const before = network.parameters.map(({ value }) => value.data.slice());
  new SGD(network, { learningRate: 1 });
  const inspection = new Inspection(network);
  const gradient = inspection.scoreGradient(inputs, 1).toRows();
  assertEquals(network.parameters.map(({ value }) => value.data), before);

  // The score is the logarithm of its probability, but for what is common to all scores.
  const logarithms = () => network.forward(inputs).toRows().map((row) => row.map(Math.log));
  const step = 1e-4;
  const scoreOver = (row: number, other: number) => logarithms()[row][1] - logarithms()[row][other];
  for (const other of [0, 2]) {
    const ofOther = inspection.scoreGradient(inputs, other).toRows();
    for (const row of [0, 1]) {
      for (let i = 0; i < 25; i++) {
        const index = 25 * row + i;
        const value = inputs.data[index];
        inputs.data[index] = value + step;
        const above = scoreOver(row, other);
        inputs.data[index] = value - step;
        const slope = (above - scoreOver(row, other)) / (2 * step);
        inputs.data[index] = value;
        const found = inspection.scoreGradient(inputs, 1).toRows()[row][i] -
          inspection.scoreGradient(inputs, other).toRows()[row][i];
        assertAlmostEquals(found, slope, 1e-6);
        assertAlmostEquals(found, gradient[row][i] - ofOther[row][i], 1e-12);
      }
    }
  }
  assertThrows(() => inspection.scoreGradient(inputs, 3), RangeError, "a score of 0 to 2");
});

Deno.test("layers write their outputs out as sums of inputs", () => {
  const random = new Random(3, "weights");
  for (
    const [layer, shape] of [
      [dense(4), [2, 3, 3]],
      [convolution(3, 3), [2, 4, 5]],
      [convolution(2, 2, { stride: 2, padding: 1 }), [1, 5, 5]],
      [convolution(2, 3, { border: "reflect", padding: 2 }), [2, 4, 4]],
      [batchNorm({ epsilon: 0.5 }), [2, 3, 3]],
    ] satisfies [LayerFactory, Shape][]
  ) {
    const { layers: [only] } = networkOf([layer], shape, 1);
    for (const { value } of [...only.parameters, ...only.buffers]) {
      value.data.forEach((_, i) => value.data[i] = random.uniform(0.5, 1.5));
    }
    const values = Array.from({ length: sizeOf(shape) }, () => random.uniform(-0.5, 0.5));
    const outputs = only.forward(Matrix.of([values])).toRows()[0];
    outputs.forEach((output, index) => {
      const { bias, inputs, weights } = only.weightedSum?.(index) ??
        { bias: NaN, inputs: new Int32Array(), weights: new Float64Array() };
      const sum = weights.reduce((sum, weight, i) => sum + weight * values[inputs[i]], bias);
      assertAlmostEquals(sum, output, 1e-12, only.notation);
      assertEquals(inputs, inputs.toSorted());
      assertEquals(new Set(inputs).size, inputs.length);
    });
  }
});
