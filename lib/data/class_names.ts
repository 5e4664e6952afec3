import { FormatError, inLine } from "../formats/format_error.ts";
import { quote } from "../formats/quote.ts";

/** Largest number of classes: a table of all pairs of them must fit into memory. */
export const MOST_CLASSES = 8192;

/** Most characters of a name: as many as the name of a folder may have. */
const LONGEST_NAME = 255;

/** Names in a message; what exceeds them is counted. */
const MOST_LISTED = 12;

/**
 * The name of a class as it is compared and shown: without spaces around it, a number without leading
 * zeros, so that a folder `07` is the label 7, and accents composed, as file systems differ in them.
 *
 * @throws {FormatError} If it is empty, has more than 255 characters, or some that move the cursor,
 * break the line or turn the direction of writing: one line of output must stay one line.
 *
 * @example
 * ```ts
 * import { className } from "./class_names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(["07", "7", "0", "Ankle boot ", "7b"].map(className), ["7", "7", "0", "Ankle boot", "7b"]);
 * ```
 */
export function className(text: string): string {
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(text)) {
    throw new FormatError(
      `Expected the name of a class to be of visible characters but found ${quote(text)}`,
    );
  }
  const name = text.trim().normalize("NFC");
  if (name === "") throw new FormatError("Expected the name of a class but found none");
  if (name.length > LONGEST_NAME) {
    throw new FormatError(
      `Expected the name of a class to have at most ${LONGEST_NAME} characters ` +
        `but found ${name.length}`,
    );
  }
  return /^\d+$/.test(name) ? name.replace(/^0+(?=\d)/, "") : name;
}

/**
 * The names of classes, each as given by {@linkcode className}.
 *
 * @throws {FormatError} If one is no name, two are the same, or there are none or more than 8192.
 */
export function distinctClassNames(texts: readonly string[]): string[] {
  if (texts.length === 0 || texts.length > MOST_CLASSES) {
    throw new FormatError(
      `Expected 1 to ${MOST_CLASSES} names of classes but found ${texts.length}`,
    );
  }
  const names = texts.map(className);
  const repeated = repeatedName(names);
  if (repeated === undefined) return names;
  const pair = [texts[repeated.first], texts[repeated.second]].map(quote);
  throw new FormatError(`Expected another name for each class but found ${pair.join(" and ")}`);
}

/**
 * Reads the names of classes: one per line, in the order of the labels. Empty lines at the end do not
 * count, and spaces around a name do not belong to it.
 *
 * @throws {FormatError} If there are no names or more than 8192, or one is none, as
 * {@linkcode className} says, or comes twice.
 *
 * @example
 * ```ts
 * import { parseClassNames } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseClassNames("cat\ndog\n\n"), ["cat", "dog"]);
 * ```
 */
export function parseClassNames(text: string): string[] {
  const lines = text.trimEnd().split("\n");
  if (lines.length > MOST_CLASSES) {
    throw new FormatError(
      `Expected at most ${MOST_CLASSES} names of classes but found ${lines.length}`,
    );
  }
  const names = lines.map((line, i) => inLine(i + 1, () => className(line.trim())));
  const repeated = repeatedName(names);
  if (repeated === undefined) return names;
  throw new FormatError(
    `Expected another name in each line but found the same in lines ${repeated.first + 1} and ` +
      `${repeated.second + 1}`,
  );
}

/** The places of a name that comes twice, and has not done so before. */
function repeatedName(
  names: readonly string[],
): { readonly first: number; readonly second: number } | undefined {
  const places = new Map<string, number>();
  for (const [second, name] of names.entries()) {
    const first = places.get(name);
    if (first !== undefined) return { first, second };
    places.set(name, second);
  }
  return undefined;
}

/**
 * The numbers that are the names of classes.
 *
 * @returns Undefined if the name of one is no number.
 */
export function numbersOf(classNames: readonly string[]): number[] | undefined {
  const numbers = classNames.map((name) => /^\d+$/.test(name) ? Number(name) : NaN);
  return numbers.every(Number.isSafeInteger) ? numbers : undefined;
}

/** Names of classes for a message: all of them, or the first ones and how many there are. */
export function listClasses(classNames: readonly string[]): string {
  const listed = classNames.slice(0, MOST_LISTED).join(", ");
  return classNames.length > MOST_LISTED ? `${listed}, ... (${classNames.length} in all)` : listed;
}

/** Classes for a message: `the class 7`, or `the classes 0, 1`, as {@linkcode listClasses} lists them. */
export function describeClasses(classNames: readonly string[]): string {
  return `the ${classNames.length === 1 ? "class" : "classes"} ${listClasses(classNames)}`;
}

/**
 * A hint for the end of a message, where one side names its classes in words and the other only numbers
 * them; empty otherwise.
 */
export function hintAtNames(classNames: readonly string[], others: readonly string[]): string {
  return numbersOf(classNames) === undefined || numbersOf(others) !== undefined
    ? ""
    : "; a file class-names.txt beside the labels says what numbers are called";
}
