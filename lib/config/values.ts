import { parseDecimal } from "../formats/decimal_number.ts";
import { FormatError } from "../formats/format_error.ts";
import { quote } from "../formats/quote.ts";

/** A kind of value that a key takes. */
export interface ValueKind<T> {
  /** What is accepted, as in "an integer from 1 to 256"; for messages and the documentation. */
  readonly expected: string;
  /** All the words that are accepted, where they can be listed. */
  readonly words?: readonly string[];
  /** The words that a value may begin with, where there is a choice of them. */
  readonly beginnings?: readonly string[];
  /** What it is the path of, where it is one. */
  readonly path?: "file" | "folder" | "any";
  /**
   * The value that the text says.
   *
   * @throws {FormatError} If it is not of this kind: "Expected ... but found ...".
   */
  parse(text: string): T;
}

/** A path, taken as it stands; it cannot contain `//`, which starts a comment. */
export const path: ValueKind<string> = {
  expected: "a path",
  path: "any",
  parse: (text) => text,
};

/** An integer in decimal digits, from `smallest` to `largest`. */
export function integer(smallest: number, largest: number): ValueKind<number> {
  return valueKind(
    `an integer from ${smallest} to ${largest}`,
    (text) => readInteger(text, smallest, largest),
  );
}

/** A power of 2 in decimal digits, from 1 to `largest`. */
export function powerOfTwo(largest: number): ValueKind<number> {
  return valueKind(`a power of 2 from 1 to ${largest}`, (text) => {
    const value = readInteger(text, 1, largest);
    return value === undefined || Number.isInteger(Math.log2(value)) ? value : undefined;
  });
}

/** The number that `all` is: more than there can be of anything. */
export const ALL = Number.MAX_SAFE_INTEGER;

/** An {@linkcode integer}, or `all`, which is {@linkcode ALL}. */
export function integerOrAll(smallest: number, largest: number): ValueKind<number> {
  return valueKind(
    `an integer from ${smallest} to ${largest} or all`,
    (text) => text === "all" ? ALL : readInteger(text, smallest, largest),
  );
}

function readInteger(text: string, smallest: number, largest: number): number | undefined {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  return value >= smallest && value <= largest ? value : undefined;
}

/** A finite decimal number, in any of the forms `-1`, `0.001`, `.001`, `1e-3` and `1E-3`. */
export const finiteNumber = numberWhere("a number", () => true);

/** A {@linkcode finiteNumber} above 0. */
export const positiveNumber = numberWhere("a number above 0", (value) => value > 0);

/** A {@linkcode finiteNumber} of 0 or more. */
export const nonNegativeNumber = numberWhere("a number of 0 or more", (value) => value >= 0);

/** A {@linkcode finiteNumber} from `smallest` to `largest`. */
export function numberBetween(smallest: number, largest: number): ValueKind<number> {
  return numberWhere(
    `a number from ${smallest} to ${largest}`,
    (value) => value >= smallest && value <= largest,
  );
}

/** A {@linkcode finiteNumber} from 0 to 1. */
export const share = numberBetween(0, 1);

/** A {@linkcode finiteNumber} from 0 to below 1. */
export const shareBelowOne = numberWhere(
  "a number from 0 to below 1",
  (value) => value >= 0 && value < 1,
);

/** A {@linkcode finiteNumber} above 0 and below 1. */
export const properShare = numberWhere(
  "a number above 0 and below 1",
  (value) => value > 0 && value < 1,
);

function numberWhere(expected: string, accepts: (value: number) => boolean): ValueKind<number> {
  return valueKind(expected, (text) => {
    const value = parseDecimal(text) ?? NaN;
    return Number.isFinite(value) && accepts(value) ? value : undefined;
  });
}

/** `yes` or `no`. */
export const yesOrNo: ValueKind<boolean> = {
  ...valueKind(
    "yes or no",
    (text) => text === "yes" ? true : text === "no" ? false : undefined,
  ),
  beginnings: ["yes", "no"],
};

/** A part of a whole: a {@linkcode finiteNumber} above 0 and below 1, or a number of samples. */
export const part: ValueKind<number> = numberWhere(
  "a share below 1 or a number of images",
  (value) => value > 0 && (value < 1 || Number.isInteger(value)),
);

/** One of the given words. */
export function oneOf<const T extends string>(...words: readonly T[]): ValueKind<T> {
  const expected = words.join(", ").replace(/, (?=[^,]*$)/, " or ");
  const kind = valueKind(expected, (text) => words.find((word) => word === text));
  return { ...kind, words };
}

/** A kind whose `read` answers undefined for what it does not accept. */
export function valueKind<T>(
  expected: string,
  read: (text: string) => T | undefined,
): ValueKind<T> {
  return {
    expected,
    parse(text) {
      const value = read(text);
      if (value !== undefined) return value;
      throw new FormatError(`Expected ${expected} but found ${quote(text)}`);
    },
  };
}
