import { formatShape, sizeOf } from "../shape.ts";
import type { Dataset } from "./dataset.ts";

/**
 * The classes of which all images are blank, each of one value throughout: their images were lost on
 * the way. Classes without images do not count, nor do images of a single value.
 *
 * @returns Their numbers among the classes.
 *
 * @example
 * ```ts
 * import { Dataset } from "./dataset.ts";
 * import { blankClasses } from "./suspicions.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const images = Uint8Array.of(0, 9, 0, 0, 255, 255);
 * const dataset = new Dataset(images, Uint8Array.of(0, 0, 1), [2], 2);
 * assertEquals(blankClasses(dataset), [1]);
 * ```
 */
export function blankClasses({ images, labels, shape, classes }: Dataset): number[] {
  const size = sizeOf(shape);
  if (size === 1) return [];
  const hasImages = new Array<boolean>(classes).fill(false);
  const hasMarks = new Array<boolean>(classes).fill(false);
  labels.forEach((label, i) => {
    hasImages[label] = true;
    if (hasMarks[label]) return;
    const image = images.subarray(i * size, (i + 1) * size);
    hasMarks[label] = image.some((value) => value !== image[0]);
  });
  return Array.from(hasImages.keys()).filter((c) => hasImages[c] && !hasMarks[c]);
}

/**
 * How many images of one dataset are in another one too, byte for byte, whatever their labels.
 *
 * @throws {RangeError} If their images have different shapes.
 *
 * @example
 * ```ts
 * import { Dataset } from "./dataset.ts";
 * import { countShared } from "./suspicions.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = new Dataset(Uint8Array.of(1, 2, 3, 4), Uint8Array.of(0, 1), [2]);
 * const test = new Dataset(Uint8Array.of(3, 4, 5, 6, 3, 4), Uint8Array.of(1, 1, 1), [2]);
 * assertEquals(countShared(test, training), 2);
 * ```
 */
export function countShared(dataset: Dataset, other: Dataset): number {
  const [expected, found] = [other, dataset].map(({ shape }) => formatShape(shape));
  if (expected !== found) {
    throw new RangeError(`Expected images of ${expected}, as the others are, but found ${found}`);
  }
  // Those that have not been found yet, by their hashes; different ones may share one.
  const sought = new Map<number, number[]>();
  hashesOf(dataset).forEach((hash, i) => {
    const places = sought.get(hash);
    if (places === undefined) sought.set(hash, [i]);
    else places.push(i);
  });
  let count = 0;
  hashesOf(other).forEach((hash, i) => {
    const places = sought.get(hash);
    if (places === undefined) return;
    const image = imageAt(other, i);
    const left = places.filter((place) => !areEqual(imageAt(dataset, place), image));
    count += places.length - left.length;
    sought.set(hash, left);
  });
  return count;
}

function imageAt({ images, shape }: Dataset, place: number): Uint8Array {
  const size = sizeOf(shape);
  return images.subarray(place * size, (place + 1) * size);
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((value, i) => value === b[i]);
}

/** A number for each image: the same for the same image, and seldom for another one. After FNV-1a. */
function hashesOf({ images, labels, shape }: Dataset): Int32Array {
  const size = sizeOf(shape);
  const view = new DataView(images.buffer, images.byteOffset, images.byteLength);
  const hashes = new Int32Array(labels.length);
  for (let i = 0; i < hashes.length; i++) {
    const end = (i + 1) * size;
    let hash = 0;
    let at = i * size;
    // Four bytes at a time, as all images are read at the start of each training.
    for (; at + 4 <= end; at += 4) hash = mixed(hash ^ view.getInt32(at));
    for (; at < end; at++) hash = mixed(hash ^ images[at]);
    hashes[i] = hash;
  }
  return hashes;
}

function mixed(hash: number): number {
  const product = Math.imul(hash, 0x01000193);
  return product ^ product >>> 15;
}
