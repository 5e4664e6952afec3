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
import { elementsOf, rowsOf, testOnEachDevice, valueOf } from "../devices.ts";
import { layerContext, matrixOf } from "../layers.ts";
import { oneHot, PytorchCase } from "../pytorch.ts";

testOnEachDevice(
  "crossEntropy is -1/m Σ y log ŷ with gradient -y / (m ŷ)",
  async (device, tolerance) => {
    const outputs = device.matrix(2, 2);
    outputs.data.set([0.25, 0.75, 0.5, 0.5]);
    const targets = device.matrix(2, 2);
    targets.data.set([1, 0, 0, 1]);
    const error = device.matrix(2, 2);
    const loss = await valueOf(device, crossEntropy.evaluate(device, outputs, targets, error));
    assertAlmostEquals(loss, (Math.log(4) + Math.log(2)) / 2, tolerance);
    assertClose(await elementsOf(device, error), [-2, 0, 0, -1], tolerance);
  },
);

testOnEachDevice("crossEntropy does not read probabilities that have no target", async (device) => {
  const outputs = device.matrix(1, 2);
  outputs.data.set([1, 0]);
  const targets = device.matrix(1, 2);
  targets.data.set([1, 0]);
  const error = device.matrix(1, 2);
  assertEquals(await valueOf(device, crossEntropy.evaluate(device, outputs, targets, error)), 0);
  assertEquals(await rowsOf(device, error), [[-1, 0]]);
});

testOnEachDevice(
  "crossEntropy through a softmax layer agrees with PyTorch and with the fused form",
  async (device, tolerance) => {
    const torch = new PytorchCase("softmax_cross_entropy_mean");
    const [samples, classes] = torch.shape();
    const logits = device.matrix(samples, classes);
    logits.data.set(torch.numbers("logits"));
    const targets = device.matrix(samples, classes);
    targets.data.set(oneHot(torch.numbers("labels"), classes).flat());
    const error = device.matrix(samples, classes);

    const layer = softmax()(layerContext(device, [classes], samples));
    const separate = await valueOf(
      device,
      crossEntropy.evaluate(device, layer.forward(logits), targets, error),
    );
    assertAlmostEquals(separate, torch.number("loss"), 10 * tolerance);
    assertClose(
      await elementsOf(device, layer.backward(error)),
      torch.numbers("dlogits"),
      10 * tolerance,
    );

    const fused = await valueOf(
      device,
      softmaxCrossEntropy.evaluate(device, logits, targets, error),
    );
    assertAlmostEquals(fused, torch.number("loss"), tolerance * 10);
    assertClose(await elementsOf(device, error), torch.numbers("dlogits"), tolerance);
  },
);

testOnEachDevice(
  "softmaxCrossEntropy stays finite for logits of any size",
  async (device, tolerance) => {
    const torch = new PytorchCase("softmax_cross_entropy_extreme");
    const [samples, classes] = torch.shape();
    const logits = device.matrix(samples, classes);
    logits.data.set(torch.numbers("logits"));
    const targets = device.matrix(samples, classes);
    targets.data.set(oneHot(torch.numbers("labels"), classes).flat());
    const error = device.matrix(samples, classes);
    const loss = await valueOf(
      device,
      softmaxCrossEntropy.evaluate(device, logits, targets, error),
    );
    assertAlmostEquals(loss / torch.number("loss"), 1, tolerance);
    assertClose(await elementsOf(device, error), torch.numbers("dlogits"), tolerance);
  },
);

testOnEachDevice(
  "softmaxCrossEntropy of smoothed labels agrees with PyTorch",
  async (device, tolerance) => {
    const torch = new PytorchCase("softmax_cross_entropy_smoothed");
    const [samples, classes] = torch.shape();
    const smoothing = torch.option("label_smoothing");
    const logits = device.matrix(samples, classes);
    logits.data.set(torch.numbers("logits"));
    const targets = device.matrix(samples, classes);
    const labels = oneHot(torch.numbers("labels"), classes).flat();
    targets.data.set(labels.map((y) => y * (1 - smoothing) + smoothing / classes));
    const error = device.matrix(samples, classes);
    const loss = await valueOf(
      device,
      softmaxCrossEntropy.evaluate(device, logits, targets, error),
    );
    assertAlmostEquals(loss, torch.number("loss"), 10 * tolerance);
    assertClose(await elementsOf(device, error), torch.numbers("dlogits"), tolerance);
  },
);

