import type { Counts } from "./counts.ts";

const MAP_READ = 0x1; // GPUBufferUsage and GPUMapMode, which Node lacks
const COPY_DST = 0x8;

/** A stretch of a buffer to read, and what to do with its bytes. */
export interface Read {
  /** What to read from. */
  readonly buffer: GPUBuffer;
  /** First byte, a multiple of 4. */
  readonly start: number;
  /** Number of bytes, a multiple of 4. */
  readonly bytes: number;
  /** Is given the bytes, which are overwritten later. */
  readonly deliver: (bytes: Uint8Array) => void;
}

/** Reads buffers by way of others, which the host can reach and which are kept for the next time. */
export class ReadBack {
  readonly #device: GPUDevice;
  readonly #counts: Counts;
  readonly #free: GPUBuffer[] = [];
  /** The newest of those under way: one buffer is mapped after another, as some platforms want it. */
  #last: Promise<void> | undefined;

  /** Of a device. */
  constructor(device: GPUDevice, counts: Counts) {
    this.#device = device;
    this.#counts = counts;
  }

  /**
   * Reads.
   *
   * @param copy Records a copy in the stream of commands, after all that was recorded before.
   * @param submit Submits what is recorded.
   * @returns A promise that is kept when all is delivered.
   */
  read(
    reads: readonly Read[],
    copy: (read: Read, target: GPUBuffer, targetStart: number) => void,
    submit: () => void,
  ): Promise<void> {
    const size = reads.reduce((sum, { bytes }) => sum + bytes, 0);
    const buffer = this.#bufferOf(size);
    let start = 0;
    for (const read of reads) {
      copy(read, buffer, start);
      start += read.bytes;
    }
    submit();
    this.#counts.readBacks++;
    this.#counts.bytesRead += size;
    const deliver = async () => {
      await buffer.mapAsync(MAP_READ, 0, size);
      const mapped = buffer.getMappedRange(0, size);
      let start = 0;
      for (const { bytes, deliver } of reads) {
        deliver(new Uint8Array(mapped, start, bytes));
        start += bytes;
      }
      buffer.unmap();
      this.#free.push(buffer);
    };
    // At once where it can be: whoever goes on recording meanwhile may not wait for long.
    const done = this.#last === undefined ? deliver() : this.#last.then(deliver);
    const over = done.catch(() => {}).then(() => {
      if (this.#last === over) this.#last = undefined;
    });
    this.#last = over;
    return done;
  }

  /** One of those that are free, or a new one in place of one that is too small. */
  #bufferOf(size: number): GPUBuffer {
    const buffer = this.#free.pop();
    if (buffer !== undefined && buffer.size >= size) return buffer;
    buffer?.destroy();
    this.#counts.buffers++;
    const bytes = 2 ** Math.ceil(Math.log2(Math.max(size, 4096)));
    return this.#device.createBuffer({ size: bytes, usage: MAP_READ | COPY_DST });
  }
}
