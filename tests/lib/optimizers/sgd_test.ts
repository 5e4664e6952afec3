import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { clipByNorm, clipByValue } from "../../../lib/optimizers/clipping.ts";
import { l1, l2 } from "../../../lib/optimizers/regularizers.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice } from "../../devices.ts";
import { assertStepsMatchPytorch, parameterOf, step } from "../../optimizers.ts";

testOnEachDevice("SGD takes the steps that PyTorch takes", async (device, tolerance) => {
  await assertStepsMatchPytorch(
    "optimizer_sgd",
    device,
    tolerance,
    (trainable, torch) => new SGD(trainable, { learningRate: torch.option("learning_rate") }),
  );
});

const harmless = [
  { what: "without", options: {} },
  { what: "with", options: { clipping: clipByValue(1e6) } },
];
for (const { what, options } of harmless) {
  testOnEachDevice(
    `SGD decays weights as PyTorch does, ${what} stored gradients`,
    async (device, tolerance) => {
      await assertStepsMatchPytorch(
        "optimizer_sgd_weight_decay",
        device,
        tolerance,
        (trainable, torch) =>
          new SGD(trainable, {
            learningRate: torch.option("learning_rate"),
            weightDecay: torch.option("weight_decay"),
            ...options,
          }),
      );
    },
  );
}

Deno.test("SGD sends gradients straight to the weights unless something must see them", () => {
  const device = createTypeScriptDevice();
  const parameter = parameterOf(device, [1, 2]);
  const trainable = { device, parameters: [parameter] };
  new SGD(trainable, { learningRate: 0.1 }).begin();
  assertStrictEquals(parameter.destination, parameter.value);
  new SGD(trainable, { learningRate: 0.1, penalties: [l2(0.1)] }).begin();
  assertEquals(parameter.destination === parameter.value, false);
});

testOnEachDevice(
  "SGD adds penalties to the gradient of weights, not of biases",
  async (device, tolerance) => {
    const weights = parameterOf(device, [1, -2]);
    const bias = parameterOf(device, [1, -2], false);
    const trainable = { device, parameters: [weights, bias] };
    const optimizer = new SGD(trainable, { learningRate: 0.5, penalties: [l1(0.1), l2(0.2)] });
    await step(optimizer, trainable, [1, 1], [1, 1]);
    // Gradients 1 + 0.1 + 0.2 and 1 - 0.1 - 0.4 of the weights.
    assertClose(
      await elementsOf(device, weights.value),
      [1 - 0.5 * 1.3, -2 - 0.5 * 0.5],
      tolerance,
    );
    assertClose(await elementsOf(device, bias.value), [0.5, -2.5], tolerance);
  },
);

testOnEachDevice(
  "SGD clips after it has added penalties, and then decays",
  async (device, tolerance) => {
    const weights = parameterOf(device, [10, 0]);
    const trainable = { device, parameters: [weights] };
    const optimizer = new SGD(trainable, {
      learningRate: 0.1,
      weightDecay: 0.5,
      penalties: [l2(0.3)],
      clipping: clipByNorm(1),
    });
    // The penalty's gradient is (3, 0), with the loss' (0, 4) it has the norm 5.
    await step(optimizer, trainable, [0, 4]);
    assertClose(
      await elementsOf(device, weights.value),
      [10 * 0.95 - 0.06, -0.08],
      Math.max(tolerance, 1e-6),
    );
  },
);

Deno.test("SGD leaves out the decay where there is none", async () => {
  let scaled = 0;
  const device = { ...createTypeScriptDevice(), scale: () => void scaled++ };
  const trainable = { device, parameters: [parameterOf(device, [1])] };
  const clipping = clipByValue(1);
  await step(new SGD(trainable, { learningRate: 1, clipping }), trainable, [1]);
  assertEquals(scaled, 0);
  await step(new SGD(trainable, { learningRate: 1, clipping, weightDecay: 0.1 }), trainable, [1]);
  assertEquals(scaled, 1);
});

Deno.test("SGD follows a learning rate that changes", async () => {
  const device = createTypeScriptDevice();
  const weights = parameterOf(device, [0]);
  const trainable = { device, parameters: [weights] };
  const optimizer = new SGD(trainable, { learningRate: 1 });
  await step(optimizer, trainable, [1]);
  optimizer.learningRate = 0.25;
  await step(optimizer, trainable, [1]);
  assertEquals(weights.value.toRows(), [[-1.25]]);
  assertEquals(optimizer.steps, 2);
});

Deno.test("SGD refuses options out of range", () => {
  const trainable = { device: createTypeScriptDevice(), parameters: [] };
  for (const learningRate of [0, -1, NaN, Infinity]) {
    assertThrows(() => new SGD(trainable, { learningRate }), RangeError, "learning rate");
  }
  for (const weightDecay of [-1, NaN, Infinity]) {
    const options = { learningRate: 1, weightDecay };
    assertThrows(() => new SGD(trainable, options), RangeError, "weight decay");
  }
});
