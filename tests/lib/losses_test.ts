import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { softmax } from "../../lib/layers/softmax.ts";
import {
  binaryCrossEntropy,
  crossEntropy,
  huber,
  meanAbsoluteError,
  meanSquaredError,
  sigmoidBinaryCrossEntropy,
  softmaxCrossEntropy,
} from "../../lib/losses.ts";
import { assertClose } from "../close.ts";
import { testOnEachDevice } from "../devices.ts";
import { layerContext, matrixOf } from "../layers.ts";
import { oneHot, PytorchCase } from "../pytorch.ts";

testOnEachDevice("crossEntropy is -1/m Σ y log ŷ with gradient -y / (m ŷ)", (device, tolerance) => {
  const outputs = device.matrix(2, 2);
  outputs.data.set([0.25, 0.75, 0.5, 0.5]);
  const targets = device.matrix(2, 2);
  targets.data.set([1, 0, 0, 1]);
  const error = device.matrix(2, 2);
  const loss = crossEntropy.evaluate(device, outputs, targets, error).value;
  assertAlmostEquals(loss, (Math.log(4) + Math.log(2)) / 2, tolerance);
  assertClose(error.data, [-2, 0, 0, -1], tolerance);
});

testOnEachDevice("crossEntropy does not read probabilities that have no target", (device) => {
  const outputs = device.matrix(1, 2);
  outputs.data.set([1, 0]);
  const targets = device.matrix(1, 2);
  targets.data.set([1, 0]);
  const error = device.matrix(1, 2);
  assertEquals(crossEntropy.evaluate(device, outputs, targets, error).value, 0);
  assertEquals(error.toRows(), [[-1, 0]]);
});

testOnEachDevice(
  "crossEntropy through a softmax layer agrees with PyTorch and with the fused form",
  (device, tolerance) => {
    const torch = new PytorchCase("softmax_cross_entropy_mean");
    const [samples, classes] = torch.shape();
    const logits = device.matrix(samples, classes);
    logits.data.set(torch.numbers("logits"));
    const targets = device.matrix(samples, classes);
    targets.data.set(oneHot(torch.numbers("labels"), classes).flat());
    const error = device.matrix(samples, classes);

    const layer = softmax()(layerContext(device, [classes], samples));
    const separate = crossEntropy.evaluate(device, layer.forward(logits), targets, error).value;
    assertAlmostEquals(separate, torch.number("loss"), 10 * tolerance);
    assertClose(layer.backward(error).data, torch.numbers("dlogits"), 10 * tolerance);

    const fused = softmaxCrossEntropy.evaluate(device, logits, targets, error).value;
    assertAlmostEquals(fused, torch.number("loss"), tolerance * 10);
    assertClose(error.data, torch.numbers("dlogits"), tolerance);
  },
);

testOnEachDevice("softmaxCrossEntropy stays finite for logits of any size", (device, tolerance) => {
  const torch = new PytorchCase("softmax_cross_entropy_extreme");
  const [samples, classes] = torch.shape();
  const logits = device.matrix(samples, classes);
  logits.data.set(torch.numbers("logits"));
  const targets = device.matrix(samples, classes);
  targets.data.set(oneHot(torch.numbers("labels"), classes).flat());
  const error = device.matrix(samples, classes);
  const loss = softmaxCrossEntropy.evaluate(device, logits, targets, error).value;
  assertAlmostEquals(loss / torch.number("loss"), 1, tolerance);
  assertClose(error.data, torch.numbers("dlogits"), tolerance);
});

testOnEachDevice(
  "softmaxCrossEntropy of smoothed labels agrees with PyTorch",
  (device, tolerance) => {
    const torch = new PytorchCase("softmax_cross_entropy_smoothed");
    const [samples, classes] = torch.shape();
    const smoothing = torch.option("label_smoothing");
    const logits = device.matrix(samples, classes);
    logits.data.set(torch.numbers("logits"));
    const targets = device.matrix(samples, classes);
    const labels = oneHot(torch.numbers("labels"), classes).flat();
    targets.data.set(labels.map((y) => y * (1 - smoothing) + smoothing / classes));
    const error = device.matrix(samples, classes);
    const loss = softmaxCrossEntropy.evaluate(device, logits, targets, error).value;
    assertAlmostEquals(loss, torch.number("loss"), 10 * tolerance);
    assertClose(error.data, torch.numbers("dlogits"), tolerance);
  },
);

testOnEachDevice(
  "softmaxCrossEntropy of equal logits is the logarithm of the class count",
  (device, tolerance) => {
    const logits = device.matrix(1, 10);
    const targets = device.matrix(1, 10);
    targets.data[3] = 1;
    const loss = softmaxCrossEntropy.evaluate(device, logits, targets, device.matrix(1, 10)).value;
    assertAlmostEquals(loss, Math.log(10), 3 * tolerance);
  },
);

testOnEachDevice("binaryCrossEntropy computes what PyTorch computes", (device, tolerance) => {
  const torch = new PytorchCase("binary_cross_entropy");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, torch.numbers("labels"));
  const error = device.matrix(samples, columns);
  const loss = binaryCrossEntropy.evaluate(device, outputs, targets, error).value;
  assertAlmostEquals(loss, torch.number("loss"), tolerance);
  assertClose(error.data, torch.numbers("dx"), tolerance);
});

testOnEachDevice(
  "binaryCrossEntropy of probabilities of 0 and 1 is cut off",
  (device, tolerance) => {
    const outputs = matrixOf(device, 4, [0, 0, 1, 1]);
    const targets = matrixOf(device, 4, [0, 1, 0, 1]);
    const error = matrixOf(device, 4, [0, 0, 0, 0]);
    const loss = binaryCrossEntropy.evaluate(device, outputs, targets, error).value;
    assertAlmostEquals(loss, (100 + 100) / 4, 100 * tolerance);
    assertClose(error.data, [0, -1e12 / 4, 1e12 / 4, 0], tolerance);
  },
);

