import type { Precision } from "../../matrix.ts";
import type { Device } from "../device.ts";
import { findAdapter, openRecorder } from "./adapter.ts";
import { createWebGpuDevice } from "./webgpu_device.ts";

/** What the adapters of devices are called. */
const descriptions = new WeakMap<Device, string>();

/**
 * Opens a device on the GPU that WebGPU finds, or on a program that stands for one. Its results come
 * later: `await device.settle(...)` before they are read. Disposing of it gives its memory back.
 *
 * @param options The precision, which can only be `f32`, is that when left out.
 * @throws {RangeError} If it is another one.
 * @throws {Error} If there is no adapter.
 */
export async function openWebGpuDevice(
  { precision = "f32" }: { readonly precision?: Precision } = {},
): Promise<Device> {
  if (precision !== "f32") {
    throw new RangeError(
      `Expected the precision f32 for the device webgpu, which has no other, but found ${precision}`,
    );
  }
  const adapter = await findAdapter();
  const device = createWebGpuDevice(await openRecorder(adapter));
  descriptions.set(device, adapter.description);
  return device;
}

/** What a device computes on, such as "llvmpipe (LLVM 15.0.6, 256 bits)", if it has been opened here. */
export function adapterOf(device: Device): string | undefined {
  return descriptions.get(device);
}
