import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { loadAnyDevice } from "../../../../lib/devices/load_any_device.ts";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import { findAdapter } from "../../../../lib/devices/webgpu/adapter.ts";
import { adapterOf, openWebGpuDevice } from "../../../../lib/devices/webgpu/open_webgpu_device.ts";
import { createWebGpuDevice } from "../../../../lib/devices/webgpu/webgpu_device.ts";
import { testOnRecorder } from "../../../webgpu.ts";

testOnRecorder(
  "openWebGpuDevice() opens webgpu, in f32 whether it is asked for or not",
  async () => {
    for (const precision of [undefined, "f32"] as const) {
      using device = await openWebGpuDevice({ precision });
      const { name, precision: found, immediate, threads } = device;
      assertEquals([name, found, immediate, threads], ["webgpu", "f32", false, 1]);
      assertEquals(adapterOf(device), (await findAdapter()).description);
    }
    assertEquals(adapterOf(createTypeScriptDevice()), undefined);
  },
);

testOnRecorder("what is too large for the adapter is refused, with both numbers", (gpu) => {
  const device = createWebGpuDevice(gpu);
  const most = gpu.limits.maxStorageBufferBindingSize;
  const columns = most / 4 + 1;
  assertThrows(
    () => device.matrix(1, columns),
    RangeError,
    `Expected arrays of at most ${most} bytes, the adapter's limit, but found ` +
      `a matrix of 1 x ${columns}, which is ${most + 4} bytes`,
  );
});

Deno.test("openWebGpuDevice() says what was looked for where WebGPU has no adapter", async () => {
  const gpu: { requestAdapter: () => Promise<null> } = { requestAdapter: async () => await null };
  await withGpu(gpu, async () => {
    await assertRejects(
      () => openWebGpuDevice(),
      Error,
      "Expected an adapter of WebGPU for the device webgpu but found none: it takes a GPU with a driver " +
        "for Vulkan, Metal or Direct3D 12, or, to compute on the CPU, Debian's packages " +
        "mesa-vulkan-drivers and libvulkan1",
    );
  });
});

Deno.test("openWebGpuDevice() says so where there is no WebGPU", async () => {
  await withGpu(undefined, async () => {
    await assertRejects(
      () => openWebGpuDevice(),
      Error,
      "Expected WebGPU for the device webgpu but found a platform without it",
    );
  });
});

Deno.test("webgpu is not opened in double precision", async () => {
  await assertRejects(
    () => loadAnyDevice({ device: "webgpu", precision: "f64" }),
    RangeError,
    "Expected the precision f32 for the device webgpu, which has no other, but found f64",
  );
});

/** Runs a test with other adapters than the platform's. */
async function withGpu(gpu: unknown, run: () => Promise<void>): Promise<void> {
  Object.defineProperty(navigator, "gpu", { value: gpu, configurable: true });
  try {
    await run();
  } finally {
    Reflect.deleteProperty(navigator, "gpu");
  }
}
