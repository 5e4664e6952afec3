import { assertEquals, assertLess, assertMatch, assertThrows } from "@std/assert";
import { inspect } from "node:util";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { notebookDisplay } from "../../lib/formats/display.ts";
import { elu, leakyRelu, relu, sigmoid, tanh } from "../../lib/layers/activations.ts";
import { batchNorm } from "../../lib/layers/batch_norm.ts";
import { convolution } from "../../lib/layers/convolution.ts";
import { dense } from "../../lib/layers/dense.ts";
import type { LayerFactory } from "../../lib/layers/layer.ts";
import { flatten } from "../../lib/layers/pass_through.ts";
import { averagePool, maxPool } from "../../lib/layers/pooling.ts";
import { softmax } from "../../lib/layers/softmax.ts";
import {
  binaryCrossEntropy,
  crossEntropy,
  sigmoidBinaryCrossEntropy,
  softmaxCrossEntropy,
} from "../../lib/losses.ts";
import { Network } from "../../lib/network.ts";
import { Adam } from "../../lib/optimizers/adam.ts";
import { SGD } from "../../lib/optimizers/sgd.ts";
import { assertClose } from "../close.ts";
import { elementsOf, rowsOf, testOnEachDevice, valueOf } from "../devices.ts";
import { matrixOf } from "../layers.ts";
import { asNumbers, asRecord, oneHot, PytorchCase, transpose } from "../pytorch.ts";

const device = createTypeScriptDevice();

Deno.test("Network of the course sheet has 397,510 parameters", () => {
  const layers = [dense(500), relu(), dense(10), softmax()];
  const network = new Network({ device, inputShape: [784], layers, batchSize: 1 });
  assertEquals(network.parameterCount, 784 * 500 + 500 + 500 * 10 + 10);
  assertEquals(network.outputShape, [10]);
});

Deno.test("Network counts the parameters of the convolutional networks of the sources", () => {
  const count = (layers: readonly LayerFactory[]) =>
    new Network({ device, inputShape: [1, 28, 28], layers, batchSize: 1 }).parameterCount;
  const block = (filters: number, kernel: number) => [
    convolution(filters, kernel),
    relu(),
    maxPool(2),
  ];
  const fman45 = [...block(16, 5), ...block(16, 5), flatten(), dense(10), softmax()];
  assertEquals(count(fman45), 14682);
  const hslu = [...block(16, 5), ...block(32, 3), flatten(), dense(200), relu(), dense(10)];
  assertEquals(count(hslu), 320866);
});

testOnEachDevice("Network with convolutions can learn one image by heart", async (device) => {
  const network = new Network({
    device,
    inputShape: [1, 9, 8],
    layers: [
      [convolution(4, 3), batchNorm(), leakyRelu(), maxPool(2)],
      [convolution(6, 3, { border: "reflect" }), elu(), averagePool(2), flatten()],
      [dense(10), softmax()],
    ].flat(),
    batchSize: 1,
  });
  const x = device.matrix(1, 72);
  x.data.forEach((_, i) => x.data[i] = i % 5 / 5);
  const y = matrixOf(device, 1, oneHot([7], 10).flat());
  const optimizer = new SGD(network, { learningRate: 0.1 });
  for (let step = 0; step < 300; step++) {
    optimizer.begin();
    network.backpropagate(x, y);
    optimizer.step();
  }
  assertLess(await valueOf(device, network.evaluateLoss(x, y, "rehearsal")), 1e-3);
});

