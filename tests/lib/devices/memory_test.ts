import { assertEquals } from "@std/assert";
import { testOnEachDevice } from "../../devices.ts";

testOnEachDevice("matrix() gives zeros in the device's precision", (device) => {
  const m = device.matrix(2, 3);
  assertEquals(m.toRows(), [[0, 0, 0], [0, 0, 0]]);
  assertEquals(m.precision, device.precision);
  assertEquals(device.matrix(0, 3).toRows(), []);
});

testOnEachDevice("gather looks up the bytes of the chosen samples", (device) => {
  const pixels = device.bytes(Uint8Array.of(0, 1, 2, 10, 11, 12, 20, 255, 22));
  const table = device.matrix(1, 256);
  table.data.forEach((_, byte) => table.data[byte] = 2 * byte);
  const rows = device.indices(4);
  rows.set([2, 0, 2, 1]);
  const output = device.matrix(4, 3);
  device.gather(pixels, rows, table, output);
  assertEquals(output.toRows(), [[40, 510, 44], [0, 2, 4], [40, 510, 44], [20, 22, 24]]);
});
