import type { Precision } from "../../matrix.ts";
import { KERNEL_MODULES, type KernelModule } from "./kernel_modules.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { canShareMemory } from "./memory.ts";

/** Flags of an imported memory in the binary format: with a maximum, not shared. */
const UNSHARED = 0x01;

/** Whether this platform runs the kernels: WebAssembly with vectors and atomic operations. */
export function isWasmSupported(): boolean {
  if (typeof WebAssembly !== "object") return false;
  return WebAssembly.validate(binaryOf(KERNEL_MODULES.f64.plain, canShareMemory()));
}

/** What has been compiled: instances of one module share its machine code. */
const compiled = new Map<string, WebAssembly.Module>();

/**
 * The compiled kernels for a precision; with the multiply-add of relaxed SIMD where it is known.
 *
 * @param shared Whether its memory will be shared among threads.
 */
export function compileKernels(precision: Precision, shared: boolean): WebAssembly.Module {
  const key = `${precision} ${shared}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const { relaxed, plain } = KERNEL_MODULES[precision];
  const best = binaryOf(relaxed, shared);
  const module = new WebAssembly.Module(
    WebAssembly.validate(best) ? best : binaryOf(plain, shared),
  );
  compiled.set(key, module);
  return module;
}

function binaryOf({ base64, memoryFlags }: KernelModule, shared: boolean): Uint8Array<ArrayBuffer> {
  const characters = atob(base64);
  const binary = new Uint8Array(characters.length);
  for (let i = 0; i < binary.length; i++) binary[i] = characters.charCodeAt(i);
  if (!shared) binary[memoryFlags] = UNSHARED;
  return binary;
}

/**
 * An instance of the kernels for the calling thread.
 *
 * @throws {TypeError} If the module is not one of {@linkcode compileKernels}.
 */
export function instantiateKernels(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Kernels {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (!isKernels(exports)) throw new TypeError("Expected a module of kernels but found another");
  return exports;
}

function isKernels(exports: object): exports is Kernels {
  return "heapBase" in exports && "start" in exports && "gemm" in exports;
}
