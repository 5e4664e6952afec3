import { allKeys } from "../../lib/config/keys.ts";
import type { Key } from "../../lib/config/key.ts";
import { NotationError } from "../../lib/config/notation/tokens.ts";
import { type Entry, errorIn, listEntries } from "../../lib/config/source.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { PAIRS, type SweptKey, valuesIn } from "./swept_values.ts";

/** What a configuration says whose keys may have several values. */
export interface SweepText {
  /** The configuration without the keys that have several values; other lines keep their numbers. */
  readonly text: string;
  /** These keys. */
  readonly keys: readonly SweptKey[];
}

/**
 * Takes a sweep file apart: a configuration file in which a key may have several values, between commas
 * or as `first..last` or `pairs`, as the options of a sweep have them, or a line for each.
 *
 * @param name The name of the file, for messages.
 * @throws {ConfigError} If a line is malformed, or one of several values is none of its key.
 */
export function parseSweepText(text: string, name: string): SweepText {
  const lines = text.split(/\r\n|\n|\r/);
  const keys: SweptKey[] = [];
  for (const [keyName, entries] of Map.groupBy(listEntries(text, name), ({ key }) => key)) {
    const key = allKeys.find(({ name }) => name === keyName);
    if (key === undefined) continue;
    const values = [...new Set(entries.flatMap((entry) => valuesAt(key, entry, name)))];
    if (values.length < 2 && values[0] !== PAIRS) {
      const [{ line, value }, ...others] = entries;
      // A range or a list of a single value, which a configuration may not have.
      const isListed = others.length === 0 && value !== values[0];
      if (isListed) lines[line - 1] = `${keyName} = ${values[0]}`;
      continue;
    }
    keys.push({ key: keyName, values, entry: entries[0] });
    for (const { line } of entries) lines[line - 1] = "";
  }
  return { text: lines.join("\n"), keys };
}

function valuesAt(key: Key<unknown>, entry: Entry, name: string): string[] {
  try {
    return valuesIn(key, entry);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const whole = errorOfWhole(key, entry) ?? error;
    const source = { name, entries: new Map([[key.name, entry]]) };
    throw errorIn(
      source,
      key.name,
      whole.message,
      whole instanceof NotationError ? whole.offset : undefined,
    );
  }
}

/** What is wrong with a notation that has commas of its own; its pieces say nothing of that. */
function errorOfWhole({ kind }: Key<unknown>, { value }: Entry): NotationError | undefined {
  try {
    kind.parse(value);
  } catch (error) {
    if (error instanceof NotationError) return error;
  }
  return undefined;
}
