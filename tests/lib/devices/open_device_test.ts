import { assertEquals, assertThrows } from "@std/assert";
import { openDevice } from "../../../lib/devices/open_device.ts";

Deno.test("openDevice opens the fast device unless another is asked for", () => {
  const { name, precision } = openDevice();
  assertEquals([name, precision], ["wasm", "f64"]);
  assertEquals(openDevice({ device: "typescript", precision: "f32" }).precision, "f32");
  assertEquals(openDevice({ device: "wasm", threads: 3 }).threads, 3);
});

Deno.test("openDevice falls back to the reference device where kernels do not run", () => {
  const { validate } = WebAssembly;
  WebAssembly.validate = () => false;
  try {
    assertEquals(openDevice().name, "typescript");
    assertThrows(() => openDevice({ device: "wasm" }), Error, "WebAssembly with SIMD");
  } finally {
    WebAssembly.validate = validate;
  }
});

Deno.test("openDevice opens no device whose results come later, even for code without types", () => {
  const options = JSON.parse('{ "device": "webgpu" }');
  assertThrows(
    () => openDevice(options),
    RangeError,
    'Expected typescript or wasm but found "webgpu"; openWebGpuDevice() opens webgpu',
  );
});
