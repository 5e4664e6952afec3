import { FormatError } from "../formats/format_error.ts";
import { MOST_CLASSES } from "./class_names.ts";
import { type Labels, makeLabels } from "./labels.ts";

/** The labels of a file that has numbers for classes, as those of a dataset. */
export interface NumberedLabels {
  /** For each number its place among the class names. */
  readonly labels: Labels;
  /** The numbers that are classes. */
  readonly classNames: readonly string[];
}

/**
 * Makes labels of numbers: the classes of a label file are its numbers, in ascending order.
 *
 * @param numbers The label of each image.
 * @param choose Says which numbers are classes, those that occur among them, given these; those that
 * occur when left out.
 * @throws {FormatError} If more than 8192 numbers are classes.
 * @throws {RangeError} If `choose` leaves out a number that occurs.
 *
 * @example
 * ```ts
 * import { labelsOfNumbers } from "./label_numbers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { labels, classNames } = labelsOfNumbers([26, 1, 26]);
 * assertEquals(labels, Uint8Array.of(1, 0, 1));
 * assertEquals(classNames, ["1", "26"]);
 * ```
 */
export function labelsOfNumbers(
  numbers: ArrayLike<number>,
  choose: (found: readonly number[]) => readonly number[] = (found) => found,
): NumberedLabels {
  const found = new Set<number>();
  for (let i = 0; i < numbers.length; i++) found.add(numbers[i]);
  const classes = choose(Array.from(found).sort((a, b) => a - b));
  if (classes.length > MOST_CLASSES) {
    throw new FormatError(
      `Expected at most ${MOST_CLASSES} classes but found ${classes.length} different labels`,
    );
  }
  const places = new Map(classes.map((number, place) => [number, place]));
  const labels = makeLabels(classes.length, numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const place = places.get(numbers[i]);
    if (place === undefined) {
      throw new RangeError(`Expected a class for each label but found ${numbers[i]}`);
    }
    labels[i] = place;
  }
  return { labels, classNames: classes.map(String) };
}
