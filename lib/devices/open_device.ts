import type { Precision } from "../matrix.ts";
import type { Device } from "./device.ts";
import { createTypeScriptDevice } from "./typescript/typescript_device.ts";
import { createWasmDevice, isWasmSupported } from "./wasm/wasm_device.ts";

/** Which device to open. */
export interface DeviceOptions {
  /** `wasm` where it runs, else `typescript`, when left out. */
  readonly device?: Device["name"];
  /** Number format of the matrices; `f64` when left out. */
  readonly precision?: Precision;
  /** Number of threads, if the device has any; one per processor when left out. */
  readonly threads?: number;
}

/**
 * Opens a device. Disposed of, as `using` does at the end of a block, it ends its threads and gives its
 * memory back; if it is not, that happens some time after it is out of use.
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
export function openDevice({ device, precision, threads }: DeviceOptions = {}): Device {
  const isSupported = isWasmSupported();
  if (device === "wasm" && !isSupported) {
    throw new Error("Expected WebAssembly with SIMD for the device wasm but found none");
  }
  if (device === "typescript" || !isSupported) return createTypeScriptDevice(precision);
  return createWasmDevice({ precision, threads });
}
