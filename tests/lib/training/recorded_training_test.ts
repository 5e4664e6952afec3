import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { RegressionSamples } from "../../../lib/data/samples.ts";
import type { Device } from "../../../lib/devices/device.ts";
import { openDevice } from "../../../lib/devices/open_device.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { meanSquaredError } from "../../../lib/losses.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import type { Communicator } from "../../../lib/training/communicator.ts";
import { DivergenceError } from "../../../lib/training/divergence_error.ts";
import type { Training } from "../../../lib/training/training.ts";
import { recordingDevice } from "../../recording_device.ts";
import { makeTraining, recipes, type TrainingRecipe } from "../../training_recipes.ts";

/** All that there is to know of a training that is over. */
function resultOf(training: Training) {
  const { history, bestEpoch, state } = training;
  return {
    history,
    bestEpoch,
    state,
    matrices: training.matrices.map((matrix) => matrix.toRows()),
  };
}

for (const [name, recipe] of Object.entries(recipes)) {
  Deno.test(`a training comes to the same bits when results come later: ${name}`, async () => {
    const { training: immediate } = makeTraining(openDevice(recipe.device), recipe);
    const expected = [...immediate];
    for (const stepsAhead of [1, 3, 6, 200]) {
      const device = recordingDevice(openDevice(recipe.device));
      const { training } = makeTraining(device, recipe, { stepsAhead });
      assertEquals(await Array.fromAsync(training), expected);
      assertEquals(resultOf(training), resultOf(immediate));
    }
  });
}

/** Learns `y = 0` at `x = 1` in three epochs of six mini-batches. */
function start(stepsAhead: number, learningRate: number, device: Device) {
  const recipe: TrainingRecipe = {
    device: {},
    layers: [dense(1)],
    optimizer: (network) => new SGD(network, { learningRate }),
    data: RegressionSamples.of([[1], [1], [1], [1], [1], [1]], [0, 0, 0, 0, 0, 0]),
    loss: meanSquaredError,
  };
  return makeTraining(device, recipe, { stepsAhead, batchSize: 1 }).training;
}

Deno.test("a device is at most as many steps ahead as asked for", async () => {
  const recording = recordingDevice(createTypeScriptDevice());
  // How many of six steps are recorded when the value of each comes. They are read twice in as many steps as
  // are asked for, and waited for when it is time to read again.
  const expected: readonly (readonly [number, readonly number[], number])[] = [
    [1, [1, 2, 3, 4, 5, 6], 6],
    [2, [2, 3, 4, 5, 6, 6], 6],
    [3, [2, 3, 4, 5, 6, 6], 6],
    [4, [4, 4, 6, 6, 6, 6], 3],
    [6, [6, 6, 6, 6, 6, 6], 2],
    [200, [6, 6, 6, 6, 6, 6], 1],
  ];
  for (const [stepsAhead, stepsOfEpoch, settledPerEpoch] of expected) {
    let [settled, recorded] = [0, 0];
    const device = new Proxy(recording, {
      get(_, name) {
        if (name === "settle") settled++;
        if (name === "meanSquaredError") recorded++;
        return Reflect.get(recording, name);
      },
    });
    const steps: number[] = [];
    for await (const { epoch } of start(stepsAhead, 0.1, device)) {
      steps.push(recorded - 6 * (epoch - 1));
    }
    assertEquals(steps, [...stepsOfEpoch, ...stepsOfEpoch, ...stepsOfEpoch]);
    assertEquals(settled, 3 * settledPerEpoch + 1); // the last one is of the matrices
  }
});

Deno.test("a divergence is told when its loss is read", async () => {
  // The weight is multiplied by 1 - 2e200 in each step, so that the loss overflows in the second.
  for (const [stepsAhead, before] of [[1, [1]], [2, [1]], [4, []], [200, []]] as const) {
    const training = start(stepsAhead, 1e200, recordingDevice(createTypeScriptDevice()));
    const batches: number[] = [];
    const train = async () => {
      for await (const { batch } of training) batches.push(batch);
    };
    await assertRejects(train, DivergenceError, "found Infinity in epoch 1, batch 2");
    assertEquals(batches, [...before]);
  }
});

Deno.test("a reading that fails is told when it is waited for, and not if it never is", async () => {
  for (const batches of [1, 6]) {
    const recording = recordingDevice(createTypeScriptDevice());
    let settled = 0;
    const device = new Proxy(recording, {
      get: (_, name) =>
        name === "settle" && ++settled === 2
          ? () => Promise.reject(new Error("lost"))
          : Reflect.get(recording, name),
    });
    const train = async () => {
      for await (const { batch } of start(2, 0.1, device)) if (batch === batches) return;
    };
    if (batches === 6) await assertRejects(train, Error, "lost");
    else await train();
    await new Promise((resolve) => setTimeout(resolve));
  }
});

Deno.test("a training on a device whose results come later takes for await", () => {
  assertThrows(
    () => [...start(1, 0.1, recordingDevice(createTypeScriptDevice()))],
    Error,
    "Expected a training by for await, as the results of the device typescript come later, " +
      "but found one by for",
  );
});

Deno.test("a training over several ranks takes a device whose results come at once", () => {
  const communicator: Communicator = {
    rank: 0,
    size: 2,
    sum() {},
    exchange() {},
    gather() {},
  };
  const recipe = recipes["slices, some of them empty"];
  assertThrows(
    () => makeTraining(recordingDevice(openDevice(recipe.device)), recipe, { communicator }),
    RangeError,
    "Expected a device whose results come at once for a training on 2 ranks but found typescript",
  );
});
