import { assertEquals, assertThrows } from "@std/assert";
import { createWasmDevice } from "../../../../lib/devices/wasm/wasm_device.ts";

Deno.test("createWasmDevice checks the number of threads", () => {
  for (const threads of [0, -1, 1.5, NaN]) {
    assertThrows(
      () => createWasmDevice({ threads }),
      RangeError,
      `Expected threads to be an integer of 1 or more but found ${threads}`,
    );
  }
});

Deno.test("createWasmDevice says what it is", () => {
  using device = createWasmDevice({ precision: "f32", threads: 3 });
  assertEquals([device.name, device.precision, device.threads], ["wasm", "f32", 3]);
  using another = createWasmDevice();
  assertEquals([another.precision, another.threads], ["f64", navigator.hardwareConcurrency]);
});

Deno.test("a disposed device leaves its matrices and still computes", async () => {
  const device = createWasmDevice({ threads: 2 });
  const x = device.matrix(100, 300);
  x.data.fill(2);
  await new Promise((resolve) => setTimeout(resolve, 100));
  device[Symbol.dispose]();
  const sums = device.matrix(1, 300);
  device.sumRows(1, x, 0, sums);
  assertEquals(sums.toRows(), [Array(300).fill(200)]);
});
