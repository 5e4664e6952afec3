import { assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Momentum, Nesterov } from "../../../lib/optimizers/momentum.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice } from "../../devices.ts";
import { assertStepsMatchPytorch, parameterOf, step } from "../../optimizers.ts";

testOnEachDevice("Momentum takes the steps that PyTorch takes", async (device, tolerance) => {
  await assertStepsMatchPytorch(
    "optimizer_momentum",
    device,
    tolerance,
    (trainable, torch) =>
      new Momentum(trainable, {
        learningRate: torch.option("learning_rate"),
        momentum: torch.option("momentum"),
      }),
  );
});

testOnEachDevice(
  "Momentum with dampening takes the steps that PyTorch takes",
  async (device, tolerance) => {
    await assertStepsMatchPytorch(
      "optimizer_momentum_averaged",
      device,
      tolerance,
      (trainable, torch) =>
        new Momentum(trainable, {
          learningRate: torch.option("learning_rate"),
          momentum: torch.option("momentum"),
          dampening: torch.option("dampening"),
        }),
    );
  },
);

testOnEachDevice(
  "Momentum can average gradients from zero, with decay beside",
  async (device, tolerance) => {
    const parameter = parameterOf(device, [2]);
    const trainable = { device, parameters: [parameter] };
    const optimizer = new Momentum(trainable, {
      learningRate: 0.1,
      momentum: 0.75,
      dampening: 0.75,
      firstVelocity: "from zero",
      decoupledWeightDecay: 0.5,
    });
    // m = μ m + (1 - μ) g, θ -= α (m + λ θ): m is 1, then 0.75 - 0.5.
    await step(optimizer, trainable, [4]);
    const first = 2 - 0.1 * (1 + 0.5 * 2);
    assertClose(await elementsOf(device, parameter.value), [first], tolerance);
    await step(optimizer, trainable, [-2]);
    assertClose(
      await elementsOf(device, parameter.value),
      [first - 0.1 * (0.25 + 0.5 * first)],
      tolerance,
    );
  },
);

testOnEachDevice(
  "Momentum sums to 1 / (1 - μ) times a constant gradient",
  async (device, tolerance) => {
    const parameter = parameterOf(device, [0]);
    const trainable = { device, parameters: [parameter] };
    const optimizer = new Momentum(trainable, { learningRate: 1 });
    for (let i = 0; i < 400; i++) await step(optimizer, trainable, [0.5]);
    assertClose(await elementsOf(device, optimizer.state[0].matrix), [5], tolerance);
  },
);

testOnEachDevice("Momentum decays weights through the velocity", async (device, tolerance) => {
  const parameter = parameterOf(device, [2]);
  const trainable = { device, parameters: [parameter] };
  const optimizer = new Momentum(trainable, { learningRate: 0.1, momentum: 0.5, weightDecay: 0.5 });
  await step(optimizer, trainable, [1]); // v = 1 + 0.5 * 2 = 2
  assertClose(await elementsOf(device, parameter.value), [1.8], tolerance);
  await step(optimizer, trainable, [0]); // v = 0.5 * 2 + 0.5 * 1.8 = 1.9
  assertClose(await elementsOf(device, parameter.value), [1.61], tolerance);
});

Deno.test("Momentum refuses options out of range", () => {
  const trainable = { device: createTypeScriptDevice(), parameters: [] };
  for (const value of [-0.1, 1, NaN]) {
    const momentum = { learningRate: 1, momentum: value };
    assertThrows(() => new Momentum(trainable, momentum), RangeError, "the momentum");
    const dampening = { learningRate: 1, dampening: value };
    assertThrows(() => new Momentum(trainable, dampening), RangeError, "the dampening");
  }
});

testOnEachDevice("Nesterov takes the steps that PyTorch takes", async (device, tolerance) => {
  await assertStepsMatchPytorch(
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

testOnEachDevice("Nesterov looks ahead as the form on paper does", async (device, tolerance) => {
  // J = x²/2, so the gradient at x is x. On paper: m = μ m + α (θ - μ m), θ -= m.
  const rate = 0.1, momentum = 0.9;
  let theta = 1, m = 0;
  const ahead = parameterOf(device, [1]);
  const trainable = { device, parameters: [ahead] };
  const optimizer = new Nesterov(trainable, { learningRate: rate, momentum });
  for (let i = 0; i < 5; i++) {
    m = momentum * m + rate * (theta - momentum * m);
    theta -= m;
    await step(optimizer, trainable, [(await elementsOf(device, ahead.value))[0]]);
    assertClose(await elementsOf(device, ahead.value), [theta - momentum * m], 10 * tolerance);
  }
});

Deno.test("Nesterov refuses a momentum outside of [0, 1)", () => {
  const trainable = { device: createTypeScriptDevice(), parameters: [] };
  for (const momentum of [-0.1, 1, NaN]) {
    const options = { learningRate: 1, momentum };
    assertThrows(() => new Nesterov(trainable, options), RangeError, "the momentum");
  }
});
