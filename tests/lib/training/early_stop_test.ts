import { assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { BestWeights, EarlyStop, type EarlyStopping } from "../../../lib/training/early_stop.ts";
import { rowsOf, testOnEachDevice } from "../../devices.ts";

function earlyStopOf(watch: EarlyStopping["watch"]) {
  const weights = { value: Matrix.of([[0]]) };
  const rule = (values: readonly number[]) => values.length === 3;
  const stop = new EarlyStop({ rule, watch }, createTypeScriptDevice(), [weights]);
  return { stop, weights };
}

Deno.test("EarlyStop watches the value that it was asked to", () => {
  const watched = (["training loss", "validation loss", "validation error"] as const).map(
    (watch) => {
      const { stop } = earlyStopOf(watch);
      stop.observe(0.5, { loss: 0.25, errorRate: 0.125 });
      return stop.watched;
    },
  );
  assertEquals(watched, [[0.5], [0.25], [0.125]]);
});

Deno.test("EarlyStop keeps the parameters of the best epoch, the first of equals", () => {
  const { stop, weights } = earlyStopOf("training loss");
  assertEquals([stop.bestEpoch, stop.isDue], [0, false]);
  for (const [epoch, loss] of [3, 1, 1].entries()) {
    weights.value.data[0] = epoch + 1;
    stop.observe(loss, undefined);
  }
  assertEquals([stop.bestEpoch, stop.isDue], [2, true]);
  assertEquals(stop.matrices.map((matrix) => matrix.toRows()), [[[2]]]);
  stop.restore();
  assertEquals(weights.value.toRows(), [[2]]);
});

Deno.test("EarlyStop goes on from what another one has watched", () => {
  const { stop, weights } = earlyStopOf("training loss");
  stop.watched = [2, 1];
  weights.value.data[0] = 7;
  stop.observe(1.5, undefined);
  assertEquals(stop.watched, [2, 1, 1.5]);
  assertEquals([stop.bestEpoch, stop.isDue], [2, true]);
  stop.restore();
  assertEquals(weights.value.toRows(), [[0]]);
});

testOnEachDevice("BestWeights restores what was kept last, bit by bit", async (device) => {
  const weights = device.matrix(2, 2);
  const bias = device.matrix(1, 2);
  weights.data.set([0.1, 1 / 3, -0, NaN]);
  bias.data.set([5, 6]);
  const kept = await rowsOf(device, weights);
  const best = new BestWeights(device, [{ value: weights }, { value: bias }]);
  weights.data.fill(8);
  device.changed(weights);
  best.keep();
  weights.data.set(kept.flat());
  device.changed(weights);
  best.keep();
  weights.data.fill(9);
  bias.data.fill(9);
  device.changed(weights, bias);
  best.restore();
  assertEquals([await rowsOf(device, weights), await rowsOf(device, bias)], [kept, [[5, 6]]]);
  weights.data.fill(7);
  device.changed(weights);
  best.restore();
  assertEquals(await rowsOf(device, weights), kept);
});

testOnEachDevice("BestWeights restores into the same memory", async (device) => {
  const weights = device.matrix(1, 2);
  const { data } = weights;
  const best = new BestWeights(device, [{ value: weights }]);
  best.keep();
  data.fill(3);
  device.changed(weights);
  best.restore();
  await device.settle(weights);
  assertEquals([...data], [0, 0]);
});

testOnEachDevice(
  "BestWeights restores what it was made with until something is kept",
  async (device) => {
    const weights = { value: device.matrix(1, 1) };
    weights.value.data[0] = 3;
    const best = new BestWeights(device, [weights]);
    weights.value.data[0] = 4;
    device.changed(weights.value);
    best.restore();
    assertEquals(await rowsOf(device, weights.value), [[3]]);
  },
);
