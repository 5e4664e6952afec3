/** The class of each of some samples: its place among the classes. Up to 256 classes take a byte each. */
export type Labels = Uint8Array | Uint16Array;

/** Classes that a byte can number. */
const BYTE_CLASSES = 256;

/**
 * Room for labels.
 *
 * @param classes Number of classes, up to 65536.
 * @param count Number of labels, all 0 at first.
 *
 * @example
 * ```ts
 * import { makeLabels } from "./labels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(makeLabels(256, 2), Uint8Array.of(0, 0));
 * assertEquals(makeLabels(257, 2), Uint16Array.of(0, 0));
 * ```
 */
export function makeLabels(classes: number, count: number): Labels {
  return classes <= BYTE_CLASSES ? new Uint8Array(count) : new Uint16Array(count);
}

/**
 * Checks that labels are of classes that there are.
 *
 * @throws {RangeError} If one is not below `classes`.
 */
export function checkLabels(labels: Labels, classes: number): void {
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] < classes) continue;
    throw new RangeError(
      `Expected labels of 0 to ${classes - 1} but found ${labels[i]} as label ${i}`,
    );
  }
}
