import { assertThrows } from "@std/assert";
import { TypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Nesterov } from "../../../lib/optimizers/nesterov.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { assertStepsMatchPytorch, parameterOf, step } from "../../optimizers.ts";

testOnEachDevice("Nesterov takes the steps that PyTorch takes", (device, tolerance) => {
  assertStepsMatchPytorch(
    "optimizer_nesterov",
    device,
    tolerance,
    (trainable, torch) =>
      new Nesterov(trainable, {
        learningRate: torch.option("learning_rate"),
        momentum: torch.option("momentum"),
      }),
  );
});

testOnEachDevice("Nesterov looks ahead as the form on paper does", (device, tolerance) => {
  // J = x²/2, so the gradient at x is x. On paper: m = μ m + α (θ - μ m), θ -= m.
  const rate = 0.1, momentum = 0.9;
  let theta = 1, m = 0;
  const ahead = parameterOf(device, [1]);
  const trainable = { device, parameters: [ahead] };
  const optimizer = new Nesterov(trainable, { learningRate: rate, momentum });
  for (let i = 0; i < 5; i++) {
    m = momentum * m + rate * (theta - momentum * m);
    theta -= m;
    step(optimizer, trainable, [ahead.value.data[0]]);
    assertClose(ahead.value.data, [theta - momentum * m], 10 * tolerance);
  }
});

Deno.test("Nesterov refuses a momentum outside of [0, 1)", () => {
  const trainable = { device: new TypeScriptDevice(), parameters: [] };
  for (const momentum of [-0.1, 1, NaN]) {
    const options = { learningRate: 1, momentum };
    assertThrows(() => new Nesterov(trainable, options), RangeError, "the momentum");
  }
});
