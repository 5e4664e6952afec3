// The generalised perceptron of the lecture notes, 3.3 and 3.4, is no class of its own: it is a
// network of the layers `dense 1` and `sigmoid`. These tests hold it against the notes' formulas.

import { assert, assertEquals } from "@std/assert";
import type { Device } from "../../../lib/devices/device.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { sigmoid } from "../../../lib/layers/activations.ts";
import { binaryCrossEntropy, type Loss, meanSquaredError } from "../../../lib/losses.ts";
import { Network } from "../../../lib/network.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { Perceptron } from "../../../lib/units/perceptron.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice, valueOf } from "../../devices.ts";

const samples = [[0.5, -1], [2, 0.25], [-1.5, 1], [0, 3]];
const targets = [1, 0, 1, 0];
const weights = [0.75, -0.5];
const bias = 0.25;
const m = samples.length;

function build(device: Device, loss: Loss) {
  const network = new Network({
    device,
    inputShape: [2],
    layers: [dense(1), sigmoid()],
    batchSize: m,
    loss,
  });
  const [w, b] = network.parameters;
  w.value.data.set(weights);
  b.value.data.set([bias]);
  const x = device.matrix(m, 2);
  x.data.set(samples.flat());
  const y = device.matrix(m, 1);
  y.data.set(targets);
  return { network, w, b, x, y };
}

/** `ŷ = σ(w · x + b)` of every sample. */
const predictions = samples.map(([x1, x2]) =>
  1 / (1 + Math.exp(-(weights[0] * x1 + weights[1] * x2 + bias)))
);

/** `1/m Σ signal x` for each weight, then `1/m Σ signal` for the bias. */
function gradientFrom(signals: readonly number[]): number[] {
  const meanOf = (factors: readonly number[]) =>
    signals.reduce((sum, signal, i) => sum + signal * factors[i], 0) / m;
  return [
    meanOf(samples.map(([x1]) => x1)),
    meanOf(samples.map(([, x2]) => x2)),
    meanOf([1, 1, 1, 1]),
  ];
}

/** What one full-batch step of gradient descent changes, divided by minus the learning rate. */
async function stepGradient(device: Device, loss: Loss): Promise<number[]> {
  const { network, w, b, x, y } = build(device, loss);
  const rate = 0.5;
  const optimizer = new SGD(network, { learningRate: rate });
  optimizer.begin();
  network.backpropagate(x, y);
  optimizer.step();
  await device.settle(w.value, b.value);
  const after = [...w.value.data, ...b.value.data];
  return [...weights, bias].map((before, i) => (before - after[i]) / rate);
}

testOnEachDevice(
  "the generalised perceptron predicts by the notes' formula",
  async (device, tolerance) => {
    const { network, x } = build(device, meanSquaredError);
    assertClose(await elementsOf(device, network.forward(x)), predictions, tolerance);
  },
);

testOnEachDevice(
  "its cross-entropy cost and step are the notes' of 3.4.5",
  async (device, tolerance) => {
    const { network, x, y } = build(device, binaryCrossEntropy);
    const cost = predictions.reduce(
      (sum, p, i) => sum - (targets[i] * Math.log(p) + (1 - targets[i]) * Math.log(1 - p)) / m,
      0,
    );
    assertClose([await valueOf(device, network.evaluateLoss(x, y))], [cost], tolerance);
    const signals = predictions.map((p, i) => p - targets[i]);
    const gradient = await stepGradient(device, binaryCrossEntropy);
    assertClose(gradient, gradientFrom(signals), 4 * tolerance);
  },
);

testOnEachDevice(
  "its squared-error cost and step are twice the notes' of 3.4.3, which halve it",
  async (device, tolerance) => {
    const { network, x, y } = build(device, meanSquaredError);
    const cost = predictions.reduce((sum, p, i) => sum + (p - targets[i]) ** 2, 0) / (2 * m);
    assertClose([await valueOf(device, network.evaluateLoss(x, y))], [2 * cost], tolerance);
    const signals = predictions.map((p, i) => p * (1 - p) * (p - targets[i]));
    const doubled = gradientFrom(signals).map((g) => 2 * g);
    assertClose(await stepGradient(device, meanSquaredError), doubled, 4 * tolerance);
  },
);

testOnEachDevice("rounded, it is Rosenblatt's perceptron with the same weights", async (device) => {
  const { network, x } = build(device, meanSquaredError);
  const perceptron = new Perceptron(weights, bias);
  const rounded = Array.from(await elementsOf(device, network.forward(x)), (p) => p >= 0.5 ? 1 : 0);
  assertEquals(rounded, samples.map((sample) => perceptron.predict(sample)));
});

testOnEachDevice(
  "from zero weights, full-batch descent separates what a plane separates",
  async (device) => {
    for (const loss of [meanSquaredError, binaryCrossEntropy]) {
      const { network, w, b, x, y } = build(device, loss);
      w.value.data.fill(0);
      b.value.data.fill(0);
      x.data.set([0, 0, 0, 1, 1, 0, 1, 1]);
      y.data.set([0, 0, 0, 1]);
      const optimizer = new SGD(network, { learningRate: 2 });
      for (let epoch = 0; epoch < 500; epoch++) {
        optimizer.begin();
        network.backpropagate(x, y);
        optimizer.step();
      }
      const output = await elementsOf(device, network.forward(x));
      assert(output.every((p, i) => (p >= 0.5 ? 1 : 0) === y.data[i]), `${loss.name}: ${output}`);
    }
  },
);