testOnEachDevice("binaryCrossEntropy of outputs that are not numbers is not a number", (device) => {
  const outputs = matrixOf(device, 2, [NaN, 0.5]);
  const targets = matrixOf(device, 2, [1, 1]);
  const loss =
    binaryCrossEntropy.evaluate(device, outputs, targets, matrixOf(device, 2, [0, 0])).value;
  assertAlmostEquals(loss, NaN);
});

testOnEachDevice(
  "sigmoidBinaryCrossEntropy of logits is binaryCrossEntropy of their sigmoid",
  (device, tolerance) => {
    const torch = new PytorchCase("binary_cross_entropy");
    const [samples, columns] = torch.shape();
    const probabilities = torch.numbers("x");
    const logits = matrixOf(device, samples, probabilities.map((p) => Math.log(p / (1 - p))));
    const targets = matrixOf(device, samples, torch.numbers("labels"));
    const error = device.matrix(samples, columns);
    const loss = sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error).value;
    assertAlmostEquals(loss, torch.number("loss"), tolerance);
    // Through the sigmoid's derivative p (1 - p).
    const expected = torch.numbers("dx").map((dx, i) =>
      dx * probabilities[i] * (1 - probabilities[i])
    );
    assertClose(error.data, expected, tolerance);
  },
);

testOnEachDevice("sigmoidBinaryCrossEntropy stays exact for large logits", (device, tolerance) => {
  const logits = matrixOf(device, 2, [1000, -1000, 1000, -1000]);
  const targets = matrixOf(device, 2, [1, 0, 0, 1]);
  const error = device.matrix(2, 2);
  const loss = sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error).value;
  assertAlmostEquals(loss / 500, 1, tolerance);
  assertClose(error.data, [0, 0, 0.25, -0.25], tolerance);
});

testOnEachDevice("sigmoidBinaryCrossEntropy is log 2 where the logit is 0", (device, tolerance) => {
  const logits = device.matrix(3, 1);
  const targets = matrixOf(device, 3, [0, 1, 0.5]);
  const error = device.matrix(3, 1);
  const loss = sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error).value;
  assertAlmostEquals(loss, Math.log(2), tolerance);
  assertClose(error.data, [1 / 6, -1 / 6, 0], tolerance);
});

testOnEachDevice("meanSquaredError computes what PyTorch computes", (device, tolerance) => {
  const torch = new PytorchCase("mean_squared_error");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, oneHot(torch.numbers("labels"), columns).flat());
  const error = device.matrix(samples, columns);
  const loss = meanSquaredError.evaluate(device, outputs, targets, error).value;
  assertAlmostEquals(loss, torch.number("loss"), tolerance);
  assertClose(error.data, torch.numbers("dx"), tolerance);
});

testOnEachDevice(
  "meanSquaredError of one output is twice 1/(2m) Σ (ŷ - y)²",
  (device, tolerance) => {
    const outputs = matrixOf(device, 3, [1, 2, 4]);
    const targets = matrixOf(device, 3, [0, 2, 1]);
    const error = device.matrix(3, 1);
    const loss = meanSquaredError.evaluate(device, outputs, targets, error).value;
    assertAlmostEquals(loss, 2 * (1 + 0 + 9) / (2 * 3), 4 * tolerance);
    assertClose(error.data, [2 / 3, 0, 2], tolerance);
  },
);

testOnEachDevice("meanAbsoluteError computes what PyTorch computes", (device, tolerance) => {
  const torch = new PytorchCase("mean_absolute_error");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, torch.numbers("targets"));
  const error = device.matrix(samples, columns);
  const loss = meanAbsoluteError.evaluate(device, outputs, targets, error).value;
  assertAlmostEquals(loss / torch.number("loss"), 1, tolerance);
  assertClose(error.data, torch.numbers("dx"), tolerance);
  // The first target is hit.
  assertEquals(error.data[0], 0);
});

testOnEachDevice("huber computes what PyTorch computes", (device, tolerance) => {
  const torch = new PytorchCase("huber");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, torch.numbers("targets"));
  const error = device.matrix(samples, columns);
  const loss = huber(torch.option("delta")).evaluate(device, outputs, targets, error).value;
  assertAlmostEquals(loss / torch.number("loss"), 1, tolerance);
  assertClose(error.data, torch.numbers("dx"), tolerance);
});

testOnEachDevice("losses of a regression tell an output that is no number", (device) => {
  for (const loss of [meanSquaredError, meanAbsoluteError, huber()]) {
    const outputs = matrixOf(device, 3, [0, NaN, 1]);
    const targets = matrixOf(device, 3, [0, 0, 0]);
    assertEquals(
      loss.evaluate(device, outputs, targets, device.matrix(3, 1)).value,
      NaN,
      loss.name,
    );
  }
});

testOnEachDevice("losses of a regression take odd numbers of outputs, and one", (device) => {
  for (const count of [1, 2, 3, 5, 1001]) {
    const outputs = matrixOf(device, count, Array.from({ length: count }, () => 3));
    const targets = device.matrix(count, 1);
    const error = device.matrix(count, 1);
    assertEquals(meanAbsoluteError.evaluate(device, outputs, targets, error).value, 3);
    assertEquals(huber(2).evaluate(device, outputs, targets, error).value, 2 * (3 - 1));
  }
});

Deno.test("huber refuses a delta of 0", () => {
  assertThrows(() => huber(0), RangeError, "Expected delta of the Huber loss");
  assertEquals([huber().name, huber(1).name, huber(0.5).name], ["huber", "huber", "huber 0.5"]);
});
