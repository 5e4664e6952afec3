import type { Counts } from "./counts.ts";
import { elementsOf, GpuArray, type HostOperand } from "./gpu_array.ts";

const STORAGE = 0x80; // GPUBufferUsage, which Node lacks
const COPY_SRC = 0x4;
const COPY_DST = 0x8;

/**
 * The arrays on a GPU. One of the host has a counterpart, which all views of it share. When the host's
 * array is garbage, so is its counterpart.
 */
export class GpuMemory {
  readonly #device: GPUDevice;
  readonly #counts: Counts;
  readonly #counterparts = new WeakMap<ArrayBufferLike, GpuArray>();
  readonly #abandoned = new FinalizationRegistry<GpuArray>((array) => this.#garbage.push(array));
  #garbage: GpuArray[] = [];
  #scratch: GpuArray | undefined;
  #nextId = 0;

  /** The memory of a device, empty yet. */
  constructor(device: GPUDevice, counts: Counts) {
    this.#device = device;
    this.#counts = counts;
  }

  /** The counterpart of an array of the host, if it has one yet. */
  counterpart(operand: HostOperand): GpuArray | undefined {
    return this.#counterparts.get(elementsOf(operand).buffer);
  }

  /** Makes the counterpart of an array of the host, of zeros. */
  newCounterpart(operand: HostOperand): GpuArray {
    const { buffer } = elementsOf(operand);
    const array = this.newArray(buffer.byteLength);
    this.#counterparts.set(buffer, array);
    this.#abandoned.register(buffer, array);
    return array;
  }

  /** An array that only the GPU has, of zeros. */
  newArray(bytes: number): GpuArray {
    this.#counts.buffers++;
    const size = Math.max(16, bytes);
    const buffer = this.#device.createBuffer({ size, usage: STORAGE | COPY_SRC | COPY_DST });
    return new GpuArray(buffer, this.#nextId++);
  }

  /** An array of at least so many bytes for what an operation needs in between; the next one uses it too. */
  scratch(bytes: number): GpuArray {
    if (this.#scratch === undefined || this.#scratch.buffer.size < bytes) {
      if (this.#scratch !== undefined) this.#garbage.push(this.#scratch);
      this.#scratch = this.newArray(bytes);
    }
    return this.#scratch;
  }

  /** Destroys what is out of use. Nothing that waits to be submitted may refer to it. */
  collect(): void {
    for (const array of this.#garbage) array.destroy();
    this.#garbage = [];
  }
}
