/** Every block starts at a multiple of a cache line. */
const ALIGNMENT = 64;

const PAGE = 65536;

/** Bytes after the last block that stay in the memory, as kernels may read some past an array's end. */
const SLACK = 1024;

interface Block {
  start: number;
  size: number;
}

/**
 * Hands out pieces of a WebAssembly memory, the first that fits, and takes them back. Grows the
 * memory when no piece is large enough.
 */
export class Heap {
  readonly #memory: WebAssembly.Memory;
  /** Free blocks by address; no two of them touch. */
  readonly #free: Block[] = [];
  /** Where the memory ends that was ever handed out; what lies above is still zero. */
  #top: number;

  /**
   * @param memory The memory.
   * @param start First address that is not in use.
   */
  constructor(memory: WebAssembly.Memory, start: number) {
    this.#memory = memory;
    this.#top = roundUp(start, ALIGNMENT);
  }

  /**
   * The address of `bytes` zeros that belong to the caller until {@linkcode release}.
   *
   * @throws {RangeError} If the memory cannot grow enough.
   */
  allocate(bytes: number): number {
    const size = roundUp(Math.max(bytes, 1), ALIGNMENT);
    const index = this.#free.findIndex((block) => block.size >= size);
    if (index < 0) return this.#extend(size);
    const block = this.#free[index];
    const start = block.start;
    block.start += size;
    block.size -= size;
    if (block.size === 0) this.#free.splice(index, 1);
    new Uint8Array(this.#memory.buffer, start, size).fill(0);
    return start;
  }

  /** Takes back what {@linkcode allocate} gave for `bytes`. */
  release(start: number, bytes: number): void {
    const size = roundUp(Math.max(bytes, 1), ALIGNMENT);
    const after = this.#free.findIndex((block) => block.start > start);
    const index = after < 0 ? this.#free.length : after;
    this.#free.splice(index, 0, { start, size });
    this.#join(index);
    if (index > 0) this.#join(index - 1);
  }

  /** Makes one block of the free block `index` and the next where they touch. */
  #join(index: number): void {
    const next = this.#free.at(index + 1);
    const block = this.#free[index];
    if (next === undefined || block.start + block.size !== next.start) return;
    block.size += next.size;
    this.#free.splice(index + 1, 1);
  }

  #extend(size: number): number {
    const start = this.#top;
    const missing = start + size + SLACK - this.#memory.buffer.byteLength;
    if (missing > 0) this.#grow(missing);
    this.#top += size;
    return start;
  }

  #grow(bytes: number): void {
    try {
      this.#memory.grow(Math.ceil(bytes / PAGE));
    } catch (error) {
      const held = this.#memory.buffer.byteLength;
      throw new RangeError(
        `Expected a WebAssembly memory of ${held} bytes to grow by ${bytes} but found that it cannot`,
        { cause: error },
      );
    }
  }
}

/** Memory for intermediate results, as large as the largest operation so far has needed. */
export class Workspace {
  readonly #heap: Heap;
  #address = 0;
  #bytes = 0;

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  /** The address of at least `bytes` bytes, the content of which is left over from other uses. */
  atLeast(bytes: number): number {
    if (bytes <= this.#bytes) return this.#address;
    if (this.#bytes > 0) this.#heap.release(this.#address, this.#bytes);
    this.#address = this.#heap.allocate(bytes);
    this.#bytes = bytes;
    return this.#address;
  }
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
