import { quote } from "../formats/quote.ts";

/** Characters of a line; a notation, the longest of all values, is refused sooner. */
const LONGEST_LINE = 2 ** 17;

/** One `key = value` of a configuration file. */
export interface Entry {
  /** Stands before the `=`. */
  readonly key: string;
  /** Stands behind it, without white space around it. */
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
  /** Where the value begins in the line, counted from 1. */
  readonly column: number;
}

/**
 * The entries of a configuration file by key, as {@linkcode listEntries} finds them.
 *
 * @param source The name of the file, for messages.
 * @throws {ConfigError} As there, or if a key comes twice.
 */
export function parseEntries(text: string, source: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const entry of listEntries(text, source)) {
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
  }
  return entries;
}

/**
 * Splits a configuration file into its entries. Every line is `key = value`; a comment starts with `//`
 * anywhere, in a value as well, and ends with the line. Blank lines, white space around key and value, a
 * byte order mark and any kind of line break are accepted. A value may contain `=`.
 *
 * @param source The name of the file, for messages.
 * @returns The entries in the order of the file.
 * @throws {ConfigError} If a line has no `=`, no key or no value or is longer than any that makes
 * sense.
 */
export function listEntries(text: string, source: string): Entry[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  return lines.flatMap((content, index) => {
    if (content.length > LONGEST_LINE) {
      const problem = `Expected at most ${LONGEST_LINE} characters but found ${content.length}`;
      throw new ConfigError(source, problem, { line: index + 1 });
    }
    const statement = content.replace(/\/\/.*$/s, "").trimEnd();
    return statement === "" ? [] : [parseEntry(statement, source, index + 1)];
  });
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

/** A place in a configuration file, counted from 1. */
export interface Position {
  /** The line. */
  readonly line: number;
  /** Undefined where the whole line is meant. */
  readonly column?: number;
}

/** A configuration file that says something wrong. The message names the file, and the place if there is one. */
export class ConfigError extends Error {
  /** `ConfigError`, or `OptionError`. */
  override readonly name: string = "ConfigError";
  /** Where the error is; undefined if it is in no line, such as a missing key. */
  readonly position: Position | undefined;

  /**
   * An error whose message begins with the place.
   *
   * @param source The name of the file.
   * @param problem "Expected ... but found ...".
   */
  constructor(source: string, problem: string, position?: Position) {
    const place = [source, position?.line, position?.column].filter((part) => part !== undefined);
    super(`${place.join(":")}: ${problem}`);
    this.position = position;
  }
}

/** An error in what an option `--key` says in place of the file; the message names it. */
export class OptionError extends ConfigError {
  override readonly name = "OptionError";

  /**
   * @param key How the file spells it.
   * @param problem "Expected ... but found ...".
   */
  constructor(key: string, problem: string) {
    super(`--${key}`, problem);
  }
}

/** What an option `--key` says in place of the file. */
export interface Override {
  /** The option without its dashes. */
  readonly key: string;
  /** What stands behind it. */
  readonly value: string;
  /** It is in no line, as an {@linkcode Entry} is. */
  readonly line?: undefined;
}

/**
 * An override as a line of a file would say it: without white space around the value.
 *
 * @throws {OptionError} If no line can say it: it is empty, or has a line break or a comment.
 */
export function trimmed({ key, value }: Override): Override {
  const stated = value.trim();
  if (stated !== "" && !/\/\/|[\r\n]/.test(stated)) return { key, value: stated };
  const expected = 'a value on one line, without "//", which begins a comment,';
  throw new OptionError(key, `Expected ${expected} but found ${quote(value)}`);
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
