import { assertEquals, assertRejects } from "@std/assert";
import { loadDevice } from "../../../lib/devices/load_device.ts";
import { openDevice } from "../../../lib/devices/open_device.ts";

for (const precision of ["f64", "f32"] as const) {
  Deno.test(`loadDevice computes as openDevice does (${precision})`, async () => {
    const devices = [await loadDevice({ precision, threads: 1 }), openDevice({ precision })];
    const [loaded, opened] = devices.map((device) => {
      const x = device.matrix(3, 3);
      const y = device.matrix(3, 3);
      x.data.set([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
      device.gemm(false, true, 1, x, x, 0, y);
      return [device.name, device.precision, ...y.data];
    });
    assertEquals(loaded.slice(0, 2), ["wasm", precision]);
    assertEquals(loaded, opened);
    for (const device of devices) device[Symbol.dispose]();
  });
}

Deno.test("loadDevice opens the reference device where it is asked for or kernels do not run", async () => {
  const options = { device: "typescript", precision: "f32" } as const;
  const { name, precision } = await loadDevice(options);
  assertEquals([name, precision], ["typescript", "f32"]);
  const { validate } = WebAssembly;
  WebAssembly.validate = () => false;
  try {
    assertEquals((await loadDevice()).name, "typescript");
    await assertRejects(() => loadDevice({ device: "wasm" }), Error, "WebAssembly with SIMD");
  } finally {
    WebAssembly.validate = validate;
  }
});
