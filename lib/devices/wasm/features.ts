import { canShareMemory } from "./memory.ts";

/**
 * Instructions of WebAssembly's binary format (its specification, 5.4): the vector of an integer that
 * was read atomically, and the multiply-add of three vectors. Each leaves nothing on the stack.
 */
const atomicVector = [0x41, 0x00, 0xfe, 0x10, 0x02, 0x00, 0xfd, 0x11, 0x1a];
const vector = [0x41, 0x00, 0xfd, 0x11];
const relaxedMultiplyAdd = [...vector, ...vector, ...vector, 0xfd, 0x85, 0x02, 0x1a];

/** Whether this platform runs the kernels: WebAssembly with vectors and atomic operations. */
export function isWasmSupported(): boolean {
  return typeof WebAssembly === "object" && runs(atomicVector);
}

/** Whether kernels with the multiply-add of relaxed SIMD run here too. */
export function isRelaxedSupported(): boolean {
  return runs(relaxedMultiplyAdd);
}

/** Whether the wide tiles run here: a module with two memories, and with relaxed SIMD. */
export function isWideSupported(): boolean {
  return isRelaxedSupported() && WebAssembly.validate(Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x05, 0x07, 0x02, 0x01, 0x01, 0x01, 0x01, 0x01, 0x01], // two memories of one page
  ]));
}

/** Whether a module is valid here that has a memory and a function of these instructions, below 100 bytes. */
function runs(instructions: readonly number[]): boolean {
  const body = [0x00, ...instructions, 0x0b];
  const memoryFlags = canShareMemory() ? 0x03 : 0x01;
  return WebAssembly.validate(Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00], // a type: no parameters, no results
    ...[0x03, 0x02, 0x01, 0x00], // a function of it
    ...[0x05, 0x04, 0x01, memoryFlags, 0x01, 0x01], // a memory of one page
    ...[0x0a, body.length + 2, 0x01, body.length, ...body],
  ]));
}
