// Uppsala's linear model is no class of its own: it is a network of the layers `dense 10` and
// `softmax`. These tests hold it against the formulas of the hand-in.

import { assert } from "@std/assert";
import type { Device } from "../../../lib/devices/device.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { Network } from "../../../lib/network.ts";
import { Random } from "../../../lib/random.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice, valueOf } from "../../devices.ts";

const inputs = 6;
const outputs = 10;
const samples = 4;
const random = new Random(2);
const draw = (count: number) => Array.from({ length: count }, () => random.uniform(-1, 1));
const x = Array.from({ length: samples }, () => draw(inputs));
const omega = Array.from({ length: inputs }, () => draw(outputs));
const beta = draw(outputs);
const labels = [3, 0, 9, 3];

/** `f = Ω x + β` of every sample. */
const logits = x.map((row) =>
  beta.map((b, k) => row.reduce((sum, value, j) => sum + value * omega[j][k], b))
);

/** Equation 4: `pₖ = exp(fₖ) / Σ exp(fₗ)`. */
const probabilities = logits.map((f) => {
  const sum = f.reduce((total, value) => total + Math.exp(value), 0);
  return f.map((value) => Math.exp(value) / sum);
});

function build(device: Device) {
  const network = new Network({
    device,
    inputShape: [inputs],
    layers: [dense(outputs), softmax()],
    batchSize: samples,
  });
  const [weights, bias] = network.parameters;
  weights.value.data.set(omega.flat());
  bias.value.data.set(beta);
  const input = device.matrix(samples, inputs);
  input.data.set(x.flat());
  const targets = device.matrix(samples, outputs);
  labels.forEach((label, i) => targets.data[i * outputs + label] = 1);
  return { network, weights, bias, input, targets };
}

testOnEachDevice("the linear model predicts the softmax of Ω x + β", async (device, tolerance) => {
  const { network, input } = build(device);
  assertClose(await elementsOf(device, network.forward(input)), probabilities.flat(), tolerance);
});

testOnEachDevice(
  "its cost by equation 2 equals the loss through softmax",
  async (device, tolerance) => {
    const { network, input, targets } = build(device);
    const logSumExp = logits.map((f) => {
      const largest = Math.max(...f);
      return largest + Math.log(f.reduce((sum, value) => sum + Math.exp(value - largest), 0));
    });
    const meanOver = (losses: readonly number[]) => losses.reduce((a, b) => a + b) / samples;
    const equation2 = meanOver(labels.map((label, i) => logSumExp[i] - logits[i][label]));
    const throughSoftmax = meanOver(labels.map((label, i) => -Math.log(probabilities[i][label])));
    assertClose(
      [await valueOf(device, network.evaluateLoss(input, targets))],
      [equation2],
      tolerance,
    );
    assertClose([throughSoftmax], [equation2], 1e-12);
  },
);

testOnEachDevice(
  "its cost does not change when a constant is added to all logits",
  async (device) => {
    const { network, bias, input, targets } = build(device);
    const cost = await valueOf(device, network.evaluateLoss(input, targets));
    for (const constant of [1000, -1000]) {
      bias.value.data.forEach((_, k, data) => data[k] = beta[k] + constant);
      // Adding 1,000 costs digits: 2^-14 is half the distance of neighbours above 512 in f32.
      assertClose([await valueOf(device, network.evaluateLoss(input, targets))], [cost], 2 ** -12);
    }
  },
);

testOnEachDevice("its gradients are mean products of x and p - ỹ", async (device, tolerance) => {
  const { network, weights, bias, input, targets } = build(device);
  const weightGradient = device.matrix(inputs, outputs);
  const biasGradient = device.matrix(1, outputs);
  weights.sendGradient(weightGradient, 1, 0);
  bias.sendGradient(biasGradient, 1, 0);
  network.backpropagate(input, targets);
  const difference = probabilities.map((p, i) => p.map((value, k) => value - +(labels[i] === k)));
  const mean = (value: (i: number) => number) =>
    labels.reduce((sum, _, i) => sum + value(i), 0) / samples;
  const expected = omega.map((row, j) =>
    row.map((_, k) => mean((i) => x[i][j] * difference[i][k]))
  );
  assertClose(await elementsOf(device, weightGradient), expected.flat(), tolerance);
  assertClose(
    await elementsOf(device, biasGradient),
    beta.map((_, k) => mean((i) => difference[i][k])),
    tolerance,
  );
  const total = Array.from(await elementsOf(device, biasGradient)).reduce(
    (sum, value) => sum + value,
    0,
  );
  assert(Math.abs(total) < 10 * tolerance, "probabilities and targets both sum to 1");
});
