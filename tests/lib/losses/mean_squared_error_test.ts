import { assertAlmostEquals } from "@std/assert";
import { meanSquaredError } from "../../../lib/losses/mean_squared_error.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { matrixOf } from "../../layers.ts";
import { oneHot, PytorchCase } from "../../pytorch.ts";

testOnEachDevice("meanSquaredError computes what PyTorch computes", (device, tolerance) => {
  const torch = new PytorchCase("mean_squared_error");
  const [samples, columns] = torch.shape();
  const outputs = matrixOf(device, samples, torch.numbers("x"));
  const targets = matrixOf(device, samples, oneHot(torch.numbers("labels"), columns).flat());
  const error = device.matrix(samples, columns);
  const loss = meanSquaredError.evaluate(device, outputs, targets, error);
  assertAlmostEquals(loss, torch.number("loss"), tolerance);
  assertClose(error.data, torch.numbers("dx"), tolerance);
});

testOnEachDevice(
  "meanSquaredError of one output is twice 1/(2m) Σ (ŷ - y)²",
  (device, tolerance) => {
    const outputs = matrixOf(device, 3, [1, 2, 4]);
    const targets = matrixOf(device, 3, [0, 2, 1]);
    const error = device.matrix(3, 1);
    const loss = meanSquaredError.evaluate(device, outputs, targets, error);
    assertAlmostEquals(loss, 2 * (1 + 0 + 9) / (2 * 3), 4 * tolerance);
    assertClose(error.data, [2 / 3, 0, 2], tolerance);
  },
);
