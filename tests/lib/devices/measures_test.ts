import { assertEquals } from "@std/assert";
import type { Device } from "../../../lib/devices/device.ts";
import { testOnEachDevice } from "../../devices.ts";
import { matrixOf } from "../../layers.ts";

function indicesOf(device: Device, ...values: readonly number[]): Int32Array {
  const indices = device.indices(values.length);
  indices.set(values);
  return indices;
}

testOnEachDevice("classify tells the first of the largest scores", async (device) => {
  const scores = matrixOf(device, 3, [0.25, 0.5, 0.25, 7, 7, -1, -3, -2, -2]);
  const labels = indicesOf(device, 9, 1, 2, 0);
  const rows = indicesOf(device, 0, 1, 2, 3);
  const classes = indicesOf(device, 7, 7, 7, 7);
  const wrong = device.classify(scores, 0, labels, rows.subarray(1), classes.subarray(1));
  await device.settle(classes);
  assertEquals(classes, Int32Array.of(7, 1, 0, 1));
  assertEquals(wrong.value, 2);
});

testOnEachDevice("classify compares a single score with the threshold", async (device) => {
  const scores = matrixOf(device, 4, [0.25, 0.5, 0.75, 1]);
  const labels = indicesOf(device, 0, 1, 1, 0);
  const classes = device.indices(4);
  const wrong = device.classify(scores, 0.5, labels, indicesOf(device, 0, 1, 2, 3), classes);
  await device.settle(classes);
  assertEquals(classes, Int32Array.of(0, 0, 1, 1));
  assertEquals(wrong.value, 2);
});

testOnEachDevice("squaredError sums over all elements", async (device) => {
  const [y, t] = [matrixOf(device, 2, [1, 2, 3, 4]), matrixOf(device, 2, [1, 0, 0, 8])];
  const sum = device.squaredError(y, t);
  await device.settle();
  assertEquals(sum.value, 4 + 9 + 16);
});
