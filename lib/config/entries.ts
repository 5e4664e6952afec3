import { quote } from "../formats/quote.ts";
import { ConfigError } from "./config_error.ts";

/** One `key = value` of a configuration file. */
export interface Entry {
  readonly key: string;
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
  /** Where the value begins in the line, counted from 1. */
  readonly column: number;
}

/**
 * Splits a configuration file into its entries. Every line is `key = value`; a comment starts with `//`
 * anywhere, in a value as well, and ends with the line. Blank lines, white space around key and value, a
 * byte order mark and any kind of line break are accepted. A value may contain `=`.
 *
 * @param source The name of the file, for messages.
 * @returns The entries by key, in the order of the file.
 * @throws {ConfigError} If a line has no `=`, no key or no value, or a key comes twice.
 */
export function parseEntries(text: string, source: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  lines.forEach((content, index) => {
    const statement = content.replace(/\/\/.*$/s, "").trimEnd();
    if (statement === "") return;

    const entry = parseEntry(statement, source, index + 1);
    const first = entries.get(entry.key);
    if (first) {
      throw new ConfigError(
        source,
        `Expected each key once but found ${
          quote(entry.key)
        } a second time, after line ${first.line}`,
        { line: entry.line },
      );
    }
    entries.set(entry.key, entry);
  });
  return entries;
}

function parseEntry(statement: string, source: string, line: number): Entry {
  const refuse = (expected: string) => {
    const problem = `Expected ${expected} but found ${quote(statement.trim())}`;
    return new ConfigError(source, problem, { line });
  };
  const equals = statement.indexOf("=");
  if (equals < 0) throw refuse('"key = value"');
  const key = statement.slice(0, equals).trim();
  const value = statement.slice(equals + 1).trim();
  if (key === "") throw refuse('a key before "="');
  if (value === "") throw refuse('a value after "="');
  return { key, value, line, column: statement.length - value.length + 1 };
}
