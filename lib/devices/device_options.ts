import { quote } from "../formats/quote.ts";
import type { Precision } from "../matrix.ts";
import { isWasmSupported } from "./wasm/features.ts";

/** Which device to open that computes on the CPU. */
export interface DeviceOptions {
  /** `wasm` where it runs, else `typescript`, when left out. */
  readonly device?: "typescript" | "wasm";
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
 * @throws {RangeError} If it is another one, as code without types may ask for.
 */
export function chooseDevice(device: DeviceOptions["device"]): "typescript" | "wasm" {
  if (device === "typescript") return device;
  if (device !== undefined && device !== "wasm") {
    throw new RangeError(
      `Expected typescript or wasm but found ${quote(device)}; openWebGpuDevice() opens webgpu`,
    );
  }
  if (isWasmSupported()) return "wasm";
  if (device === undefined) return "typescript";
  throw new Error("Expected WebAssembly with SIMD for the device wasm but found none");
}