testOnEachDevice(
  "softmaxCrossEntropy of equal logits is the logarithm of the class count",
  async (device, tolerance) => {
    const logits = device.matrix(1, 10);
    const targets = device.matrix(1, 10);
    targets.data[3] = 1;
    const loss = await valueOf(
      device,
      softmaxCrossEntropy.evaluate(device, logits, targets, device.matrix(1, 10)),
    );
    assertAlmostEquals(loss, Math.log(10), 3 * tolerance);
  },
);

testOnEachDevice("binaryCrossEntropy computes what PyTorch computes", async (device, tolerance) => {
  const torch = new PytorchCase("binary_cross_entropy");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, torch.numbers("labels"));
  const error = device.matrix(samples, columns);
  const loss = await valueOf(device, binaryCrossEntropy.evaluate(device, outputs, targets, error));
  assertAlmostEquals(loss, torch.number("loss"), tolerance);
  assertClose(await elementsOf(device, error), torch.numbers("dx"), tolerance);
});

testOnEachDevice(
  "binaryCrossEntropy of probabilities of 0 and 1 is cut off",
  async (device, tolerance) => {
    const outputs = matrixOf(device, 4, [0, 0, 1, 1]);
    const targets = matrixOf(device, 4, [0, 1, 0, 1]);
    const error = matrixOf(device, 4, [0, 0, 0, 0]);
    const loss = await valueOf(
      device,
      binaryCrossEntropy.evaluate(device, outputs, targets, error),
    );
    assertAlmostEquals(loss, (100 + 100) / 4, 100 * tolerance);
    assertClose(await elementsOf(device, error), [0, -1e12 / 4, 1e12 / 4, 0], tolerance);
  },
);

testOnEachDevice(
  "binaryCrossEntropy of outputs that are not numbers is not a number",
  async (device) => {
    const outputs = matrixOf(device, 2, [NaN, 0.5]);
    const targets = matrixOf(device, 2, [1, 1]);
    const loss = await valueOf(
      device,
      binaryCrossEntropy.evaluate(device, outputs, targets, matrixOf(device, 2, [0, 0])),
    );
    assertAlmostEquals(loss, NaN);
  },
);

testOnEachDevice(
  "sigmoidBinaryCrossEntropy of logits is binaryCrossEntropy of their sigmoid",
  async (device, tolerance) => {
    const torch = new PytorchCase("binary_cross_entropy");
    const [samples, columns] = torch.shape();
    const probabilities = torch.numbers("x");
    const logits = matrixOf(device, samples, probabilities.map((p) => Math.log(p / (1 - p))));
    const targets = matrixOf(device, samples, torch.numbers("labels"));
    const error = device.matrix(samples, columns);
    const loss = await valueOf(
      device,
      sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error),
    );
    assertAlmostEquals(loss, torch.number("loss"), tolerance);
    // Through the sigmoid's derivative p (1 - p).
    const expected = torch.numbers("dx").map((dx, i) =>
      dx * probabilities[i] * (1 - probabilities[i])
    );
    assertClose(await elementsOf(device, error), expected, tolerance);
  },
);

testOnEachDevice(
  "sigmoidBinaryCrossEntropy stays exact for large logits",
  async (device, tolerance) => {
    const logits = matrixOf(device, 2, [1000, -1000, 1000, -1000]);
    const targets = matrixOf(device, 2, [1, 0, 0, 1]);
    const error = device.matrix(2, 2);
    const loss = await valueOf(
      device,
      sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error),
    );
    assertAlmostEquals(loss / 500, 1, tolerance);
    assertClose(await elementsOf(device, error), [0, 0, 0.25, -0.25], tolerance);
  },
);

