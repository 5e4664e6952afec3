import type { Device } from "./device.ts";
import { chooseDevice, type DeviceOptions } from "./device_options.ts";
import { createTypeScriptDevice } from "./typescript/typescript_device.ts";
import { assembleDevice } from "./wasm/assemble_device.ts";
import { loadKernels } from "./wasm/load_kernels.ts";

/**
 * Opens a device as `openDevice` does, once the kernels that it needs are there: those for other
 * precisions and processors are not fetched, so that a page has less to wait for.
 *
 * @example
 * ```ts
 * import { loadDevice } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * using device = await loadDevice({ precision: "f32" });
 * assertEquals([device.name, device.precision], ["wasm", "f32"]);
 * ```
 *
 * @throws {Error} If the `wasm` device is asked for and cannot run here.
 */
export async function loadDevice(options: DeviceOptions = {}): Promise<Device> {
  const { device, precision = "f64", ...threading } = options;
  return chooseDevice(device) === "wasm"
    ? assembleDevice(await loadKernels(precision), precision, threading)
    : createTypeScriptDevice(precision);
}
