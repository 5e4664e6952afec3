import type { Device } from "../device.ts";
import type { DeviceOptions } from "../device_options.ts";
import { kernelsFor } from "./all_kernels.ts";
import { assembleDevice } from "./assemble_device.ts";

export { isWasmSupported } from "./features.ts";

/** What to compute with. */
export type WasmDeviceOptions = Omit<DeviceOptions, "device">;

/**
 * The fast device: SIMD kernels in WebAssembly, on several threads where memory can be shared among
 * them. Results do not depend on the number of threads. The zeros of a product's left operand are
 * skipped, so that zero times infinity or NaN counts as 0.
 *
 * It can be used at once; until its worker threads have started, the calling thread does all the
 * work. The threads sleep when there is none, and do not keep a Deno process alive unless they may.
 * They end, and their memory is free again, when the device is disposed of, or some time after it is
 * out of use.
 *
 * @example
 * ```ts
 * import { createWasmDevice } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * using device = createWasmDevice({ precision: "f32", threads: 2 });
 * const x = device.matrix(2, 2);
 * const y = device.matrix(2, 2);
 * x.data.set([1, 2, 3, 4]);
 * device.gemm(false, false, 1, x, x, 0, y);
 * assertEquals(y.toRows(), [[7, 10], [15, 22]]);
 * ```
 *
 * @throws {RangeError} If `threads` is not an integer of 1 or more.
 */
export function createWasmDevice(options: WasmDeviceOptions = {}): Device {
  const { precision = "f64", ...threading } = options;
  return assembleDevice(kernelsFor(precision), precision, threading);
}
