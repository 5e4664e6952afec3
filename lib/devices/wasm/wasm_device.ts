import type { Precision } from "../../matrix.ts";
import type { Device } from "../device.ts";
import { activations } from "./activations.ts";
import { convolutions } from "./convolution.ts";
import { Heap, Workspace } from "./heap.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { linearAlgebra } from "./linear_algebra.ts";
import { compileKernels, instantiateKernels } from "./load_kernels.ts";
import { losses } from "./losses.ts";
import { canShareMemory, kernelMemory, wasmMemory } from "./memory.ts";
import { normalization } from "./normalization.ts";
import { pooling } from "./pooling.ts";
import { updates } from "./updates.ts";
import { callerMayWait, startWorkers } from "./workers.ts";

export { isWasmSupported } from "./load_kernels.ts";

/** Most threads that the kernels can share work among. */
const MAXIMUM_THREADS = 64;

/** What to compute with. */
export interface WasmDeviceOptions {
  /** Number format of the matrices; `f64` when left out. */
  readonly precision?: Precision;
  /** Number of threads, the calling one included; one per processor when left out. */
  readonly threads?: number;
}

/**
 * The fast device: SIMD kernels in WebAssembly, on several threads where memory can be shared among
 * them. Results do not depend on the number of threads. The zeros of a product's left operand are
 * skipped, so that zero times infinity or NaN counts as 0.
 *
 * It can be used at once; until its worker threads have started, the calling thread does all the
 * work. The threads sleep when there is none, and do not keep a Deno process alive. They end, and their
 * memory is free again, when the device is disposed of, or some time after it is out of use.
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
  const { precision = "f64", threads = processorCount() } = options;
  if (!(Number.isInteger(threads) && threads >= 1)) {
    throw new RangeError(`Expected threads to be an integer of 1 or more but found ${threads}`);
  }
  const shared = canShareMemory();
  const count = shared ? Math.min(threads, MAXIMUM_THREADS) : 1;
  const module = compileKernels(precision, shared);
  const memory = kernelMemory(shared);
  const kernels = instantiateKernels(module, memory);
  const heap = new Heap(memory, kernels.heapBase());
  startWorkers(module, memory, startKernels(kernels, heap, count));
  const arrays = wasmMemory(kernels, memory, heap, precision);
  const device: Device = {
    name: "wasm",
    precision,
    threads: count,
    ...arrays,
    ...linearAlgebra(kernels),
    ...activations(kernels),
    ...convolutions(kernels, new Workspace(heap)),
    ...pooling(kernels),
    ...normalization(kernels),
    ...losses(kernels),
    ...updates(kernels),
    [Symbol.dispose]: () => kernels.stop(),
  };
  abandoned.register(device, kernels);
  return device;
}

/** Ends the threads of a device that nobody has disposed of, once nobody can use it. */
const abandoned = new FinalizationRegistry<Kernels>((kernels) => kernels.stop());

/** Number of processors; 1 where the platform does not tell. */
function processorCount(): number {
  const { navigator }: { navigator?: { hardwareConcurrency?: number } } = globalThis;
  return navigator?.hardwareConcurrency ?? 1;
}

/** Starts the calling thread's part; returns the scratch memory of each of the others. */
function startKernels(kernels: Kernels, heap: Heap, threads: number): number[] {
  const [own, ...others] = Array.from(
    { length: threads },
    () => heap.allocate(kernels.scratchBytes()),
  );
  const table = heap.allocate(kernels.tableBytes());
  kernels.start(threads, own, table, Number(callerMayWait()));
  return others;
}
