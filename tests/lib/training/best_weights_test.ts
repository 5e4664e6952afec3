import { assertEquals } from "@std/assert";
import { BestWeights } from "../../../lib/training/best_weights.ts";
import { testOnEachDevice } from "../../devices.ts";

testOnEachDevice("BestWeights restores what was kept last, bit by bit", (device) => {
  const weights = device.matrix(2, 2);
  const bias = device.matrix(1, 2);
  weights.data.set([0.1, 1 / 3, -0, NaN]);
  bias.data.set([5, 6]);
  const kept = weights.toRows();
  const best = new BestWeights([{ value: weights }, { value: bias }]);
  weights.data.fill(8);
  best.keep();
  weights.data.set(kept.flat());
  best.keep();
  weights.data.fill(9);
  bias.data.fill(9);
  best.restore();
  assertEquals([weights.toRows(), bias.toRows()], [kept, [[5, 6]]]);
  weights.data.fill(7);
  best.restore();
  assertEquals(weights.toRows(), kept);
});

testOnEachDevice("BestWeights restores into the same memory", (device) => {
  const weights = device.matrix(1, 2);
  const { data } = weights;
  const best = new BestWeights([{ value: weights }]);
  best.keep();
  data.fill(3);
  best.restore();
  assertEquals([...data], [0, 0]);
});

testOnEachDevice("BestWeights restores what it was made with until something is kept", (device) => {
  const weights = { value: device.matrix(1, 1) };
  weights.value.data[0] = 3;
  const best = new BestWeights([weights]);
  weights.value.data[0] = 4;
  best.restore();
  assertEquals(weights.value.at(0, 0), 3);
});
