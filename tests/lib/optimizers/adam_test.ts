import { assertEquals, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Adam, AdamW } from "../../../lib/optimizers/adam.ts";
import { clipByValue } from "../../../lib/optimizers/clipping.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice } from "../../devices.ts";
import { assertStepsMatchPytorch, parameterOf, step } from "../../optimizers.ts";
import { PytorchCase } from "../../pytorch.ts";

testOnEachDevice("Adam takes the steps that PyTorch takes", async (device, tolerance) => {
  await assertStepsMatchPytorch(
    "optimizer_adam",
    device,
    tolerance,
    (trainable, torch) =>
      new Adam(trainable, {
        learningRate: torch.option("learning_rate"),
        beta1: torch.option("beta1"),
        beta2: torch.option("beta2"),
        epsilon: torch.option("epsilon"),
      }),
  );
});

testOnEachDevice(
  "Adam's first step is the learning rate, whatever the gradient",
  async (device, tolerance) => {
    const parameter = parameterOf(device, [0, 0, 0]);
    const trainable = { device, parameters: [parameter] };
    const optimizer = new Adam(trainable, { learningRate: 0.01 });
    await step(optimizer, trainable, [1000, -1, 0.1]);
    assertClose(
      await elementsOf(device, parameter.value),
      [-0.01, 0.01, -0.01],
      Math.max(tolerance, 1e-8),
    );
  },
);

testOnEachDevice("Adam goes on from a restored state as if never interrupted", async (device) => {
  const torch = new PytorchCase("optimizer_adam");
  const gradients = torch.lists("gradients");
  const start = () => {
    const parameters = [parameterOf(device, torch.numbers("start"))];
    const trainable = { device, parameters };
    return { trainable, optimizer: new Adam(trainable, { learningRate: 0.01 }) };
  };
  const first = start();
  for (const gradient of gradients.slice(0, 3)) {
    await step(first.optimizer, first.trainable, gradient);
  }

  const second = start();
  second.trainable.parameters[0].value.data.set(
    await elementsOf(device, first.trainable.parameters[0].value),
  );
  second.optimizer.steps = first.optimizer.steps;
  for (const [i, { matrix }] of second.optimizer.state.entries()) {
    matrix.data.set(await elementsOf(device, first.optimizer.state[i].matrix));
  }
  for (const gradient of gradients.slice(3)) {
    await step(first.optimizer, first.trainable, gradient);
    await step(second.optimizer, second.trainable, gradient);
  }
  const [expected, found] = [first, second].map(({ trainable }) =>
    trainable.parameters[0].value.toRows()
  );
  assertEquals(found, expected);
});

Deno.test("Adam names its state by parameter", () => {
  const device = createTypeScriptDevice();
  const parameters = [parameterOf(device, [1, 2]), parameterOf(device, [3], false)];
  const { state } = new Adam({ device, parameters }, { learningRate: 1 });
  assertEquals(
    state.map(({ parameter, name, matrix }) => [parameters.indexOf(parameter), name, `${matrix}`]),
    [[0, "mean", "1 x 2"], [0, "squares", "1 x 2"], [1, "mean", "1 x 1"], [1, "squares", "1 x 1"]],
  );
});

testOnEachDevice("Adam sees clipped gradients", async (device, tolerance) => {
  const parameter = parameterOf(device, [0, 0]);
  const trainable = { device, parameters: [parameter] };
  const optimizer = new Adam(trainable, { learningRate: 0.01, clipping: clipByValue(0.5) });
  await step(optimizer, trainable, [3, -0.25]);
  const [mean, squares] = optimizer.state;
  assertClose(await elementsOf(device, mean.matrix), [0.05, -0.025], tolerance);
  assertClose(await elementsOf(device, squares.matrix), [0.00025, 0.0000625], tolerance);
});

Deno.test("Adam refuses options out of range", () => {
  const trainable = { device: createTypeScriptDevice(), parameters: [] };
  const wrong = [
    { learningRate: 0 },
    { learningRate: 1, beta1: 1 },
    { learningRate: 1, beta2: -0.1 },
    { learningRate: 1, epsilon: 0 },
    { learningRate: 1, weightDecay: -1 },
    { learningRate: 1, decoupledWeightDecay: NaN },
  ];
  for (const options of wrong) {
    assertThrows(() => new Adam(trainable, options), RangeError, "Expected");
  }
});

testOnEachDevice("AdamW takes the steps that PyTorch takes", async (device, tolerance) => {
  await assertStepsMatchPytorch(
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

testOnEachDevice(
  "AdamW decays by 1% of the learning rate by default",
  async (device, tolerance) => {
    const parameter = parameterOf(device, [2]);
    const trainable = { device, parameters: [parameter] };
    const optimizer = new AdamW(trainable, { learningRate: 0.5 });
    await step(optimizer, trainable, [0]);
    assertClose(await elementsOf(device, parameter.value), [2 * (1 - 0.5 * 0.01)], tolerance);
  },
);

Deno.test("AdamW refuses a weight decay below 0", () => {
  const trainable = { device: createTypeScriptDevice(), parameters: [] };
  const options = { learningRate: 1, weightDecay: -1 };
  assertThrows(() => new AdamW(trainable, options), RangeError, "weight decay");
});
