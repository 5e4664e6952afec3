import { ConfigError, OptionError } from "./config_error.ts";
import type { Entry } from "./entries.ts";

/** What an option `--key` says in place of the file. */
export interface Override {
  readonly key: string;
  readonly value: string;
  /** It is in no line, as an {@linkcode Entry} is. */
  readonly line?: undefined;
}

/** Where a configuration comes from, to tell where it is wrong. */
export interface ConfigSource {
  /** The name of the file. */
  readonly name: string;
  /** Its entries by key, and what was said in place of some. */
  readonly entries: ReadonlyMap<string, Entry | Override>;
}

/**
 * An error in the value of a key, in the option that gives it, or in the file where it does not have
 * the key.
 *
 * @param key How the file spells it.
 * @param problem "Expected ... but found ...".
 * @param offset Characters of the value before the error; the whole line is meant when left out.
 */
export function errorIn(
  { name, entries }: ConfigSource,
  key: string,
  problem: string,
  offset?: number,
): ConfigError {
  const entry = entries.get(key);
  if (entry === undefined) return new ConfigError(name, `${key}: ${problem}`);
  if (entry.line === undefined) return new OptionError(key, problem);
  const { line, column } = entry;
  const position = offset === undefined ? { line } : { line, column: column + offset };
  return new ConfigError(name, `${key}: ${problem}`, position);
}

/** Where a value stands, as a message goes on behind its key: `is in line 5`. */
export function describePlace({ key, line }: Entry | Override): string {
  return line === undefined ? `is set by --${key}` : `is in line ${line}`;
}

/**
 * Computes something from the value of a key, which is to blame if that fails.
 *
 * @throws {ConfigError} In place of a RangeError.
 */
export function blaming<T>(source: ConfigSource, key: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw errorIn(source, key, error.message);
  }
}
