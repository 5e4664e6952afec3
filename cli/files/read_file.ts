import { FILE_KIND_LENGTH, fileKind, isText } from "../../lib/formats/file_kind.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { type ByteReader, SeekingReader, StreamReader } from "./byte_reader.ts";
import { describeError } from "./describe_error.ts";
import { isFile } from "./folder.ts";
import { STANDARD_INPUT, StandardInput } from "./standard_input.ts";

const GZIP_MAGIC = [0x1f, 0x8b];
const CHUNK_LENGTH = 1 << 16;

/** DEFLATE makes at most this many bytes of one. */
const LARGEST_EXPANSION = 1032;

/**
 * Opens a file, hands it to `read`, and closes it. What is gzip-compressed, whatever it is called, is
 * unpacked while it is read: all its members, one after the other, and zeros after them are left out.
 * The path `-` stands for the standard input.
 *
 * @param content What the file holds, as in "an IDX image file"; for messages.
 * @returns What `read` makes of it.
 * @throws {Error} If the file cannot be opened or read, is damaged, or `read` throws a
 * {@linkcode FormatError}; the message starts with the path.
 */
export async function readFile<T>(
  path: string,
  content: string,
  read: (file: ByteReader) => Promise<T>,
): Promise<T> {
  return await withFile(path, content, () => StandardInput.open(), read);
}

/**
 * Looks at how a file begins, unpacked like that of {@linkcode readFile}. What came in through the standard
 * input remains to be read.
 *
 * @returns As many bytes as tell what it is, or all of a shorter file; undefined if there is no file.
 * @throws {Error} If the file cannot be read; the message starts with the path.
 */
export async function peekFile(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (path !== STANDARD_INPUT && !await isFile(path)) return undefined;
  const peek = (file: ByteReader) => file.peek(FILE_KIND_LENGTH);
  return await withFile(path, "a file", () => StandardInput.look(), peek);
}

/** Whether there is a file, not empty, that begins as a text does; looks as {@linkcode peekFile} does. */
export async function isTextFile(path: string): Promise<boolean> {
  const start = await peekFile(path) ?? new Uint8Array();
  return start.length > 0 && isText(start);
}

/**
 * Reads all that a file holds, of which nothing has been read yet.
 *
 * @param limit The largest length that is accepted, in bytes.
 * @param content As for {@linkcode readFile}.
 * @throws {FormatError} If the file is longer; no more than `limit + 1` bytes of it take memory.
 */
export async function readAtMost(
  file: ByteReader,
  limit: number,
  content: string,
): Promise<Uint8Array<ArrayBuffer>> {
  // Where the length is known, nothing needs to be read to refuse it.
  if (file.length === undefined || file.length <= limit) {
    // One byte more than there may be tells whether there are more.
    const bytes = await file.read(limit + 1);
    if (bytes.length <= limit) return bytes;
  }
  throw new FormatError(`Expected ${content} of at most ${limit} bytes but found more`);
}

/**
 * Reads a text file in UTF-8.
 *
 * @param content As for {@linkcode readFile}.
 * @param limit The largest length that is accepted, in bytes.
 * @throws {Error} As {@linkcode readFile}; also if the file is longer, or is not UTF-8.
 */
export function readTextFile(path: string, content: string, limit: number): Promise<string> {
  return readFile(path, content, async (file) => {
    const bytes = await readAtMost(file, limit, content);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
      const start = bytes.subarray(0, FILE_KIND_LENGTH);
      const kind = isText(start) ? undefined : fileKind(start);
      const found = kind?.name ?? "bytes that are not UTF-8 text";
      throw new FormatError(`Expected ${content} but found ${found}`, { cause: error });
    }
  });
}

async function withFile<T>(
  path: string,
  content: string,
  openInput: () => Promise<StandardInput>,
  use: (file: ByteReader) => Promise<T>,
): Promise<T> {
  try {
    await using file = path === STANDARD_INPUT
      ? await unpack(await openInput())
      : await open(path, content);
    return await use(file);
  } catch (error) {
    throw new Error(`${path || '""'}: ${describe(error, content)}`, { cause: error });
  }
}

async function open(path: string, content: string): Promise<ByteReader> {
  const file = await Deno.open(path);
  try {
    const info = await file.stat();
    if (info.isDirectory) throw new FormatError(`Expected ${content} but found a folder`);

    const start = await readStart(file);
    if (isCompressed(start)) {
      const mostBytes = info.isFile ? info.size * LARGEST_EXPANSION : Infinity;
      return new StreamReader(await expand(chunksOf(file, start)), file, mostBytes);
    }
    if (info.isFile) return new SeekingReader(file, info.size);
    return new StreamReader(chunksOf(file, start), file, Infinity);
  } catch (error) {
    file.close();
    throw error;
  }
}

async function unpack(input: StandardInput): Promise<ByteReader> {
  if (!isCompressed(await input.peek(GZIP_MAGIC.length))) return input;
  const { length } = input;
  const chunks = async function* () {
    yield await input.read(length);
  };
  return new StreamReader(await expand(chunks()), undefined, length * LARGEST_EXPANSION);
}

function isCompressed(start: Uint8Array): boolean {
  return GZIP_MAGIC.every((byte, i) => start[i] === byte);
}

async function expand(chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  // Loaded when it is needed: Node's streams take longer to load than most files to read.
  const { gunzip } = await import("./gunzip.ts");
  return gunzip(chunks, CHUNK_LENGTH);
}

async function readStart(file: Deno.FsFile): Promise<Uint8Array<ArrayBuffer>> {
  const start = new Uint8Array(GZIP_MAGIC.length);
  let filled = 0;
  while (filled < start.length) {
    const arrived = await file.read(start.subarray(filled));
    if (arrived === null) break;
    filled += arrived;
  }
  return start.subarray(0, filled);
}

/** The bytes of a file of which `start` has been read already. */
async function* chunksOf(file: Deno.FsFile, start: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield start;
  for (;;) {
    const chunk = new Uint8Array(CHUNK_LENGTH);
    const arrived = await file.read(chunk);
    if (arrived === null) return;
    yield chunk.subarray(0, arrived);
  }
}

function describe(error: unknown, content: string): string {
  if (error instanceof FormatError) return error.message;
  if (error instanceof Deno.errors.NotFound) return `Expected ${content} but found no such file`;
  if (error instanceof Deno.errors.NotADirectory) {
    return `Expected ${content} but found a path through something that is no folder`;
  }
  if (error instanceof Deno.errors.IsADirectory) return `Expected ${content} but found a folder`;
  return describeError(error);
}