testOnEachDevice(
  "sigmoidBinaryCrossEntropy is log 2 where the logit is 0",
  async (device, tolerance) => {
    const logits = device.matrix(3, 1);
    const targets = matrixOf(device, 3, [0, 1, 0.5]);
    const error = device.matrix(3, 1);
    const loss = await valueOf(
      device,
      sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error),
    );
    assertAlmostEquals(loss, Math.log(2), tolerance);
    assertClose(await elementsOf(device, error), [1 / 6, -1 / 6, 0], tolerance);
  },
);

testOnEachDevice("meanSquaredError computes what PyTorch computes", async (device, tolerance) => {
  const torch = new PytorchCase("mean_squared_error");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, oneHot(torch.numbers("labels"), columns).flat());
  const error = device.matrix(samples, columns);
  const loss = await valueOf(device, meanSquaredError.evaluate(device, outputs, targets, error));
  assertAlmostEquals(loss, torch.number("loss"), tolerance);
  assertClose(await elementsOf(device, error), torch.numbers("dx"), tolerance);
});

testOnEachDevice(
  "meanSquaredError of one output is twice 1/(2m) Σ (ŷ - y)²",
  async (device, tolerance) => {
    const outputs = matrixOf(device, 3, [1, 2, 4]);
    const targets = matrixOf(device, 3, [0, 2, 1]);
    const error = device.matrix(3, 1);
    const loss = await valueOf(device, meanSquaredError.evaluate(device, outputs, targets, error));
    assertAlmostEquals(loss, 2 * (1 + 0 + 9) / (2 * 3), 4 * tolerance);
    assertClose(await elementsOf(device, error), [2 / 3, 0, 2], tolerance);
  },
);

testOnEachDevice("meanAbsoluteError computes what PyTorch computes", async (device, tolerance) => {
  const torch = new PytorchCase("mean_absolute_error");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, torch.numbers("targets"));
  const error = device.matrix(samples, columns);
  const loss = await valueOf(device, meanAbsoluteError.evaluate(device, outputs, targets, error));
  assertAlmostEquals(loss / torch.number("loss"), 1, tolerance);
  assertClose(await elementsOf(device, error), torch.numbers("dx"), tolerance);
  // The first target is hit.
  assertEquals((await elementsOf(device, error))[0], 0);
});

testOnEachDevice("huber computes what PyTorch computes", async (device, tolerance) => {
  const torch = new PytorchCase("huber");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, torch.numbers("targets"));
  const error = device.matrix(samples, columns);
  const loss = await valueOf(
    device,
    huber(torch.option("delta")).evaluate(device, outputs, targets, error),
  );
  assertAlmostEquals(loss / torch.number("loss"), 1, tolerance);
  assertClose(await elementsOf(device, error), torch.numbers("dx"), tolerance);
});

testOnEachDevice("losses of a regression tell an output that is no number", async (device) => {
  for (const loss of [meanSquaredError, meanAbsoluteError, huber()]) {
    const outputs = matrixOf(device, 3, [0, NaN, 1]);
    const targets = matrixOf(device, 3, [0, 0, 0]);
    assertEquals(
      await valueOf(device, loss.evaluate(device, outputs, targets, device.matrix(3, 1))),
      NaN,
      loss.name,
    );
  }
});

testOnEachDevice("losses of a regression take odd numbers of outputs, and one", async (device) => {
  for (const count of [1, 2, 3, 5, 1001]) {
    const outputs = matrixOf(device, count, Array.from({ length: count }, () => 3));
    const targets = device.matrix(count, 1);
    const error = device.matrix(count, 1);
    assertEquals(
      await valueOf(device, meanAbsoluteError.evaluate(device, outputs, targets, error)),
      3,
    );
    assertEquals(
      await valueOf(device, huber(2).evaluate(device, outputs, targets, error)),
      2 * (3 - 1),
    );
  }
});

Deno.test("huber refuses a delta of 0", () => {
  assertThrows(() => huber(0), RangeError, "Expected delta of the Huber loss");
  assertEquals([huber().name, huber(1).name, huber(0.5).name], ["huber", "huber", "huber 0.5"]);
});
