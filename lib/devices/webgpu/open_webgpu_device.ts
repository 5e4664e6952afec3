import type { Precision } from "../../matrix.ts";
import type { Device } from "../device.ts";
import { findAdapter, openRecorder } from "./adapter.ts";
import { createWebGpuDevice } from "./webgpu_device.ts";

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
  return createWebGpuDevice(await openRecorder(await findAdapter()));
}
