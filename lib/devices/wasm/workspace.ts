import type { Heap } from "./heap.ts";

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
