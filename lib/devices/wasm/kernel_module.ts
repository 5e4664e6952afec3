import { applyChanges } from "./changes.ts";
import type { Kernels } from "./kernel_signatures.ts";

/** A WebAssembly module of kernels as a generated file holds it. */
export interface KernelModule {
  /** The place in it of the byte that says whether its imported memory is shared. */
  readonly memoryFlags: number;
  /** The module, or how it differs from another one. */
  readonly base64: string;
  /** The module that it is made of by what {@linkcode applyChanges} takes. */
  readonly original?: KernelModule;
}

/** Flags of an imported memory in the binary format: with a maximum, not shared. */
const UNSHARED = 0x01;

/** What has been compiled: instances of one module share its machine code. */
const compiled = {
  shared: new Map<KernelModule, WebAssembly.Module>(),
  unshared: new Map<KernelModule, WebAssembly.Module>(),
};

/**
 * Compiles kernels, once.
 *
 * @param shared Whether their memory will be shared among threads.
 */
export function compileKernels(kernels: KernelModule, shared: boolean): WebAssembly.Module {
  const modules = compiled[shared ? "shared" : "unshared"];
  const known = modules.get(kernels);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(binaryOf(kernels, shared));
  modules.set(kernels, module);
  return module;
}

function binaryOf(kernels: KernelModule, shared: boolean): Uint8Array<ArrayBuffer> {
  const { base64, original, memoryFlags } = kernels;
  const bytes = bytesOf(base64);
  const binary = original === undefined ? bytes : applyChanges(bytesOf(original.base64), bytes);
  if (!shared) binary[memoryFlags] = UNSHARED;
  return binary;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes;
}

/** The modules whose instances a thread needs: the kernels, and the wide tiles that they call. */
export interface KernelModules {
  readonly kernels: WebAssembly.Module;
  readonly tiles: WebAssembly.Module;
}

/**
 * An instance of the kernels for the calling thread.
 *
 * @throws {TypeError} If the module is not one of {@linkcode compileKernels}.
 */
export function instantiateKernels(
  { kernels, tiles }: KernelModules,
  memory: WebAssembly.Memory,
): Kernels {
  const own = { memory: new WebAssembly.Memory({ initial: 1, maximum: 1 }) };
  const env = { memory };
  const { exports: wide } = new WebAssembly.Instance(tiles, { own, env });
  const { exports } = new WebAssembly.Instance(kernels, { env, wide });
  if (!isKernels(exports)) throw new TypeError("Expected a module of kernels but found another");
  return exports;
}

function isKernels(exports: object): exports is Kernels {
  return "heapBase" in exports && "start" in exports && "gemm" in exports;
}
