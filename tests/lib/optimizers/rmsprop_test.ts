import { assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { RMSprop } from "../../../lib/optimizers/rmsprop.ts";
import { testOnEachDevice } from "../../devices.ts";
import { assertStepsMatchPytorch } from "../../optimizers.ts";

testOnEachDevice("RMSprop takes the steps that PyTorch takes", async (device, tolerance) => {
  await assertStepsMatchPytorch(
    "optimizer_rmsprop",
    device,
    tolerance,
    (trainable, torch) =>
      new RMSprop(trainable, {
        learningRate: torch.option("learning_rate"),
        decay: torch.option("decay"),
        epsilon: torch.option("epsilon"),
      }),
  );
});

Deno.test("RMSprop refuses options out of range", () => {
  const trainable = { device: createTypeScriptDevice(), parameters: [] };
  for (const decay of [-0.1, 1, NaN]) {
    const options = { learningRate: 1, decay };
    assertThrows(() => new RMSprop(trainable, options), RangeError, "the decay");
  }
  for (const epsilon of [0, NaN]) {
    const options = { learningRate: 1, epsilon };
    assertThrows(() => new RMSprop(trainable, options), RangeError, "epsilon");
  }
});
