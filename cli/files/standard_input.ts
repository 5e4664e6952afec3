import { FormatError } from "../../lib/formats/format_error.ts";
import type { ByteReader } from "./byte_reader.ts";

/** What stands for the standard input in place of a path; a file of this name is `./-`. */
export const STANDARD_INPUT = "-";

/** More is refused: all of it must fit into memory. */
const LARGEST_INPUT = 2 ** 30;

// Of the whole process, as the standard input is.
let arrival: Promise<Uint8Array<ArrayBuffer>> | undefined;
let isTaken = false;

/** Reads what comes in through a pipe. */
export class StandardInput implements ByteReader {
  readonly length: number;
  readonly mostBytes: number;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #position = 0;

  private constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.length = bytes.length;
    this.mostBytes = bytes.length;
  }

  /**
   * Waits until all has come in.
   *
   * @throws {FormatError} If it is more than 1 GiB, or was opened before.
   */
  static async open(): Promise<StandardInput> {
    const input = StandardInput.look();
    isTaken = true;
    // Its reader keeps it from now on.
    arrival = undefined;
    return await input;
  }

  /**
   * Waits as {@linkcode StandardInput.open} does, to see what has come in, which remains to be opened.
   *
   * @throws {FormatError} As `open` does.
   */
  static async look(): Promise<StandardInput> {
    if (isTaken) {
      throw new FormatError("Expected the standard input in place of one file but found it twice");
    }
    arrival ??= readAll();
    return new StandardInput(await arrival);
  }

  peek(count: number): Promise<Uint8Array<ArrayBuffer>> {
    return Promise.resolve(this.#bytes.slice(this.#position, this.#position + count));
  }

  async read(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.peek(count);
    this.#position += bytes.length;
    return bytes;
  }

  async readInto(target: Uint8Array): Promise<number> {
    const bytes = await this.read(target.length);
    target.set(bytes);
    return bytes.length;
  }

  skip(count: number): Promise<void> {
    this.#position += count;
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}

async function readAll(): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of Deno.stdin.readable) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST_INPUT) {
      throw new FormatError(`Expected at most ${LARGEST_INPUT} bytes but found more`);
    }
  }
  return await new Blob(chunks).bytes();
}
