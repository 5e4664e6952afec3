import { FormatError } from "../../lib/formats/format_error.ts";
import type { ByteReader } from "./byte_reader.ts";
import { readFile } from "./read_file.ts";

const BLOCK = 512;
const SIZE_OFFSET = 124;
const SIZE_LENGTH = 12;
const TYPE_OFFSET = 156;

/** What is longer when unpacked is refused. */
const LARGEST_MEMBER = 2 ** 28;
const LARGEST_ARCHIVE = 2 ** 30;

/** Bytes that are passed over at a time, so that an interruption is soon heard. */
const CHUNK_LENGTH = 2 ** 24;

/**
 * Reads some files of a tar archive, gzip-compressed or not, from its beginning to its end; of the
 * others nothing is kept.
 *
 * Source: POSIX.1-1988, the "ustar" format.
 *
 * @param take Called for each regular file with its path in the archive. It may read the file with
 * the function that it gets, and must not keep that function.
 * @param signal Aborts the reading.
 * @throws {Error} If it cannot be read, is no tar archive, or holds more than 1 GiB, or more than
 * 256 MiB in a file that is to be read; the message names it.
 */
export function readTar(
  path: string,
  take: (member: string, read: () => Promise<Uint8Array<ArrayBuffer>>) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  return readFile(path, "a tar archive", async (file) => {
    for (let length = BLOCK;; length += BLOCK) {
      signal?.throwIfAborted();
      const header = await file.read(BLOCK);
      if (header.length < BLOCK) throw truncated();
      // Two blocks of zeros are the end; one is enough to know.
      if (header.every((byte) => byte === 0)) return;
      checkHeader(header);
      const size = octalAt(header, SIZE_OFFSET, SIZE_LENGTH);
      length += size;
      if (length > LARGEST_ARCHIVE) throw tooLong("a tar archive", LARGEST_ARCHIVE);
      await readMember(file, header, size, take, signal);
    }
  });
}

async function readMember(
  file: ByteReader,
  header: Uint8Array,
  size: number,
  take: (member: string, read: () => Promise<Uint8Array<ArrayBuffer>>) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  let rest = Math.ceil(size / BLOCK) * BLOCK;
  const type = String.fromCharCode(header[TYPE_OFFSET]);
  if (type === "0" || type === "\0") {
    await take(textAt(header, 0, 100), async () => {
      if (size > LARGEST_MEMBER) throw tooLong("a file in a tar archive", LARGEST_MEMBER);
      const content = await file.read(size);
      if (content.length < size) throw truncated();
      rest -= size;
      return content;
    });
  }
  for (; rest > 0; rest -= CHUNK_LENGTH) {
    signal?.throwIfAborted();
    await file.skip(Math.min(rest, CHUNK_LENGTH));
  }
}

/** The checksum is the sum of the header's bytes, with spaces in its own place. */
function checkHeader(header: Uint8Array): void {
  const expected = octalAt(header, 148, 8);
  const sum = header.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (sum === expected) return;
  throw new FormatError(`Expected a tar header with the checksum ${expected} but found ${sum}`);
}

function octalAt(header: Uint8Array, offset: number, length: number): number {
  const text = textAt(header, offset, length).trim();
  if (/^[0-7]+$/.test(text)) return parseInt(text, 8);
  throw new FormatError("Expected a tar archive but found other data");
}

function textAt(header: Uint8Array, offset: number, length: number): string {
  return new TextDecoder().decode(header.subarray(offset, offset + length)).replace(/\0.*$/s, "");
}

function tooLong(what: string, limit: number): FormatError {
  return new FormatError(`Expected ${what} of at most ${limit} bytes but found more`);
}

function truncated(): FormatError {
  return new FormatError("Expected a whole tar archive but found its end too early");
}
