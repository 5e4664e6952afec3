import { parseDecimal } from "./decimal_number.ts";
import { FormatError } from "./format_error.ts";
import { formatGeneral } from "./general_number.ts";
import { linesOf } from "./lines.ts";
import { quote } from "./quote.ts";

/** An array of numbers with any number of dimensions, as the tensor text file holds it. */
export interface TensorText {
  /** The extents, outermost first; their number is the rank. Empty for a single number. */
  readonly extents: readonly number[];
  /** The elements, row-major: as many as the product of the extents. */
  readonly values: ArrayLike<number>;
}

/**
 * The tensor text file of the FAU course's C++ pretty-print: one number per line, first the rank, then
 * each extent, then every element, row-major, with 6 significant digits.
 *
 * @example
 * ```ts
 * import { formatTensorText } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(formatTensorText({ extents: [1, 2], values: [0.5, 1] }), "2\n1\n2\n0.5\n1\n");
 * ```
 *
 * @throws {RangeError} If there are more or fewer values than the extents say.
 */
export function formatTensorText({ extents, values }: TensorText): string {
  if (values.length !== product(extents)) {
    throw new RangeError(
      `Expected ${product(extents)} values for the extents [${extents}] but found ${values.length}`,
    );
  }
  const elements = Array.from(values, formatGeneral);
  return [extents.length, ...extents, ...elements].map((line) => `${line}\n`).join("");
}

/**
 * Reads a tensor text file. White space around a number and a missing final line break are accepted.
 *
 * @throws {FormatError} If a line is not the number that belongs there, or there are more or fewer
 * elements than the extents say.
 */
export function parseTensorText(text: string): TensorText {
  const count = countLines(text);
  const lines = linesOf(text);
  const rank = parseCount(lines, 1, "the rank");
  if (rank > count - 1) {
    throw new FormatError(
      `Expected ${rank} extents after the rank but found only ${count - 1} lines`,
    );
  }
  const extents = Array.from({ length: rank }, (_, i) => parseCount(lines, 2 + i, "an extent"));
  const found = count - 1 - rank;
  if (found !== product(extents)) {
    throw new FormatError(
      `Expected ${product(extents)} elements for the extents ${
        extents.slice(0, 8).join(" x ")
      } but found ${found}`,
    );
  }
  const values = new Float64Array(found);
  for (let i = 0; i < found; i++) values[i] = parseElement(nextOf(lines), 2 + rank + i);
  return { extents, values };
}

/** A last line with nothing but white space does not count. */
function countLines(text: string): number {
  let count = 0;
  let last = "";
  for (last of linesOf(text)) count++;
  return count > 0 && last.trim() === "" && !text.endsWith("\n") ? count - 1 : count;
}

/** The next line without the white space around it; nothing behind the last. */
function nextOf(lines: Iterator<string, void>): string {
  return lines.next().value?.trim() ?? "";
}

function parseCount(
  lines: Iterator<string, void>,
  lineNumber: number,
  meaning: string,
): number {
  const line = nextOf(lines);
  const count = /^\d+$/.test(line) ? Number(line) : NaN;
  if (Number.isSafeInteger(count)) return count;
  throw new FormatError(
    `Expected ${meaning}, an integer of 0 or more, but found ${quote(line)} in line ${lineNumber}`,
  );
}

function parseElement(line: string, lineNumber: number): number {
  const number = parseDecimal(line);
  if (number !== undefined) return number;
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(line);
  if (!special) {
    throw new FormatError(`Expected a number but found ${quote(line)} in line ${lineNumber}`);
  }
  if (!special[2]) return NaN;
  return special[1] === "-" ? -Infinity : Infinity;
}

function product(extents: readonly number[]): number {
  return extents.reduce((size, extent) => size * extent, 1);
}
