import { FormatError } from "./format_error.ts";
import { inLine } from "./in_line.ts";
import { isRecord } from "./is_record.ts";
import { quote } from "./quote.ts";

/**
 * Reads JSON lines: a JSON object in every line.
 *
 * @param read Makes something of one object.
 * @throws {FormatError} If a line is no JSON object, or `read` throws one; the message ends with the
 * number of the line, counted from 1.
 *
 * @example
 * ```ts
 * import { parseJsonLines } from "./json_lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseJsonLines('{"a":1}\n{"a":2}\n', ({ a }) => a), [1, 2]);
 * ```
 */
export function parseJsonLines<T>(
  text: string,
  read: (values: Readonly<Record<string, unknown>>) => T,
): T[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => inLine(index + 1, () => read(parseObject(line))));
}

function parseObject(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (isRecord(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new FormatError(`Expected a JSON object but found ${quote(line)}`);
}
