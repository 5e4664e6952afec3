import type { Counts } from "./counts.ts";
import type { GpuArray, Stretch } from "./gpu_array.ts";

const UNIFORM = 0x40; // GPUBufferUsage, which Node lacks
const COPY_SRC = 0x4;
const COPY_DST = 0x8;

/** Bytes that one submission may bring along: parameters of kernels, and what the host has written. */
const CARGO_BYTES = 2 ** 21;

/** Kernels in a submission, at most: the GPU is to begin while the host still records. */
const MOST_DISPATCHES = 128;

/** Bytes of the parameters of a kernel, at most. */
export const PARAMETER_BYTES = 256;

/**
 * Commands for the GPU, recorded in their order and submitted in larger numbers. What they need from the
 * host goes along in one buffer, so that recording makes no new ones.
 */
export class CommandStream {
  /** Holds the parameters of kernels. */
  readonly buffer: GPUBuffer;
  readonly #device: GPUDevice;
  readonly #counts: Counts;
  readonly #alignment: number;
  readonly #cargo = new ArrayBuffer(CARGO_BYTES);
  readonly #bytes = new Uint8Array(this.#cargo);
  readonly #words = new Uint32Array(this.#cargo);
  readonly #floats = new Float32Array(this.#cargo);
  readonly #offset = new Uint32Array(1);
  #used = 0;
  #dispatches = 0;
  #encoder: GPUCommandEncoder | undefined;
  #pass: GPUComputePassEncoder | undefined;

  /** The stream of a device, empty yet. */
  constructor(device: GPUDevice, counts: Counts) {
    this.#device = device;
    this.#counts = counts;
    this.#alignment = device.limits.minUniformBufferOffsetAlignment;
    const size = CARGO_BYTES + PARAMETER_BYTES;
    this.buffer = device.createBuffer({ size, usage: UNIFORM | COPY_SRC | COPY_DST });
  }

  /** Makes room for the parameters of the kernel that is {@linkcode dispatch}ed next. */
  beginParameters(): void {
    if (this.#dispatches >= MOST_DISPATCHES) this.flush();
    this.#reserve(PARAMETER_BYTES, this.#alignment);
  }

  /** Number `index` of the parameters, a whole one. */
  setInteger(index: number, value: number): void {
    this.#words[(this.#used >> 2) + index] = value;
  }

  /** Number `index` of the parameters, a real one. */
  setReal(index: number, value: number): void {
    this.#floats[(this.#used >> 2) + index] = value;
  }

  /**
   * Records a kernel.
   *
   * @param parameters How many it has.
   * @param workgroups In each direction.
   */
  dispatch(
    pipeline: GPUComputePipeline,
    bindGroup: GPUBindGroup,
    parameters: number,
    [x, y = 1, z = 1]: readonly number[],
  ): void {
    this.#pass ??= this.#openEncoder().beginComputePass();
    this.#pass.setPipeline(pipeline);
    this.#offset[0] = this.#used;
    this.#pass.setBindGroup(0, bindGroup, this.#offset, 0, 1);
    this.#pass.dispatchWorkgroups(x, y, z);
    this.#used += 4 * parameters;
    this.#dispatches++;
    this.#counts.dispatches++;
  }

  /** Brings a stretch of an array of the host to its counterpart. */
  upload(host: ArrayBufferLike, { start, end }: Stretch, array: GpuArray): void {
    const bytes = end - start;
    if (bytes > CARGO_BYTES / 4) {
      this.flush();
      this.#counts.bytesWritten += bytes;
      // A copy, as the queue takes no shared memory.
      const copy = new Uint8Array(host, start, bytes).slice();
      this.#device.queue.writeBuffer(array.buffer, start, copy);
      return;
    }
    this.#reserve(bytes, 4);
    this.#bytes.set(new Uint8Array(host, start, bytes), this.#used);
    this.copy(this.buffer, this.#used, array.buffer, start, bytes);
    this.#used += bytes;
  }

  /** Records a copy. */
  copy(
    source: GPUBuffer,
    sourceStart: number,
    target: GPUBuffer,
    targetStart: number,
    bytes: number,
  ): void {
    this.#endPass();
    this.#openEncoder().copyBufferToBuffer(source, sourceStart, target, targetStart, bytes);
  }

  /** Submits what is recorded. */
  flush(): void {
    if (this.#encoder === undefined) return;
    this.#endPass();
    const commands = this.#encoder.finish();
    this.#encoder = undefined;
    const { queue } = this.#device;
    if (this.#used > 0) queue.writeBuffer(this.buffer, 0, this.#cargo, 0, this.#used);
    queue.submit([commands]);
    this.#counts.submissions++;
    this.#counts.bytesWritten += this.#used;
    this.#used = 0;
    this.#dispatches = 0;
  }

  #openEncoder(): GPUCommandEncoder {
    return this.#encoder ??= this.#device.createCommandEncoder();
  }

  #endPass(): void {
    this.#pass?.end();
    this.#pass = undefined;
  }

  #reserve(bytes: number, alignment: number): void {
    this.#used = Math.ceil(this.#used / alignment) * alignment;
    if (this.#used + bytes > CARGO_BYTES) this.flush();
  }
}
