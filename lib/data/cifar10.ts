import { FormatError } from "../formats/format_error.ts";
import type { Shape } from "../shape.ts";

/** Shape of the images: red, green and blue, each 32 x 32. */
export const CIFAR10_SHAPE = [3, 32, 32] as const satisfies Shape;

/** Number of classes. */
export const CIFAR10_CLASSES = 10;

/** The labels of the classes, in their order. */
export const CIFAR10_LABELS: readonly number[] = Array.from(
  { length: CIFAR10_CLASSES },
  (_, c) => c,
);

const IMAGE_LENGTH = 3 * 32 * 32;

/** Length of a record: a byte for the label, then the image. */
export const CIFAR10_RECORD_LENGTH = 1 + IMAGE_LENGTH;

/** Images and labels of a file. */
export interface Cifar10Records {
  /** `labels.length` images, one after another, of the shape {@linkcode CIFAR10_SHAPE}. */
  readonly images: Uint8Array;
  /** The class of each image, from 0 to 9. */
  readonly labels: Uint8Array;
}

/**
 * Number of records in a file.
 *
 * @param length The file's length in bytes.
 * @throws {FormatError} If it is not a whole number of records, 1 or more.
 */
export function countCifar10Records(length: number): number {
  const count = length / CIFAR10_RECORD_LENGTH;
  if (Number.isInteger(count) && count > 0) return count;
  throw new FormatError(
    `Expected records of ${CIFAR10_RECORD_LENGTH} bytes but found ${length} bytes in all`,
  );
}

/**
 * Reads a file in the binary version of CIFAR-10: records of a label from 0 to 9 and the image, its
 * red, green and blue values one after the other, each row by row.
 *
 * Source: A. Krizhevsky, "The CIFAR-10 dataset", binary version.
 *
 * @throws {FormatError} If the bytes are not a whole number of records, or a label is above 9.
 */
export function parseCifar10(bytes: Uint8Array): Cifar10Records {
  const count = countCifar10Records(bytes.length);
  const images = new Uint8Array(count * IMAGE_LENGTH);
  const labels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const start = i * CIFAR10_RECORD_LENGTH;
    labels[i] = bytes[start];
    if (labels[i] >= CIFAR10_CLASSES) {
      throw new FormatError(
        `Expected labels of 0 to ${CIFAR10_CLASSES - 1} but found ${labels[i]} in record ${i} ` +
          `at byte ${start}`,
      );
    }
    images.set(bytes.subarray(start + 1, start + CIFAR10_RECORD_LENGTH), i * IMAGE_LENGTH);
  }
  return { images, labels };
}

/** The reverse of {@linkcode parseCifar10}. */
export function encodeCifar10({ images, labels }: Cifar10Records): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(labels.length * CIFAR10_RECORD_LENGTH);
  labels.forEach((label, i) => {
    const start = i * CIFAR10_RECORD_LENGTH;
    bytes[start] = label;
    bytes.set(images.subarray(i * IMAGE_LENGTH, (i + 1) * IMAGE_LENGTH), start + 1);
  });
  return bytes;
}
