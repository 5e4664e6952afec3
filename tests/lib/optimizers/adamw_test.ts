import { assertThrows } from "@std/assert";
import { TypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { AdamW } from "../../../lib/optimizers/adamw.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { assertStepsMatchPytorch, parameterOf, step } from "../../optimizers.ts";

testOnEachDevice("AdamW takes the steps that PyTorch takes", (device, tolerance) => {
  assertStepsMatchPytorch(
    "optimizer_adamw",
    device,
    tolerance,
    (trainable, torch) =>
      new AdamW(trainable, {
        learningRate: torch.option("learning_rate"),
        weightDecay: torch.option("weight_decay"),
      }),
  );
});

testOnEachDevice("AdamW decays by 1% of the learning rate by default", (device, tolerance) => {
  const parameter = parameterOf(device, [2]);
  const trainable = { device, parameters: [parameter] };
  const optimizer = new AdamW(trainable, { learningRate: 0.5 });
  step(optimizer, trainable, [0]);
  assertClose(parameter.value.data, [2 * (1 - 0.5 * 0.01)], tolerance);
});

Deno.test("AdamW refuses a weight decay below 0", () => {
  const trainable = { device: new TypeScriptDevice(), parameters: [] };
  const options = { learningRate: 1, weightDecay: -1 };
  assertThrows(() => new AdamW(trainable, options), RangeError, "weight decay");
});
