import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Softmax } from "../../../lib/layers/softmax.ts";
import { crossEntropy } from "../../../lib/losses/cross_entropy.ts";
import { softmaxCrossEntropy } from "../../../lib/losses/softmax_cross_entropy.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { layerContext } from "../../layers.ts";
import { oneHot, PytorchCase } from "../../pytorch.ts";

testOnEachDevice("crossEntropy is -1/m Σ y log ŷ with gradient -y / (m ŷ)", (device, tolerance) => {
  const outputs = device.matrix(2, 2);
  outputs.data.set([0.25, 0.75, 0.5, 0.5]);
  const targets = device.matrix(2, 2);
  targets.data.set([1, 0, 0, 1]);
  const error = device.matrix(2, 2);
  const loss = crossEntropy.evaluate(device, outputs, targets, error);
  assertAlmostEquals(loss, (Math.log(4) + Math.log(2)) / 2, tolerance);
  assertClose(error.data, [-2, 0, 0, -1], tolerance);
});

testOnEachDevice("crossEntropy does not read probabilities that have no target", (device) => {
  const outputs = device.matrix(1, 2);
  outputs.data.set([1, 0]);
  const targets = device.matrix(1, 2);
  targets.data.set([1, 0]);
  const error = device.matrix(1, 2);
  assertEquals(crossEntropy.evaluate(device, outputs, targets, error), 0);
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

    const softmax = new Softmax(layerContext(device, [classes], samples));
    const separate = crossEntropy.evaluate(device, softmax.forward(logits), targets, error);
    assertAlmostEquals(separate, torch.number("loss"), 10 * tolerance);
    assertClose(softmax.backward(error).data, torch.numbers("dlogits"), 10 * tolerance);

    const fused = softmaxCrossEntropy.evaluate(device, logits, targets, error);
    assertAlmostEquals(fused, torch.number("loss"), tolerance * 10);
    assertClose(error.data, torch.numbers("dlogits"), tolerance);
  },
);