testOnEachDevice(
  "Network computes and learns what is worked out by hand",
  async (device, tolerance) => {
    // One input, one hidden unit, two classes: h = relu(2 x), logits = (h, -h), x = 1 of class 1.
    const network = new Network({
      device,
      inputShape: [1],
      layers: [dense(1), relu(), dense(2), softmax()],
      batchSize: 1,
    });
    const [w1, b1, w2, b2] = network.parameters.map(({ value }) => value);
    w1.data.set([2]);
    w2.data.set([1, -1]);
    const x = device.matrix(1, 1);
    x.data.set([1]);
    const y = device.matrix(1, 2);
    y.data.set([0, 1]);

    const p = 1 / (1 + Math.exp(-4)); // softmax(2, -2)
    assertClose(await elementsOf(device, network.forward(x)), [p, 1 - p], tolerance);
    const optimizer = new SGD(network, { learningRate: 0.1 });
    optimizer.begin();
    assertClose(
      [await valueOf(device, network.backpropagate(x, y))],
      [-Math.log(1 - p)],
      tolerance,
    );
    optimizer.step();
    // The logits' error is (p, -p), the hidden unit's 2 p.
    assertClose(await elementsOf(device, w2), [1 - 0.1 * 2 * p, -1 + 0.1 * 2 * p], tolerance);
    assertClose(await elementsOf(device, b2), [-0.1 * p, 0.1 * p], tolerance);
    assertClose(await elementsOf(device, w1), [2 - 0.1 * 2 * p], tolerance);
    assertClose(await elementsOf(device, b1), [-0.1 * 2 * p], tolerance);
  },
);

Deno.test("Network starts from the same parameters for the same seed only", () => {
  const weights = (seed: number) =>
    new Network({ device, inputShape: [3], layers: [dense(2)], batchSize: 1, seed })
      .parameters[0].value.toRows();
  assertEquals(weights(4), weights(4));
  assertEquals(weights(4).toString() === weights(5).toString(), false);
});

Deno.test("Network refuses to be built without layers or with a wrong batch size", () => {
  assertThrows(
    () => new Network({ device, inputShape: [1], layers: [], batchSize: 1 }),
    RangeError,
    "1 or more layers",
  );
  for (const batchSize of [0, 1.5, NaN]) {
    const options = { device, inputShape: [1], layers: [dense(1)], batchSize } as const;
    assertThrows(() => new Network(options), RangeError, "batch size");
  }
});

testOnEachDevice("Network refuses inputs and targets of another size", (device) => {
  const layers = [dense(3), softmax()];
  const network = new Network({ device, inputShape: [1, 2, 2], layers, batchSize: 2 });
  const [inputs, targets] = [device.matrix(2, 4), device.matrix(2, 3)];
  for (const wrong of [device.matrix(3, 4), device.matrix(2, 5)]) {
    const message = `Expected an input of at most 2 x 4 but found ${wrong}`;
    assertThrows(() => network.forward(wrong), RangeError, message);
    assertThrows(() => network.evaluateLoss(wrong, targets), RangeError, message);
    assertThrows(() => network.backpropagate(wrong, targets), RangeError, message);
  }
  for (const wrong of [device.matrix(1, 3), device.matrix(2, 4)]) {
    const message = `Expected targets of 2 x 3 but found ${wrong}`;
    assertThrows(() => network.evaluateLoss(inputs, wrong), RangeError, message);
    assertThrows(() => network.backpropagateToInput(inputs, wrong), RangeError, message);
  }
});

const fusions = [
  ["softmax and crossEntropy", softmax(), crossEntropy, softmaxCrossEntropy],
  ["sigmoid and binaryCrossEntropy", sigmoid(), binaryCrossEntropy, sigmoidBinaryCrossEntropy],
] as const;
for (const [what, activation, loss, fused] of fusions) {
  testOnEachDevice(`Network fuses ${what}`, async (device, tolerance) => {
    const options = { device, inputShape: [2], batchSize: 1 } as const;
    const whole = new Network({ ...options, layers: [dense(2), activation], loss });
    const logits = new Network({ ...options, layers: [dense(2)], loss: fused });
    const x = matrixOf(device, 1, [1, -1]);
    const y = matrixOf(device, 1, [0, 1]);
    const separate = await valueOf(
      device,
      loss.evaluate(device, whole.forward(x), y, device.matrix(1, 2)),
    );
    assertClose([await valueOf(device, whole.evaluateLoss(x, y))], [separate], 10 * tolerance);
    assertEquals(
      await valueOf(device, whole.evaluateLoss(x, y)),
      await valueOf(device, logits.evaluateLoss(x, y)),
    );
    assertEquals(
      await rowsOf(device, whole.backpropagateToInput(x, y)),
      await rowsOf(device, logits.backpropagateToInput(x, y)),
    );

    // Logits of ±1000 put probabilities at exactly 0 and 1, which only the fused form survives.
    whole.parameters[0].value.data.set([1000, 0, 0, 1000]);
    device.changed(whole.parameters[0].value);
    assertClose(
      [await valueOf(device, whole.evaluateLoss(x, y))],
      [fused === softmaxCrossEntropy ? 2000 : 1000],
      tolerance,
    );
  });
}

