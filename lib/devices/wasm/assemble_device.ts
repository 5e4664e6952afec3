import type { Precision } from "../../matrix.ts";
import type { Device } from "../device.ts";
import type { DeviceOptions } from "../device_options.ts";
import { classify, squaredError } from "../typescript/measures.ts";
import { activations } from "./activations.ts";
import { convolutions } from "./convolution.ts";
import { Heap, Workspace } from "./heap.ts";
import { compileKernels, instantiateKernels, type KernelModule } from "./kernel_module.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { linearAlgebra } from "./linear_algebra.ts";
import { losses } from "./losses.ts";
import { canShareMemory, kernelMemory, wasmMemory } from "./memory.ts";
import { normalization } from "./normalization.ts";
import { pooling } from "./pooling.ts";
import { updates } from "./updates.ts";
import { wideTiles } from "./wide/wide_module.ts";
import { Width } from "./wide/width.ts";
import { callerMayWait, startWorkers } from "./workers.ts";

/** Most threads that the kernels can share work among. */
const MAXIMUM_THREADS = 64;

/**
 * A device of kernels, with its threads.
 *
 * @param kernels Those for the precision.
 * @param options Which threads it has.
 * @throws {RangeError} If `threads` is not an integer of 1 or more.
 */
export function assembleDevice(
  kernels: KernelModule,
  precision: Precision,
  { threads = processorCount(), holdsProcess = false }: Pick<
    DeviceOptions,
    "threads" | "holdsProcess"
  >,
): Device {
  if (!(Number.isInteger(threads) && threads >= 1)) {
    throw new RangeError(`Expected threads to be an integer of 1 or more but found ${threads}`);
  }
  const shared = canShareMemory();
  const count = shared ? Math.min(threads, MAXIMUM_THREADS) : 1;
  const tiles = wideTiles(precision, shared);
  const modules = { kernels: compileKernels(kernels, shared), tiles: tiles.module };
  const memory = kernelMemory(shared);
  const instance = instantiateKernels(modules, memory);
  const heap = new Heap(memory, instance.heapBase());
  const scratches = startKernels(instance, heap, count);
  startWorkers(modules, memory, scratches, holdsProcess);
  const width = tiles.run ? new Width(instance) : undefined;
  const device: Device = {
    name: "wasm",
    precision,
    threads: count,
    ...wasmMemory(instance, memory, heap, precision),
    ...linearAlgebra(instance, width),
    ...activations(instance),
    ...convolutions(instance, new Workspace(heap), precision, width),
    ...pooling(instance),
    ...normalization(instance),
    ...losses(instance),
    classify,
    squaredError,
    ...updates(instance),
    [Symbol.dispose]: () => instance.stop(),
  };
  abandoned.register(device, instance);
  if (width !== undefined) widths.set(device, width);
  return device;
}

/** Of the devices that may use the wide tiles. */
const widths = new WeakMap<Device, Width>();

/**
 * Whether a device computes products with vectors of 256 bits at present, in place of 128. It does so
 * from some tenths of a second on after its first product, where V8 runs with
 * `--experimental-wasm-revectorize` on a processor that has them.
 */
export function hasWideVectors(device: Device): boolean {
  return widths.get(device)?.isWide ?? false;
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
