import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { eraseRectangle } from "../../../lib/data/erasing.ts";
import { Random } from "../../../lib/random.ts";

/** Erases a part of an image that stands between two other bytes, and returns all of them. */
function erase(
  channels: number,
  height: number,
  width: number,
  share: number,
  random: Random,
): { image: number[]; before: number[] } {
  const before = Array.from({ length: channels * height * width + 2 }, (_, i) => i % 256);
  const image = Uint8Array.from(before);
  eraseRectangle(image, 1, [channels, height, width], share, random);
  return { image: [...image], before };
}

/** The rectangles that are erased: each random byte differs from black or from white, so both are tried. */
function rectangles(height: number, width: number, share: number, count: number) {
  const random = new Random(3);
  return Array.from({ length: count }, () => {
    const { state } = random;
    const touched = new Set<number>();
    for (const grey of [0, 255]) {
      random.state = state;
      const image = new Uint8Array(height * width).fill(grey);
      eraseRectangle(image, 0, [1, height, width], share, random);
      image.forEach((value, i) => value !== grey && touched.add(i));
    }
    const rows = [...touched].map((i) => Math.floor(i / width));
    const columns = [...touched].map((i) => i % width);
    const [top, left] = [Math.min(...rows), Math.min(...columns)];
    return {
      pixels: touched.size,
      top,
      left,
      rows: Math.max(...rows) - top + 1,
      columns: Math.max(...columns) - left + 1,
    };
  }).filter(({ pixels }) => pixels > 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

Deno.test("eraseRectangle() erases whole rectangles, in half of the images", () => {
  const found = rectangles(28, 28, 0.3, 4000);
  // 4 standard deviations of 4,000 draws with probability 1/2 are 0.032.
  assertAlmostEquals(found.length / 4000, 0.5, 0.032);
  for (const { pixels, rows, columns } of found) assertEquals(pixels, rows * columns);
});

Deno.test("eraseRectangle() draws area, aspect and place from their whole ranges", () => {
  const found = rectangles(100, 100, 0.3, 4000);
  const areas = found.map(({ pixels }) => pixels / 10000);
  // Rounded sides change an area of 0.3 by at most 1 %.
  assert(Math.max(...areas) <= 0.304 && Math.max(...areas) > 0.29);
  // Of 2,000 uniform areas from 0 to 0.3 the mean has a standard deviation of 0.3 / √(12 · 2000).
  assertAlmostEquals(mean(areas), 0.15, 4 * 0.3 / Math.sqrt(12 * 2000));
  const aspects = found.filter(({ pixels }) => pixels > 500)
    .map(({ rows, columns }) => Math.log(rows / columns) / Math.log(0.3));
  assert(aspects.every((aspect) => Math.abs(aspect) < 1.1));
  assertAlmostEquals(mean(aspects), 0, 0.06);
  assertAlmostEquals(mean(aspects.map((aspect) => aspect ** 2)), 1 / 3, 0.04);
  const places = found.map(({ top, rows }) => top / (100 - rows));
  assertAlmostEquals(mean(places), 0.5, 0.03);
  assert(found.some(({ left }) => left === 0));
  assert(found.some(({ left, columns }) => left + columns === 100));
});

Deno.test("eraseRectangle() fills with bytes from the whole range", () => {
  const random = new Random(1);
  const seen = new Set<number>();
  let sum = 0;
  let count = 0;
  for (let i = 0; i < 100; i++) {
    const image = new Uint8Array(784).fill(0);
    eraseRectangle(image, 0, [1, 28, 28], 0.3, random);
    for (const grey of image) {
      if (grey === 0) continue;
      seen.add(grey);
      sum += grey;
      count++;
    }
  }
  assertEquals(seen.size, 255);
  assertAlmostEquals(sum / count, 128, 4 * 73.6 / Math.sqrt(count));
});

Deno.test("eraseRectangle() erases the same place of all channels, and nothing else", () => {
  const random = new Random(2);
  for (let i = 0; i < 50; i++) {
    const { image, before } = erase(3, 6, 9, 0.5, random);
    assertEquals([image[0], image.at(-1)], [before[0], before.at(-1)]);
  }
  const stacked = new Uint8Array(3 * 400);
  while (stacked.every((grey) => grey === 0)) {
    eraseRectangle(stacked, 0, [3, 20, 20], 0.5, random);
  }
  const [red, green, blue] = [0, 1, 2].map((c) => stacked.subarray(400 * c, 400 * c + 400));
  const rowsOf = (channel: Uint8Array) =>
    Array.from({ length: 20 }, (_, r) => channel.subarray(20 * r, 20 * r + 20).some(Boolean));
  assertEquals(rowsOf(green), rowsOf(red));
  assertEquals(rowsOf(blue), rowsOf(red));
  assert(red.join() !== green.join());
});

Deno.test("eraseRectangle() keeps within images of a single row, column or pixel", () => {
  const random = new Random(4);
  for (const [height, width] of [[1, 40], [40, 1], [1, 1], [2, 3]]) {
    for (let i = 0; i < 200; i++) {
      const { image, before } = erase(1, height, width, 1, random);
      assertEquals([image.length, image[0], image.at(-1)], [
        before.length,
        before[0],
        before.at(-1),
      ]);
    }
  }
});
