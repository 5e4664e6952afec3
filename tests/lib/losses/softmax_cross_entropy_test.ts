import { assertAlmostEquals } from "@std/assert";
import { softmaxCrossEntropy } from "../../../lib/losses/softmax_cross_entropy.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { oneHot, PytorchCase } from "../../pytorch.ts";

testOnEachDevice("softmaxCrossEntropy stays finite for logits of any size", (device, tolerance) => {
  const torch = new PytorchCase("softmax_cross_entropy_extreme");
  const [samples, classes] = torch.shape();
  const logits = device.matrix(samples, classes);
  logits.data.set(torch.numbers("logits"));
  const targets = device.matrix(samples, classes);
  targets.data.set(oneHot(torch.numbers("labels"), classes).flat());
  const error = device.matrix(samples, classes);
  const loss = softmaxCrossEntropy.evaluate(device, logits, targets, error);
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
    const loss = softmaxCrossEntropy.evaluate(device, logits, targets, error);
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
    const loss = softmaxCrossEntropy.evaluate(device, logits, targets, device.matrix(1, 10));
    assertAlmostEquals(loss, Math.log(10), 3 * tolerance);
  },
);
