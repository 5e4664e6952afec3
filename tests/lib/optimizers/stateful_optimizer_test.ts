import { assertEquals } from "@std/assert";
import { clipByValue } from "../../../lib/optimizers/clipping.ts";
import { Momentum } from "../../../lib/optimizers/momentum.ts";
import { l2 } from "../../../lib/optimizers/regularizers.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { parameterOf, step } from "../../optimizers.ts";

testOnEachDevice("a stateful optimizer decays weights after clipping", (device, tolerance) => {
  const parameter = parameterOf(device, [2]);
  const trainable = { device, parameters: [parameter] };
  const optimizer = new Momentum(trainable, {
    learningRate: 0.5,
    penalties: [l2(3)],
    clipping: clipByValue(1),
    weightDecay: 0.25,
    decoupledWeightDecay: 0.1,
  });
  step(optimizer, trainable, [4]);
  // The gradient 4 + 3 * 2 is clipped to 1, and the decay adds 0.25 * 2.
  assertClose(optimizer.state[0].matrix.data, [1.5], tolerance);
  assertClose(parameter.value.data, [2 * (1 - 0.5 * 0.1) - 0.5 * 1.5], tolerance);
  assertEquals(optimizer.steps, 1);
});

testOnEachDevice("a stateful optimizer keeps parameters apart", (device, tolerance) => {
  const parameters = [parameterOf(device, [0, 0]), parameterOf(device, [0])];
  const trainable = { device, parameters };
  const optimizer = new Momentum(trainable, { learningRate: 1, momentum: 0.5 });
  step(optimizer, trainable, [1, 2], [4]);
  step(optimizer, trainable, [0, 0], [0]);
  assertClose(parameters[0].value.data, [-1.5, -3], tolerance);
  assertClose(parameters[1].value.data, [-6], tolerance);
  assertClose(optimizer.state[1].matrix.data, [2], tolerance);
});
