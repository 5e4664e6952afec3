import { assertEquals, assertThrows } from "@std/assert";
import { createWasmDevice } from "../../../../lib/devices/wasm/wasm_device.ts";
import { Matrix } from "../../../../lib/matrix.ts";

Deno.test("wasmMemory keeps older matrices when the memory grows", () => {
  const device = createWasmDevice({ threads: 1 });
  const before = device.matrix(1, 3);
  before.data.set([1, 2, 3]);
  const large = device.matrix(1000, 1000);
  large.data.fill(1);
  const sum = device.matrix(1, 3);
  device.add(2, before, sum);
  assertEquals(before.toRows(), [[1, 2, 3]]);
  assertEquals(sum.toRows(), [[2, 4, 6]]);
});

Deno.test("the device refuses a matrix in other memory", () => {
  const device = createWasmDevice({ threads: 1 });
  const own = device.matrix(1, 3);
  assertThrows(
    () => device.add(1, Matrix.of([[1, 2, 3]]), own),
    TypeError,
    "Expected a matrix that the device has made but found one of 1 x 3 in other memory",
  );
});

Deno.test("wasmMemory makes arrays of zeros of each kind", () => {
  for (const precision of ["f64", "f32"] as const) {
    const device = createWasmDevice({ precision, threads: 1 });
    const matrix = device.matrix(3, 5);
    assertEquals([matrix.rows, matrix.columns, matrix.precision], [3, 5, precision]);
    assertEquals(Array.from(matrix.data), Array(15).fill(0));
    assertEquals(device.indices(7), new Int32Array(7));
    assertEquals(device.matrix(0, 4).data.length, 0);
  }
});

Deno.test("wasmMemory copies bytes", () => {
  const device = createWasmDevice({ threads: 1 });
  const source = Uint8Array.of(1, 2, 255);
  const copy = device.bytes(source);
  source.fill(0);
  assertEquals(Array.from(copy), [1, 2, 255]);
});

Deno.test("gather puts each byte's value from the table at odd widths", () => {
  for (const precision of ["f64", "f32"] as const) {
    const device = createWasmDevice({ precision, threads: 1 });
    const table = device.matrix(1, 256);
    table.data.forEach((_, byte, data) => data[byte] = byte / 2 - 1);
    for (const width of [1, 7, 8, 9, 17]) {
      // Every third sample is zero, which has a way of its own.
      const bytes = Uint8Array.from({ length: 6 * width }, (_, i) => {
        return Math.floor(i / width) % 3 === 0 ? 0 : (37 * i) % 256;
      });
      const rows = device.indices(4);
      rows.set([5, 0, 3, 4]);
      const output = device.matrix(4, width);
      device.gather(device.bytes(bytes), rows, table, output);
      const expected = Array.from(
        rows,
        (row) => Array.from(bytes.subarray(row * width, (row + 1) * width), (b) => b / 2 - 1),
      );
      assertEquals(output.toRows(), expected);
    }
  }
});
