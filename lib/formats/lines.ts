import { FormatError } from "./format_error.ts";

/** Characters of a line: a histogram, the longest that is written here, has some hundreds. */
export const LONGEST_LINE = 2 ** 16;

/**
 * The lines of a text, without the line breaks (`\n`), one after the other: a list of them all may
 * take many times the memory of the text. A missing line break at the end is accepted.
 *
 * @example
 * ```ts
 * import { linesOf } from "./lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...linesOf("a\n\nb\n")], ["a", "", "b"]);
 * ```
 *
 * @param before The number of lines before the text, where it is not the first part; for messages.
 * @throws {FormatError} If a line is longer than 65536 characters.
 */
export function* linesOf(text: string, before = 0): Generator<string, void> {
  let number = before + 1;
  for (let start = 0; start < text.length; number++) {
    const next = text.indexOf("\n", start);
    const end = next < 0 ? text.length : next;
    if (end - start > LONGEST_LINE) {
      throw new FormatError(
        `Expected at most ${LONGEST_LINE} characters but found ${end - start} in line ${number}`,
      );
    }
    yield text.slice(start, end);
    start = end + 1;
  }
}
