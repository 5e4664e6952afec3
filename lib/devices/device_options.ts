import type { Precision } from "../matrix.ts";
import type { Device } from "./device.ts";
import { isWasmSupported } from "./wasm/features.ts";

/** Which device to open. */
export interface DeviceOptions {
  /** `wasm` where it runs, else `typescript`, when left out. */
  readonly device?: Device["name"];
  /** Number format of the matrices; `f64` when left out. */
  readonly precision?: Precision;
  /** Number of threads, if the device has any; one per processor when left out. */
  readonly threads?: number;
  /**
   * Whether its threads may keep a process running until it is disposed of, as a program that exits by
   * itself does not mind: in Deno they start sooner then, and take less memory. Not when left out.
   */
  readonly holdsProcess?: boolean;
}

/**
 * The device to open here.
 *
 * @throws {Error} If the `wasm` device is asked for and cannot run here.
 */
export function chooseDevice(device: DeviceOptions["device"]): Device["name"] {
  if (device === "typescript") return device;
  if (isWasmSupported()) return "wasm";
  if (device === undefined) return "typescript";
  throw new Error("Expected WebAssembly with SIMD for the device wasm but found none");
}
