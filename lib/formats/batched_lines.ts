import { positiveInteger } from "../ranges.ts";
import { FormatError, inLine } from "./format_error.ts";
import { quote } from "./quote.ts";

/**
 * Lines in batches: before each batch is a line `Current batch: B`, counted from 0; the last batch may be
 * smaller.
 *
 * @throws {RangeError} If the batch size is not an integer of 1 or more.
 */
export function formatBatches(
  batchSize: number,
  count: number,
  line: (index: number) => string,
): string {
  positiveInteger(batchSize, "the batch size");
  return Array.from({ length: count }, (_, index) => {
    const heading = index % batchSize === 0 ? `Current batch: ${index / batchSize}\n` : "";
    return `${heading}${line(index)}\n`;
  }).join("");
}

/** How a line between those that begin batches is read. */
export interface BatchedLine {
  /** What it is about: `image`. */
  readonly noun: string;
  /** What the line of an index looks like, for messages. */
  form(index: number): string;
  /** Takes the line of an index; false if it is none. */
  take(line: string, index: number): boolean;
}

/**
 * Reads what {@linkcode formatBatches} writes, with any kind of line break and batches of any sizes.
 *
 * @throws {FormatError} If a line is neither of the two, the batches are not counted from 0 without a gap,
 * a line stands before the first batch, or there is none.
 */
export function parseBatches(text: string, { noun, form, take }: BatchedLine): void {
  let [batches, count] = [0, 0];
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  lines.forEach((line, index) => {
    const heading = `Current batch: ${batches}`;
    if (line === heading) {
      batches++;
      return;
    }
    if (batches > 0 && take(line, count)) {
      count++;
      return;
    }
    const expected = batches === 0
      ? `"${heading}", with which a prediction log begins,`
      : `"${form(count)}" or "${heading}"`;
    inLine(index + 1, () => {
      throw new FormatError(`Expected ${expected} but found ${quote(line)}`);
    });
  });
  if (count === 0) throw new FormatError(`Expected a prediction log but found no ${noun} in it`);
}
