import { checkAsMany } from "./as_many.ts";

/**
 * The share of samples whose predicted class is their label, from 0 to 1; NaN if there are none.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.5.1.
 *
 * @throws {RangeError} If there are not as many predictions as labels.
 *
 * @example
 * ```ts
 * import { accuracy, errorRate } from "./accuracy.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(accuracy(Uint8Array.of(7, 2, 1, 0), Uint8Array.of(7, 2, 1, 6)), 0.75);
 * assertEquals(errorRate(Uint8Array.of(7, 2, 1, 0), Uint8Array.of(7, 2, 1, 6)), 0.25);
 * ```
 */
export function accuracy(labels: Uint8Array, predictions: Uint8Array): number {
  checkAsMany("predictions", predictions, "labels", labels);
  return labels.filter((label, i) => label === predictions[i]).length / labels.length;
}

/** The share of the other samples. See {@linkcode accuracy}. */
export function errorRate(labels: Uint8Array, predictions: Uint8Array): number {
  checkAsMany("predictions", predictions, "labels", labels);
  return labels.filter((label, i) => label !== predictions[i]).length / labels.length;
}
