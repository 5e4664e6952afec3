import { Matrix, type Precision } from "../../matrix.ts";
import type { Memory } from "../memory.ts";
import { changed, copy, immediate, settle, target, warp } from "../typescript/memory.ts";
import type { Heap } from "./heap.ts";
import type { Kernels } from "./kernel_signatures.ts";

/** Largest memory that 32-bit addresses reach, in pages of 64 KiB. */
const ALL_PAGES = 65536;

/** Pages of a memory that may not grow later: 1 GiB, of which what is not used costs nothing. */
const RESERVED_PAGES = 16384;

/** Pages that the kernel module's own data needs. */
const FIRST_PAGES = 16;

/** Whether threads can share memory here; in a browser only on a page that is isolated for it. */
export function canShareMemory(): boolean {
  return typeof SharedArrayBuffer === "function";
}

/**
 * A memory for the kernels. A shared one grows as needed. Growing one that is not shared would take
 * the elements from every existing matrix, so that one has its final size from the start.
 */
export function kernelMemory(shared: boolean): WebAssembly.Memory {
  return shared
    ? new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: ALL_PAGES, shared })
    : new WebAssembly.Memory({ initial: RESERVED_PAGES, maximum: RESERVED_PAGES });
}

/**
 * Arrays and matrices in the memory of the kernels. Their bytes are used again once they are
 * garbage.
 */
export function wasmMemory(
  kernels: Kernels,
  memory: WebAssembly.Memory,
  heap: Heap,
  precision: Precision,
): Omit<Memory, "precision"> {
  const garbage = new FinalizationRegistry<Piece>(({ start, bytes }) => heap.release(start, bytes));

  function owned<T extends ArrayBufferView>(array: T): T {
    garbage.register(array, { start: array.byteOffset, bytes: array.byteLength });
    return array;
  }

  // An allocation may grow the memory and so change its buffer; it comes before the buffer's use.
  function elements(length: number): Float64Array | Float32Array {
    if (precision === "f64") {
      const start = heap.allocate(8 * length);
      return owned(new Float64Array(memory.buffer, start, length));
    }
    const start = heap.allocate(4 * length);
    return owned(new Float32Array(memory.buffer, start, length));
  }

  return {
    immediate,
    settle,
    changed,

    matrix(rows, columns) {
      return new Matrix(rows, columns, elements(rows * columns));
    },

    indices(length) {
      const start = heap.allocate(4 * length);
      return owned(new Int32Array(memory.buffer, start, length));
    },

    bytes(source) {
      const start = heap.allocate(source.length);
      const copy = owned(new Uint8Array(memory.buffer, start, source.length));
      copy.set(source);
      return copy;
    },

    copy,

    gather(pixels, rows, table, output) {
      kernels.gather(
        pixels.byteOffset,
        rows.byteOffset,
        addressOf(table),
        addressOf(output),
        output.rows,
        output.columns,
      );
    },

    warp,
    target,
  };
}

interface Piece {
  readonly start: number;
  readonly bytes: number;
}

/**
 * Where a matrix starts in the memory of its device, in bytes.
 *
 * @throws {TypeError} If it has memory of its own, which starts at 0; a device gives none from there.
 * Rows of such a matrix, or one of another device, go unnoticed.
 */
export function addressOf(matrix: Matrix): number {
  const address = matrix.data.byteOffset;
  if (address > 0) return address;
  throw new TypeError(
    `Expected a matrix that the device has made but found one of ${matrix} in other memory`,
  );
}
