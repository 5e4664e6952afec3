import { assert, assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import type { Device } from "../../../lib/devices/device.ts";
import { inTime, settled } from "../../../lib/devices/steps.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { Network } from "../../../lib/network.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { evaluate } from "../../../lib/training/evaluate.ts";
import { Training } from "../../../lib/training/training.ts";
import { stopWithoutGain } from "../../../lib/training/stopping_rules.ts";
import type { TrainingOptions } from "../../../lib/training/training_options.ts";
import { WeightAverage } from "../../../lib/training/weight_average.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice } from "../../devices.ts";
import { stripes } from "../../stripes.ts";

testOnEachDevice("WeightAverage follows its formula, step by step", async (device, tolerance) => {
  const value = device.matrix(1, 3);
  value.data.set([1, 0, -2]);
  const average = new WeightAverage(device, [{ value }], 0.25);
  assertEquals(await rowsOf(device, average.matrices[0]), [[1, 0, -2]]);

  value.data.set([12, 22, 9]);
  device.changed(value);
  average.update(1); // 2/11 stays, which is below 1/4
  assertClose(await elementsOf(device, average.matrices[0]), [10, 18, 7], tolerance);

  value.data.set([2, 2, -1]);
  device.changed(value);
  average.update(2); // 3/12 stays
  assertClose(await elementsOf(device, average.matrices[0]), [4, 6, 1], tolerance);

  value.data.set([0, -2, 5]);
  device.changed(value);
  average.update(3); // 4/13 would be more than 1/4
  assertClose(await elementsOf(device, average.matrices[0]), [1, 0, 4], tolerance);
  assertEquals(await rowsOf(device, value), [[0, -2, 5]]);
});

testOnEachDevice(
  "WeightAverage lends its averages, and takes them back after an error",
  async (device) => {
    const value = device.matrix(1, 1);
    const average = new WeightAverage(device, [{ value }], 0.5);
    value.data[0] = 7;
    device.changed(value);
    function* both() {
      yield* settled(device, value, average.matrices[0]);
      return [value.at(0, 0), average.matrices[0].at(0, 0)];
    }
    function* failure() {
      yield* both();
      throw new Error("lost");
    }
    assertEquals(await inTime(average.lend(both())), [0, 7]);
    assertEquals(await inTime(both()), [7, 0]);
    await assertRejects(() => inTime(average.lend(failure())), Error, "lost");
    assertEquals(await inTime(both()), [7, 0]);
    average.apply();
    assertEquals(await inTime(both()), [0, 0]);
  },
);

Deno.test("WeightAverage refuses a decay that is not above 0 and below 1", () => {
  for (const decay of [0, 1, -0.5, NaN]) {
    assertThrows(
      () => new WeightAverage(createTypeScriptDevice(), [], decay),
      RangeError,
      `Expected the decay of the weight average to be above 0 and below 1 but found ${decay}`,
    );
  }
});

function start(device: Device, options: Partial<TrainingOptions> = {}) {
  const layers = [dense(6), batchNorm(), dense(4), softmax()];
  const network = new Network({ device, inputShape: [1, 6, 6], layers, batchSize: 4 });
  const optimizer = new Adam(network, { learningRate: 0.02 });
  const all = { length: { epochs: 3 }, optimizer, ...options };
  return { network, training: new Training(network, stripes(10, 4, 6), all) };
}

/** What a network has learned, statistics included. */
function learned({ parameters, layers }: Network): number[] {
  const all = [...parameters, ...layers.flatMap(({ buffers }) => buffers)];
  return all.flatMap(({ value }) => [...value.data]);
}

testOnEachDevice(
  "Training ends with the average of its weights and statistics after every step",
  async (device, tolerance) => {
    const plain = start(device, { stepsAhead: 1 });
    let expected = learned(plain.network);
    let step = 0;
    for await (const _ of plain.training) {
      const decay = Math.min(0.6, (1 + ++step) / (10 + step));
      await plain.network.settle();
      const weights = learned(plain.network);
      expected = expected.map((average, i) => decay * average + (1 - decay) * weights[i]);
    }
    const { network, training } = start(device, { weightAverage: 0.6 });
    for await (const _ of training);
    assertClose(learned(network), expected, 100 * tolerance);
    assertNotEquals(learned(network), learned(plain.network));
  },
);

Deno.test("Training measures validation and test data with the average", () => {
  const [validation, test] = [stripes(20, 4, 6, 5), stripes(40, 4, 6, 6)];
  const { network, training } = start(createTypeScriptDevice(), {
    validation,
    test,
    weightAverage: 0.9,
  });
  for (const _ of training);
  const performanceOn = (dataset: typeof test) => {
    const { loss, errorRate } = evaluate(network, dataset);
    return { loss, errorRate };
  };
  const last = training.history.at(-1);
  assertEquals(last?.validation, performanceOn(validation));
  assertEquals(last?.test, performanceOn(test));
});

Deno.test("Training trains the same with an average as without", () => {
  const losses = (options: Partial<TrainingOptions>) => {
    const { training } = start(createTypeScriptDevice(), options);
    return [...training].map(({ batchLoss }) => batchLoss);
  };
  const test = stripes(40, 4, 6, 6);
  assertEquals(losses({ weightAverage: 0.9, test, measureIterations: 1 }), losses({}));
});

Deno.test("Training keeps the average of the best epoch when it stops early", () => {
  const validation = stripes(20, 4, 6, 5);
  const { network, training } = start(createTypeScriptDevice(), {
    length: { epochs: 60 },
    validation,
    weightAverage: 0.9,
    earlyStopping: { rule: stopWithoutGain({ patience: 1 }), watch: "validation error" },
  });
  for (const _ of training);
  const best = training.history.find(({ epoch }) => epoch === training.bestEpoch);
  assert(training.history.length > training.history.indexOf(best ?? training.history[0]) + 1);
  const { loss, errorRate } = evaluate(network, validation);
  assertEquals(best?.validation, { loss, errorRate });
});
