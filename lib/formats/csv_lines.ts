import { FormatError } from "./format_error.ts";
import { LONGEST_LINE } from "./lines.ts";
import { quote } from "./quote.ts";

/** What decoding puts in place of bytes that are not UTF-8: several names would become the same. */
const REPLACEMENT = "\ufffd";

/**
 * Takes comma-separated values apart, line by line, as they arrive: in UTF-8, with or without a byte order
 * mark, any kind of line break, and cells in double quotes where they have commas or quotes (two for one).
 * Blanks around a cell do not belong to it; empty lines do not count.
 *
 * @example
 * ```ts
 * import { CsvLines } from "./csv_lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const lines: (readonly string[])[] = [];
 * const csv = new CsvLines((cells) => lines.push(cells));
 * csv.add(new TextEncoder().encode('x, y\n1,"a ""b"", c"'));
 * csv.end();
 * assertEquals(lines, [["x", "y"], ["1", 'a "b", c']]);
 * ```
 */
export class CsvLines {
  readonly #see: (cells: readonly string[], line: number) => void;
  readonly #decoder = new TextDecoder();
  /** What has arrived of the next line. */
  #rest = "";
  #line = 0;

  /** @param see Sees the cells of each line, and its number, counted from 1. */
  constructor(see: (cells: readonly string[], line: number) => void) {
    this.#see = see;
  }

  /**
   * Adds the next bytes.
   *
   * @throws {FormatError} If a line is longer than 65536 characters, is not UTF-8, or has a quote that is
   * not closed in it; and what `see` throws.
   */
  add(bytes: Uint8Array): void {
    this.#addText(this.#decoder.decode(bytes, { stream: true }));
  }

  /** Ends the last line, as {@linkcode add}. */
  end(): void {
    this.#addText(`${this.#decoder.decode()}\n`);
  }

  #addText(text: string): void {
    const whole = this.#rest + text;
    // What follows may belong to the same line break.
    const isBroken = whole.endsWith("\r");
    const lines = (isBroken ? whole.slice(0, -1) : whole).split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? "") + (isBroken ? "\r" : "");
    for (const line of lines) this.#addLine(line);
    this.#checkLength(this.#rest, this.#line + 1);
  }

  #addLine(line: string): void {
    const number = ++this.#line;
    this.#checkLength(line, number);
    if (line.includes(REPLACEMENT)) {
      throw new FormatError(`Expected text in UTF-8 but found other bytes in line ${number}`);
    }
    if (line.trim() !== "") this.#see(cellsOf(line, number), number);
  }

  #checkLength({ length }: string, line: number): void {
    if (length <= LONGEST_LINE) return;
    throw new FormatError(
      `Expected at most ${LONGEST_LINE} characters but found more in line ${line}`,
    );
  }
}

/** Cells as a line of comma-separated values, with the line break; quoted where they have to be. */
export function formatCsvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `${quoted.join(",")}\n`;
}

function cellsOf(line: string, number: number): string[] {
  if (!line.includes('"')) return line.split(",").map((cell) => cell.trim());
  const cells: string[] = [];
  // Each cell begins where the one before has ended, at the beginning or behind a comma.
  const cell = /(?:^|,)[^\S\n]*(?:"((?:[^"]|"")*)"[^\S\n]*(?=,|$)|([^",]*))/gy;
  let end = 0;
  for (const found of line.matchAll(cell)) {
    const [whole, quoted, plain] = found;
    cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
    end = found.index + whole.length;
  }
  if (end === line.length) return cells;
  throw new FormatError(
    "Expected each cell with quotes around all of it or none, and all in one line, but found " +
      `${quote(line.slice(end))} in line ${number}`,
  );
}
