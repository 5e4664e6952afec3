import { assertAlmostEquals } from "@std/assert";
import { binaryCrossEntropy } from "../../../lib/losses/binary_cross_entropy.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { matrixOf } from "../../layers.ts";
import { PytorchCase } from "../../pytorch.ts";

testOnEachDevice("binaryCrossEntropy computes what PyTorch computes", (device, tolerance) => {
  const torch = new PytorchCase("binary_cross_entropy");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, torch.numbers("labels"));
  const error = device.matrix(samples, columns);
  const loss = binaryCrossEntropy.evaluate(device, outputs, targets, error);
  assertAlmostEquals(loss, torch.number("loss"), tolerance);
  assertClose(error.data, torch.numbers("dx"), tolerance);
});

testOnEachDevice(
  "binaryCrossEntropy of probabilities of 0 and 1 is cut off",
  (device, tolerance) => {
    const outputs = matrixOf(device, 4, [0, 0, 1, 1]);
    const targets = matrixOf(device, 4, [0, 1, 0, 1]);
    const error = matrixOf(device, 4, [0, 0, 0, 0]);
    const loss = binaryCrossEntropy.evaluate(device, outputs, targets, error);
    assertAlmostEquals(loss, (100 + 100) / 4, 100 * tolerance);
    assertClose(error.data, [0, -1e12 / 4, 1e12 / 4, 0], tolerance);
  },
);

testOnEachDevice("binaryCrossEntropy of outputs that are not numbers is not a number", (device) => {
  const outputs = matrixOf(device, 2, [NaN, 0.5]);
  const targets = matrixOf(device, 2, [1, 1]);
  const loss = binaryCrossEntropy.evaluate(device, outputs, targets, matrixOf(device, 2, [0, 0]));
  assertAlmostEquals(loss, NaN);
});
