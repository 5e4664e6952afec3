// The instructions of the wide tiles, and the parts of a module, in WebAssembly's binary format (its
// specification, chapter 5).

import type { Precision } from "../../../matrix.ts";

/** The memories of the tiles' module: its own, and the one of the kernels. */
export const OWN = 0;
export const KERNELS = 1;

export const END = [0x0b];
export const IF = [0x04, 0x40];
export const ELSE = [0x05];
export const BLOCK = [0x02, 0x40];

/** Leaves the innermost block if the operand is not 0. */
export const BRANCH_IF = [0x0d, 0x00];

export const ADD = [0x6a];
export const EQUAL = [0x46];
export const ZERO_VECTOR = [0xfd, 0x0c, ...new Array(16).fill(0)];

/** Copies as many bytes as the last operand says from the kernels' memory to the own one. */
export const COPY_TO_OWN = [0xfc, 0x0a, OWN, KERNELS];

/** `a b + c`, and `c - a b`, each rounded as by the kernels. */
export const MULTIPLY_ADD = { f32: [0xfd, 0x85, 0x02], f64: [0xfd, 0x87, 0x02] };
export const MULTIPLY_SUBTRACT = { f32: [0xfd, 0x86, 0x02], f64: [0xfd, 0x88, 0x02] };

/** An integer from 0 to 2¹³ - 1. */
export function constant(value: number): number[] {
  return value < 64 ? [0x41, value] : [0x41, ...longUnsigned(value)];
}

export function get(local: number): number[] {
  return [0x20, local];
}

export function set(local: number): number[] {
  return [0x21, local];
}

/** A vector at an address plus an offset. */
export function load(memory: number, offset: number): number[] {
  return [0xfd, 0x00, ...place(memory, offset)];
}

export function store(memory: number, offset: number): number[] {
  return [0xfd, 0x0b, ...place(memory, offset)];
}

/** A vector of an element from the kernels' memory. */
export function loadSplat(precision: Precision, offset: number): number[] {
  return [0xfd, precision === "f32" ? 0x09 : 0x0a, ...place(KERNELS, offset)];
}

/** What an access says of its place: how it is aligned (not at all), in which memory, and how far on. */
function place(memory: number, offset: number): number[] {
  return [0x40, memory, ...longUnsigned(offset)];
}

/** A section of a module, or a vector of entries in one. */
export function section(id: number, entries: readonly (readonly number[])[]): number[] {
  return [id, ...withSize([...unsigned(entries.length), ...entries.flat()])];
}

export function withSize(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

export function text(name: string): number[] {
  return withSize([...new TextEncoder().encode(name)]);
}

/** An integer of 0 or more, seven bits a byte, the lowest first. */
export function unsigned(value: number): number[] {
  return value < 128 ? [value] : [value % 128 + 128, ...unsigned(value >> 7)];
}

/** The same in two bytes, for an integer below 2¹⁴. */
export function longUnsigned(value: number): number[] {
  return [value % 128 + 128, value >> 7];
}

/** All of the parts, one after another. */
export function joined(...parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}

/** The integers from 0 to `length - 1`. */
export function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
