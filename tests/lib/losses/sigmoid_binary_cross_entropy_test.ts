import { assertAlmostEquals } from "@std/assert";
import { sigmoidBinaryCrossEntropy } from "../../../lib/losses/sigmoid_binary_cross_entropy.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { matrixOf } from "../../layers.ts";
import { PytorchCase } from "../../pytorch.ts";

testOnEachDevice(
  "sigmoidBinaryCrossEntropy of logits is binaryCrossEntropy of their sigmoid",
  (device, tolerance) => {
    const torch = new PytorchCase("binary_cross_entropy");
    const [samples, columns] = torch.shape();
    const probabilities = torch.numbers("x");
    const logits = matrixOf(device, samples, probabilities.map((p) => Math.log(p / (1 - p))));
    const targets = matrixOf(device, samples, torch.numbers("labels"));
    const error = device.matrix(samples, columns);
    const loss = sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error);
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
  const loss = sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error);
  assertAlmostEquals(loss / 500, 1, tolerance);
  assertClose(error.data, [0, 0, 0.25, -0.25], tolerance);
});

testOnEachDevice("sigmoidBinaryCrossEntropy is log 2 where the logit is 0", (device, tolerance) => {
  const logits = device.matrix(3, 1);
  const targets = matrixOf(device, 3, [0, 1, 0.5]);
  const error = device.matrix(3, 1);
  const loss = sigmoidBinaryCrossEntropy.evaluate(device, logits, targets, error);
  assertAlmostEquals(loss, Math.log(2), tolerance);
  assertClose(error.data, [1 / 6, -1 / 6, 0], tolerance);
});
