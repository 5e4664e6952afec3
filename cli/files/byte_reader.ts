import { FormatError } from "../../lib/formats/format_error.ts";

/** Reads the bytes of a file from the first to the last. Closes the file when disposed of. */
export interface ByteReader extends AsyncDisposable {
  /** Number of bytes in all, if that is known before they are read. */
  readonly length: number | undefined;
  /** The largest number of bytes that there may be in all: a compressed file cannot hold more. */
  readonly mostBytes: number;
  /** The next `count` bytes, which stay to be read; fewer at the end. */
  peek(count: number): Promise<Uint8Array<ArrayBuffer>>;
  /** The next `count` bytes; fewer at the end. Takes memory only for bytes that exist. */
  read(count: number): Promise<Uint8Array<ArrayBuffer>>;
  /**
   * Reads the next bytes to where they belong, until that is full or there are no more.
   *
   * @returns How many they are.
   */
  readInto(target: Uint8Array): Promise<number>;
  /** Leaves out the next `count` bytes, keeping none of them in memory. */
  skip(count: number): Promise<void>;
}

/** Reads a file that can be sought in: skipping costs nothing. */
export class SeekingReader implements ByteReader {
  readonly length: number;
  readonly mostBytes: number;
  readonly #file: Deno.FsFile;
  #position = 0;

  constructor(file: Deno.FsFile, length: number) {
    this.#file = file;
    this.length = length;
    this.mostBytes = length;
  }

  async peek(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const start = this.#position;
    const bytes = await this.read(count);
    this.#position = start;
    return bytes;
  }

  async read(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(count, this.length - this.#position)));
    return bytes.subarray(0, await this.readInto(bytes));
  }

  async readInto(target: Uint8Array): Promise<number> {
    await this.#file.seek(this.#position, Deno.SeekMode.Start);
    let filled = 0;
    while (filled < target.length) {
      const arrived = await this.#file.read(target.subarray(filled));
      if (arrived === null) break;
      filled += arrived;
    }
    this.#position += filled;
    return filled;
  }

  skip(count: number): Promise<void> {
    this.#position += count;
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#file.close();
    return Promise.resolve();
  }
}

/** Reads bytes that arrive one after the other: compressed data, or a pipe. */
export class StreamReader implements ByteReader {
  readonly length: undefined;
  readonly mostBytes: number;
  readonly #source: AsyncIterator<Uint8Array, unknown>;
  readonly #file: Deno.FsFile | undefined;
  /** What has arrived and is not read yet. */
  #chunks: Uint8Array[] = [];
  #arrived = 0;

  /** @param file What the bytes are read from, to be closed in the end, if it is a file. */
  constructor(
    source: AsyncIterable<Uint8Array>,
    file: Deno.FsFile | undefined,
    mostBytes: number,
  ) {
    this.#source = source[Symbol.asyncIterator]();
    this.#file = file;
    this.mostBytes = mostBytes;
  }

  async peek(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.read(count);
    this.#chunks.unshift(bytes);
    this.#arrived += bytes.length;
    return bytes;
  }

  async read(count: number): Promise<Uint8Array<ArrayBuffer>> {
    await this.#waitFor(count);
    const bytes = new Uint8Array(Math.min(count, this.#arrived));
    await this.readInto(bytes);
    return bytes;
  }

  async readInto(target: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < target.length) {
      await this.#waitFor(1);
      if (this.#arrived === 0) break;
      const part = this.#takeChunk(target.length - filled);
      target.set(part, filled);
      filled += part.length;
    }
    return filled;
  }

  async skip(count: number): Promise<void> {
    while (count > 0) {
      await this.#waitFor(1);
      if (this.#arrived === 0) return;
      count -= this.#takeChunk(count).length;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // What has failed cannot be ended; its failure was reported by what read from it.
    await this.#source.return?.().catch(() => {});
    this.#file?.close();
  }

  /** Waits until `count` bytes have arrived, or there are no more. */
  async #waitFor(count: number): Promise<void> {
    while (this.#arrived < count) {
      const { value, done } = await this.#next();
      if (done === true) return;
      this.#chunks.push(value);
      this.#arrived += value.length;
    }
  }

  async #next(): Promise<IteratorResult<Uint8Array, unknown>> {
    try {
      return await this.#source.next();
    } catch (error) {
      if (!isDamage(error)) throw error;
      throw new FormatError("Expected intact gzip data but found damage", { cause: error });
    }
  }

  /** The first of what has arrived, at most `limit` bytes. */
  #takeChunk(limit: number): Uint8Array {
    const first = this.#chunks.shift() ?? new Uint8Array();
    const chunk = first.subarray(0, limit);
    if (chunk.length < first.length) this.#chunks.unshift(first.subarray(limit));
    this.#arrived -= chunk.length;
    return chunk;
  }
}

/** Whether it is an error of zlib, whose codes are `Z_DATA_ERROR` and so on. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && `${error.code}`.startsWith("Z_");
}