testOnEachDevice(
  "Network takes the steps of Adam that PyTorch takes",
  async (device, tolerance) => {
    const torch = new PytorchCase("network");
    const [samples, channels, height, width] = torch.shape();
    const network = new Network({
      device,
      inputShape: [channels, height, width],
      layers: [
        [convolution(3, 3), relu(), maxPool(2)],
        [convolution(4, 3), tanh(), maxPool(2), flatten()],
        [dense(6), relu(), dense(10), softmax()],
      ].flat(),
      batchSize: samples,
    });
    const initial = torchParameters(torch.value("initial"), network);
    network.parameters.forEach(({ value }, i) => value.data.set(initial[i]));
    const x = matrixOf(device, samples, torch.numbers("x"));
    const y = matrixOf(device, samples, oneHot(torch.numbers("labels"), 10).flat());
    const optimizer = new Adam(network, { learningRate: 0.01 });

    const steps = torch.value("steps");
    if (!Array.isArray(steps)) throw new Error("Expected steps to be a list");
    for (const [i, expected] of steps.entries()) {
      optimizer.begin();
      const loss = await valueOf(device, network.backpropagate(x, y));
      optimizer.step();
      assertClose([loss], [expected.loss], 10 * tolerance, `loss of step ${i + 1}`);
      const parameters = torchParameters(expected.parameters, network);
      for (const [p, { value }] of network.parameters.entries()) {
        // Adam divides by the gradient's magnitude, which makes much of a small gradient's error.
        assertClose(
          await elementsOf(device, value),
          parameters[p],
          100 * tolerance,
          `step ${i + 1}, parameter ${p}`,
        );
      }
    }
  },
);

/** PyTorch's parameters in the order and layout of a network's: its dense weights lie transposed. */
function torchParameters(found: unknown, network: Network): number[][] {
  const lists = Object.entries(asRecord(found, "parameters"));
  return lists.map(([key, list], p) => {
    const { rows, columns } = network.parameters[p].value;
    const values = asNumbers(list, key);
    return /^[79].weight$/.test(key) ? transpose(values, columns, rows) : values;
  });
}

Deno.test("Network.summary() is a table of the layers", () => {
  const layers = [convolution(2, 3), relu(), flatten(), dense(10), softmax()];
  const network = new Network({ device, inputShape: [1, 5, 5], layers, batchSize: 1 });
  // 2 filters of 3 x 3 with a bias each; 2 x 5 x 5 values for 10 outputs with a bias each.
  const expected = [
    "layer            output  parameters                    count",
    "input            1x5x5                                     0",
    "conv 2 3x3 same  2x5x5   weights 2 x 9, bias 1 x 2        20",
    "relu             2x5x5                                     0",
    "flatten          50                                        0",
    "dense 10         10      weights 50 x 10, bias 1 x 10    510",
    "softmax          10                                        0",
    "530 parameters",
  ];
  assertEquals(network.summary().split("\n"), expected);
  const shown = network[notebookDisplay]()["text/plain"].split("\n");
  assertEquals(shown, [expected[7], ...expected.slice(0, 7)]);
});

Deno.test("a console shows a network in one line", () => {
  const network = (depth: number) => {
    const layers = Array.from({ length: depth }, (_, i) => dense(i + 1));
    return new Network({ device, inputShape: [1], layers, batchSize: 1 });
  };
  const expected = "Network(1, dense 1, dense 2; 6 parameters)";
  assertEquals(inspect(network(2)), expected);
  assertEquals(`${network(2)}`, expected);
  const line = inspect(network(100));
  assertMatch(line, /^Network\(1, dense 1, .*, …, .*, dense 100; \d+ parameters\)$/);
  assertLess(line.length, 130);
});
