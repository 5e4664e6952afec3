import { formatShape, sizeOf } from "../shape.ts";
import type { Dataset } from "./dataset.ts";

/** Bytes in the middle of an image, by which most can be told apart. */
const MIDDLE_BYTES = 48;

/** Bits of a hash that decide whether an image is worth a closer look. */
const SIEVE_BITS = 18;

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
  // Nearly all images differ in the middle already, so few of them have to be read as a whole.
  const [middles, otherMiddles] = [dataset, other].map(hashMiddles);
  const otherPlaces = sift(otherMiddles, middles);
  const places = sift(middles, otherPlaces.map((place) => otherMiddles[place]));
  // Those that have not been found yet, by their hashes; different ones may share one.
  const sought = new Map<number, number[]>();
  const hashAt = hashesOf(dataset);
  for (const place of places) {
    const hash = hashAt(place);
    const same = sought.get(hash);
    if (same === undefined) sought.set(hash, [place]);
    else same.push(place);
  }
  let count = 0;
  const otherHashAt = hashesOf(other);
  for (const place of otherPlaces) {
    const hash = otherHashAt(place);
    const same = sought.get(hash);
    if (same === undefined) continue;
    const image = imageAt(other, place);
    const left = same.filter((place) => !areEqual(imageAt(dataset, place), image));
    count += same.length - left.length;
    sought.set(hash, left);
  }
  return count;
}

/** Places of the hashes that may be among those sought: of all that are, and of a few that are not. */
function sift(hashes: Int32Array, sought: Int32Array): Int32Array {
  const shift = 32 - SIEVE_BITS;
  const isSought = new Uint8Array(2 ** SIEVE_BITS);
  for (let i = 0; i < sought.length; i++) isSought[sought[i] >>> shift] = 1;
  const places = new Int32Array(hashes.length);
  let count = 0;
  for (let i = 0; i < hashes.length; i++) {
    if (isSought[hashes[i] >>> shift] === 1) places[count++] = i;
  }
  return places.subarray(0, count);
}

function imageAt({ images, shape }: Dataset, place: number): Uint8Array {
  const size = sizeOf(shape);
  return images.subarray(place * size, (place + 1) * size);
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.every((value, i) => value === b[i]);
}

/** The hash of the middle of each image. */
function hashMiddles(dataset: Dataset): Int32Array {
  const hashAt = hashesOf(dataset, MIDDLE_BYTES);
  const hashes = new Int32Array(dataset.count);
  for (let place = 0; place < hashes.length; place++) hashes[place] = hashAt(place);
  return hashes;
}

/**
 * Numbers for the images: the same for the same image, and seldom for another one. After FNV-1a.
 *
 * @param most Bytes of each that count, those in its middle; all when left out.
 * @returns Finds the one for the image at a place.
 */
function hashesOf({ images, shape }: Dataset, most = Infinity): (place: number) => number {
  const size = sizeOf(shape);
  const length = Math.min(size, most);
  const start = Math.floor((size - length) / 2);
  const view = new DataView(images.buffer, images.byteOffset, images.byteLength);
  return (place) => {
    let at = place * size + start;
    const end = at + length;
    let hash = 0;
    // Four bytes at a time, as all images are looked at when a training starts.
    for (; at + 4 <= end; at += 4) hash = mixed(hash ^ view.getInt32(at));
    for (; at < end; at++) hash = mixed(hash ^ images[at]);
    return hash;
  };
}

function mixed(hash: number): number {
  const product = Math.imul(hash, 0x01000193);
  return product ^ product >>> 15;
}
