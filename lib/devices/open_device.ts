import type { Device } from "./device.ts";
import { chooseDevice, type DeviceOptions } from "./device_options.ts";
import { createTypeScriptDevice } from "./typescript/typescript_device.ts";
import { createWasmDevice } from "./wasm/wasm_device.ts";

/**
 * Opens a device that computes on the CPU. Disposed of, as `using` does at the end of a block, it ends
 * its threads and gives its memory back; if it is not, that happens some time after it is out of use.
 *
 * @example
 * ```ts
 * import { openDevice } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * using device = openDevice({ precision: "f32" });
 * assertEquals([device.name, device.precision], ["wasm", "f32"]);
 * assertEquals(openDevice({ device: "typescript" }).threads, 1);
 * ```
 *
 * @throws {Error} If the `wasm` device is asked for and cannot run here.
 */
export function openDevice({ device, ...options }: DeviceOptions = {}): Device {
  return chooseDevice(device) === "wasm"
    ? createWasmDevice(options)
    : createTypeScriptDevice(options.precision);
}
