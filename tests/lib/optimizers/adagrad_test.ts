import { assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { AdaGrad } from "../../../lib/optimizers/adagrad.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice } from "../../devices.ts";
import { assertStepsMatchPytorch, parameterOf, step } from "../../optimizers.ts";

testOnEachDevice("AdaGrad takes the steps that PyTorch takes", async (device, tolerance) => {
  await assertStepsMatchPytorch(
    "optimizer_adagrad",
    device,
    tolerance,
    (trainable, torch) =>
      new AdaGrad(trainable, {
        learningRate: torch.option("learning_rate"),
        epsilon: torch.option("epsilon"),
      }),
  );
});

testOnEachDevice(
  "AdaGrad slows down as 1/√t under a constant gradient",
  async (device, tolerance) => {
    const parameter = parameterOf(device, [0, 0]);
    const trainable = { device, parameters: [parameter] };
    const optimizer = new AdaGrad(trainable, { learningRate: 0.1 });
    let expected = 0;
    for (let t = 1; t <= 4; t++) {
      await step(optimizer, trainable, [100, -0.5]);
      expected -= 0.1 / Math.sqrt(t);
      assertClose(
        await elementsOf(device, parameter.value),
        [expected, -expected],
        Math.max(tolerance, 1e-7),
      );
    }
  },
);

Deno.test("AdaGrad refuses an epsilon that is not above 0", () => {
  const trainable = { device: createTypeScriptDevice(), parameters: [] };
  for (const epsilon of [0, -1, NaN, Infinity]) {
    const options = { learningRate: 1, epsilon };
    assertThrows(() => new AdaGrad(trainable, options), RangeError, "epsilon");
  }
});
