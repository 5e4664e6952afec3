import { FormatError } from "../../lib/formats/format_error.ts";
import type { ValueKind } from "../../lib/config/values.ts";

/** What a subcommand takes from its command line. */
export interface Argument<T> {
  /** What the usage line and messages call it. */
  readonly name: string;
  /** What it means, for `--help`. */
  readonly description: string;
  /**
   * The value of the texts that were found for it.
   *
   * @throws {FormatError} If one is not of its kind.
   */
  read(texts: readonly string[]): T;
}

/** A word, or several, that have their meaning by their place. */
export interface Operand<T> extends Argument<T> {
  /** What each word may be. */
  readonly kind: ValueKind<unknown>;
  /** How many words there must be. */
  readonly least: 0 | 1;
  /** How many words there may be: 1 or Infinity. */
  readonly most: number;
}

/** What `--name` or `--name value` says. Its name is without the dashes. */
export interface Option<T> extends Argument<T> {
  /** What stands after it; undefined for a flag, which has no value and reads an empty text. */
  readonly value?: {
    readonly kind: ValueKind<unknown>;
    /** What the usage line calls it, as `n` in `--threads <n>`, unless it can list its words. */
    readonly placeholder: string;
  };
  /** Whether it must be there. */
  readonly required?: boolean;
  /** Whether it may be there several times. */
  readonly repeats?: boolean;
  /** The options that it is one of, if they are so many that the help only names them together. */
  readonly family?: OptionFamily;
}

/** What the help says of many options at once. */
export interface OptionFamily {
  /** As the usage line has them, such as `--<key> <value>`. */
  readonly usage: string;
  /** What they mean. */
  readonly description: string;
}

/** All that a subcommand takes: the types of the values, `T` and `U`, and where they come from. */
export interface Arguments<T, U> {
  /** In their order. */
  readonly operands: { readonly [P in keyof T]: Operand<T[P]> };
  readonly options: { readonly [P in keyof U]: Option<U[P]> };
}

/** One word. */
export function operand<T>(name: string, kind: ValueKind<T>, description: string): Operand<T> {
  return { name, kind, description, least: 1, most: 1, read: ([text]) => kind.parse(text) };
}

/** One word, or undefined. */
export function optionalOperand<T>(
  name: string,
  kind: ValueKind<T>,
  description: string,
): Operand<T | undefined> {
  return { name, kind, description, least: 0, most: 1, read: readOptional(kind) };
}

/** Any number of words, of which there must be `least`. */
export function repeatedOperand<T>(
  name: string,
  kind: ValueKind<T>,
  least: 0 | 1,
  description: string,
): Operand<readonly T[]> {
  const read = (texts: readonly string[]) => texts.map((text) => kind.parse(text));
  return { name, kind, description, least, most: Infinity, read };
}

/** An option without a value: whether it is there. */
export function flag(name: string, description: string): Option<boolean> {
  return { name, description, read: ([text]) => text !== undefined };
}

/** An option with a value; undefined where it is absent. */
export function option<T>(
  name: string,
  placeholder: string,
  kind: ValueKind<T>,
  description: string,
): Option<T | undefined> {
  return { name, description, value: { kind, placeholder }, read: readOptional(kind) };
}

/** An option with a value that must be there. */
export function requiredOption<T>(
  name: string,
  placeholder: string,
  kind: ValueKind<T>,
  description: string,
): Option<T> {
  const read = ([text]: readonly string[]) => {
    if (text !== undefined) return kind.parse(text);
    throw new FormatError(`Expected ${kind.expected} but found none`);
  };
  return { name, description, value: { kind, placeholder }, required: true, read };
}

function readOptional<T>(kind: ValueKind<T>): (texts: readonly string[]) => T | undefined {
  return ([text]) => text === undefined ? undefined : kind.parse(text);
}

/** An operand as the usage line has it: `<model>`, `[labels]`, `<image> ...` or `[name ...]`. */
export function formatOperand({ name, least, most }: Operand<unknown>): string {
  const dots = most > 1 ? " ..." : "";
  return least === 0 ? `[${name}${dots}]` : `<${name}>${dots}`;
}

/** An option as the usage line has it: `--json`, `--threads <n>` or `--precision f64|f32`. */
export function formatOption({ name, value }: Option<unknown>): string {
  if (value === undefined) return `--${name}`;
  return `--${name} ${value.kind.words?.join("|") ?? `<${value.placeholder}>`}`;
}
