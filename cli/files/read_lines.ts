import { FormatError } from "../../lib/formats/format_error.ts";
import { LONGEST_LINE } from "../../lib/formats/lines.ts";
import { readFile } from "./read_file.ts";

/** Bytes that are read, and forgotten, at a time. */
const PIECE = 2 ** 22;

/** A text file of records, one in each line. */
export interface RecordFile<T> {
  readonly path: string;
  /** What the file holds, as for {@linkcode readFile}. */
  readonly content: string;
  /** The largest length that is accepted, in bytes. */
  readonly largest: number;
  /**
   * Reads some lines, all but the last of them ended.
   *
   * @param done The number of records before them.
   */
  parse(lines: string, done: number): T[];
}

/**
 * Reads a text file line by line, so that it takes memory for its records alone.
 *
 * @throws {Error} As `readTextFile` does; also if a line is too long.
 */
export function readLines<T>({ path, content, largest, parse }: RecordFile<T>): Promise<T[]> {
  return readFile(path, content, async (file) => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const records: T[] = [];
    let length = file.length ?? 0;
    let rest = "";
    for (let isEnd = false; !isEnd;) {
      const bytes = await file.read(PIECE);
      isEnd = bytes.length < PIECE;
      if (file.length === undefined) length += bytes.length;
      if (length > largest) {
        throw new FormatError(`Expected ${content} of at most ${largest} bytes but found more`);
      }
      const text = rest + decode(decoder, bytes, isEnd, content);
      const end = isEnd ? text.length : text.lastIndexOf("\n") + 1;
      for (const record of parse(text.slice(0, end), records.length)) records.push(record);
      rest = text.slice(end);
      if (rest.length <= LONGEST_LINE) continue;
      throw new FormatError(
        `Expected at most ${LONGEST_LINE} characters but found more after record ${records.length}`,
      );
    }
    return records;
  });
}

function decode(
  decoder: TextDecoder,
  bytes: Uint8Array<ArrayBuffer>,
  isEnd: boolean,
  content: string,
): string {
  try {
    return decoder.decode(bytes, { stream: !isEnd });
  } catch (error) {
    throw new FormatError(`Expected ${content} but found bytes that are not UTF-8 text`, {
      cause: error,
    });
  }
}
