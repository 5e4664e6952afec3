import { assertEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { blankClasses, countShared } from "../../../lib/data/suspicions.ts";
import { Random } from "../../../lib/random.ts";

Deno.test("blankClasses() finds classes without a mark in any image, whatever their ground", () => {
  // Class 0 is black and white throughout, class 1 has a mark in its last image, class 3 no image.
  const images = Uint8Array.of(0, 0, 0, 7, 7, 7, 255, 255, 255, 7, 7, 8, 1, 1, 1);
  const dataset = new Dataset(images, Uint8Array.of(0, 1, 0, 1, 2), [3], 4);
  assertEquals(blankClasses(dataset), [0, 2]);
});

Deno.test("blankClasses() does not call images of one value blank", () => {
  assertEquals(blankClasses(new Dataset(Uint8Array.of(0, 0), Uint8Array.of(0, 1), [1], 2)), []);
});

function noise(count: number, size: number, seed: number): Dataset {
  const random = new Random(seed);
  const images = Uint8Array.from({ length: count * size }, () => random.integer(256));
  return new Dataset(images, new Uint8Array(count), [size]);
}

for (const size of [3, 4, 7, 784]) {
  Deno.test(`countShared() finds images of ${size} values wherever they are`, () => {
    const training = noise(100, size, 1);
    const other = noise(50, size, 2);
    assertEquals(countShared(other, training), 0);
    assertEquals(countShared(training, training), 100);
    // Bytes that do not begin at a word.
    const part = training.slice(7, 20);
    assertEquals(countShared(part, training), 13);
    assertEquals(countShared(training, part), 13);
    const last = part.images.slice();
    last[last.length - 1] ^= 1;
    assertEquals(countShared(new Dataset(last, part.labels, [size]), training), 12);
  });
}

Deno.test("countShared() tells images apart that have the same hash", () => {
  // The first word, 1, is mixed to p ^ (p >>> 15) with p = 0x01000193, which the second one takes back.
  const images = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x01, 0x00, 0x03, 0x93);
  const both = new Dataset(images, Uint8Array.of(0, 0), [8]);
  assertEquals(countShared(both, both), 2);
  assertEquals([countShared(both.slice(0, 1), both), countShared(both.slice(1, 2), both)], [1, 1]);
  assertEquals(countShared(both.slice(0, 1), both.slice(1, 2)), 0);
});

Deno.test("countShared() refuses images of other shapes", () => {
  const [images, labels] = [Uint8Array.of(1, 2), Uint8Array.of(0)];
  const [pairs, rows] = [new Dataset(images, labels, [2]), new Dataset(images, labels, [1, 1, 2])];
  assertThrows(
    () => countShared(pairs, rows),
    RangeError,
    "Expected images of 1x1x2, as the others are, but found 2",
  );
});

Deno.test("countShared() counts an image as often as it comes, under any label", () => {
  const training = new Dataset(Uint8Array.of(1, 2, 1, 2), Uint8Array.of(0, 1), [2], 2);
  const test = new Dataset(Uint8Array.of(1, 2, 2, 1, 1, 2), Uint8Array.of(1, 1, 1), [2], 2);
  assertEquals(countShared(test, training), 2);
});
