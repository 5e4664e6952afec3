import { assertEquals } from "@std/assert";
import { clipByValue } from "../../../lib/optimizers/clipping.ts";
import { Momentum } from "../../../lib/optimizers/momentum.ts";
import { l2 } from "../../../lib/optimizers/regularizers.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, testOnEachDevice } from "../../devices.ts";
import { parameterOf, step } from "../../optimizers.ts";

testOnEachDevice(
  "a stateful optimizer decays weights after clipping",
  async (device, tolerance) => {
    const parameter = parameterOf(device, [2]);
    const trainable = { device, parameters: [parameter] };
    const optimizer = new Momentum(trainable, {
      learningRate: 0.5,
      penalties: [l2(3)],
      clipping: clipByValue(1),
      weightDecay: 0.25,
      decoupledWeightDecay: 0.1,
    });
    await step(optimizer, trainable, [4]);
    // The gradient 4 + 3 * 2 is clipped to 1, and the decay adds 0.25 * 2.
    assertClose(await elementsOf(device, optimizer.state[0].matrix), [1.5], tolerance);
    assertClose(
      await elementsOf(device, parameter.value),
      [2 * (1 - 0.5 * 0.1) - 0.5 * 1.5],
      tolerance,
    );
    assertEquals(optimizer.steps, 1);
  },
);

testOnEachDevice("a stateful optimizer keeps parameters apart", async (device, tolerance) => {
  const parameters = [parameterOf(device, [0, 0]), parameterOf(device, [0])];
  const trainable = { device, parameters };
  const optimizer = new Momentum(trainable, { learningRate: 1, momentum: 0.5 });
  await step(optimizer, trainable, [1, 2], [4]);
  await step(optimizer, trainable, [0, 0], [0]);
  assertClose(await elementsOf(device, parameters[0].value), [-1.5, -3], tolerance);
  assertClose(await elementsOf(device, parameters[1].value), [-6], tolerance);
  assertClose(await elementsOf(device, optimizer.state[1].matrix), [2], tolerance);
});
