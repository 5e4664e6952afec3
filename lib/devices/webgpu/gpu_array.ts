import type { Matrix } from "../../matrix.ts";

/** An array on the GPU: the counterpart of one on the host, or one that only the GPU has. */
export class GpuArray {
  /** Where the elements are. */
  readonly buffer: GPUBuffer;
  /** Unique among those of a device. */
  readonly id: number;
  /** Whether the GPU has written something that the host has not got. */
  isAhead = false;
  /** Are called when the array is destroyed, to drop what refers to it. */
  readonly farewells: (() => void)[] = [];

  /** An array that has a buffer to itself. */
  constructor(buffer: GPUBuffer, id: number) {
    this.buffer = buffer;
    this.id = id;
  }

  /** Gives the memory back. */
  destroy(): void {
    for (const farewell of this.farewells) farewell();
    this.buffer.destroy();
  }
}

/** A place in an array that only the GPU has. */
export interface Place {
  /** The array. */
  readonly array: GpuArray;
  /** In elements of 4 bytes. */
  readonly start: number;
}

/** What a device hands out, or a view of it. */
export type HostOperand = Matrix | Int32Array | Uint8Array;

/** What a kernel computes with. */
export type Operand = HostOperand | Place;

/** A stretch of an array, in bytes, multiples of 4. */
export interface Stretch {
  /** The first byte. */
  readonly start: number;
  /** Behind the last byte. */
  readonly end: number;
}

/** The array that an operand of the host has its elements in. */
export function elementsOf(operand: HostOperand): Matrix["data"] | Int32Array | Uint8Array {
  return "data" in operand ? operand.data : operand;
}

/** Which bytes of its buffer an array is. */
export function stretchOf({ byteOffset, byteLength }: ArrayBufferView): Stretch {
  return { start: byteOffset & ~3, end: (byteOffset + byteLength + 3) & ~3 };
}
