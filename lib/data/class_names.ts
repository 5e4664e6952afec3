import { FormatError } from "../formats/format_error.ts";

/** Largest number of classes: labels are bytes. */
export const MOST_CLASSES = 256;

/**
 * Reads the names of classes: one per line, in the order of the labels. Empty lines at the end do not
 * count, and spaces around a name do not belong to it.
 *
 * @throws {FormatError} If there are no names or more than 256, or one is empty or comes twice.
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
  const names = text.trimEnd().split("\n").map((line) => line.trim());
  if (names.length > MOST_CLASSES) {
    throw new FormatError(
      `Expected at most ${MOST_CLASSES} names of classes but found ${names.length}`,
    );
  }
  names.forEach((name, i) => {
    if (name === "") {
      throw new FormatError(`Expected the name of a class but found none in line ${i + 1}`);
    }
    const first = names.indexOf(name);
    if (first === i) return;
    throw new FormatError(
      `Expected another name in each line but found the same in lines ${first + 1} and ${i + 1}`,
    );
  });
  return names;
}

/**
 * The classes of training data and test data that belong together, as one list. Where the names of one
 * are only numbers, the other's names count, or the longer list of numbers.
 *
 * @throws {FormatError} If the names differ.
 */
export function agreeOnClassNames(
  training: readonly string[],
  test: readonly string[],
): readonly string[] {
  if (isNumbered(test) && !isNumbered(training)) return training;
  if (isNumbered(training) && !isNumbered(test)) return test;
  if (isNumbered(training)) return training.length < test.length ? test : training;
  if (training.join("\n") === test.join("\n")) return training;
  throw new FormatError(
    `Expected the classes ${training.join(", ")}, those of the training data, ` +
      `but found ${test.join(", ")}`,
  );
}

/** Whether the name of each class is its number. */
export function isNumbered(names: readonly string[]): boolean {
  return names.every((name, i) => name === `${i}`);
}
