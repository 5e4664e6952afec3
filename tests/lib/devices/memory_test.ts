import { assertEquals } from "@std/assert";
import { rowsOf, testOnEachDevice } from "../../devices.ts";

testOnEachDevice("matrix() gives zeros in the device's precision", async (device) => {
  const m = device.matrix(2, 3);
  assertEquals(await rowsOf(device, m), [[0, 0, 0], [0, 0, 0]]);
  assertEquals(m.precision, device.precision);
  assertEquals(await rowsOf(device, device.matrix(0, 3)), []);
});

testOnEachDevice("gather looks up the bytes of the chosen samples", async (device) => {
  const pixels = device.bytes(Uint8Array.of(0, 1, 2, 10, 11, 12, 20, 255, 22));
  const table = device.matrix(1, 256);
  table.data.forEach((_, byte) => table.data[byte] = 2 * byte);
  const rows = device.indices(4);
  rows.set([2, 0, 2, 1]);
  const output = device.matrix(4, 3);
  device.gather(pixels, rows, table, output);
  assertEquals(await rowsOf(device, output), [[40, 510, 44], [0, 2, 4], [40, 510, 44], [
    20,
    22,
    24,
  ]]);
});

testOnEachDevice("warp draws the chosen images through maps of their own", async (device) => {
  const pixels = device.bytes(Uint8Array.of(9, 9, 9, 9, 9, 9, 10, 20, 40, 50, 60, 200));
  const table = device.matrix(1, 256);
  table.data.forEach((_, byte) => table.data[byte] = 2 * byte);
  const rows = device.indices(4);
  rows.set([0, 1, 1, 1]);
  const warps = device.matrix(3, 6);
  // Itself; turned half around; a column to the left and half a row up.
  warps.data.set([1, 0, 0, 0, 1, 0, -1, 0, 2, 0, -1, 1, 1, 0, 1, 0, 1, 0.5]);
  for (
    const [border, last] of [
      ["zero", [80, 240, 0, 60, 200, 0]],
      ["nearest", [80, 240, 240, 120, 400, 400]],
    ] as const
  ) {
    const output = device.matrix(3, 6);
    const images = { channels: 1, height: 2, width: 3, border };
    device.warp(pixels, rows.subarray(1), warps, images, table, output);
    assertEquals(await rowsOf(device, output), [
      [20, 40, 80, 100, 120, 400],
      [400, 120, 100, 80, 40, 20],
      [...last],
    ]);
  }
});

testOnEachDevice("copy copies the elements of a view and no others", async (device) => {
  const from = device.matrix(1, 3);
  from.data.set([1, -0, 0.5]);
  const to = device.matrix(3, 3);
  device.copy(from, to.rowRange(1, 2));
  await device.settle(to);
  assertEquals(await rowsOf(device, to), [[0, 0, 0], [1, -0, 0.5], [0, 0, 0]]);
});

testOnEachDevice("target makes one-hot rows, or ones and zeros, of labels", async (device) => {
  const labels = device.indices(4);
  labels.set([2, 0, 1, 1]);
  const rows = device.indices(5);
  rows.set([3, 3, 0, 1, 2]);
  const [oneHot, single] = [device.matrix(3, 3), device.matrix(3, 1)];
  device.target(labels, rows.subarray(2), 0, 1, oneHot);
  device.target(labels, rows.subarray(2), 0.25, 0.75, single);
  await device.settle(oneHot, single);
  assertEquals(await rowsOf(device, oneHot), [[0, 0, 1], [1, 0, 0], [0, 1, 0]]);
  assertEquals(await rowsOf(device, single), [[0.25], [0.25], [0.75]]);
});

testOnEachDevice(
  "operations find what was on the host when it was last changed",
  async (device) => {
    const [x, y] = [device.matrix(2, 1), device.matrix(2, 1)];
    x.data.set([1, 2]);
    device.add(1, x, y);
    x.data[0] = 10;
    device.changed(x.rowRange(0, 1));
    device.add(1, x, y);
    x.data.fill(100);
    device.changed(x);
    device.add(1, x, y);
    x.data.fill(NaN);
    await device.settle(y);
    assertEquals(await rowsOf(device, y), [[111], [104]]);
  },
);
