import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { prepareDigit } from "../../../../lib/data/pictures/prepare_digit.ts";
import type { GreyImage } from "../../../../lib/data/raster.ts";
import { Random } from "../../../../lib/random.ts";
import { digits as mnistDigits } from "../../../digits.ts";

const digits = mnistDigits.map(({ pixels }) => pixels);

/** What a picture of a digit looks like. */
interface Scene {
  readonly width: number;
  readonly height: number;
  /** Where the digit's 28 x 28 pixels begin, and how large each of them is. */
  readonly left: number;
  readonly top: number;
  readonly scale: number;
  /** The picture's pixel for an amount of ink of 0 to 255. */
  shade(ink: number, x: number, y: number): number;
}

function paint(digit: Uint8Array, scene: Scene): GreyImage {
  const { width, height, left, top, scale, shade } = scene;
  const pixels = Uint8ClampedArray.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [column, row] = [Math.floor((x - left) / scale), Math.floor((y - top) / scale)];
    const isInside = column >= 0 && column < 28 && row >= 0 && row < 28;
    return shade(isInside ? digit[row * 28 + column] : 0, x, y);
  });
  return { width, height, pixels: new Uint8Array(pixels.buffer) };
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}

/** Asserts that digits come back: each up to a shift by one pixel, nearly all as they were. */
function assertRestored(scene: Scene, tolerance: number): void {
  const differences = digits.map((digit) =>
    meanDifference(prepareDigit(paint(digit, scene)), digit)
  );
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / digits.length;
  assertLess(mean, tolerance);
  assertLess(Math.max(...differences), 25);
}

const black = (ink: number) => 255 - ink;

Deno.test("digits differ by far more than the tolerances of these tests", () => {
  const differences = digits.slice(1).map((digit) => meanDifference(digit, digits[0]));
  assertLess(35, differences.reduce((sum, difference) => sum + difference, 0) / 39);
});

Deno.test("prepareDigit() leaves MNIST's digits nearly as they are", () => {
  const scene = { width: 28, height: 28, left: 0, top: 0, scale: 1 };
  assertRestored({ ...scene, shade: (ink) => ink }, 1);
  assertRestored({ ...scene, shade: black }, 1);
});

Deno.test("prepareDigit() restores black digits of any size anywhere on white", () => {
  assertRestored({ width: 200, height: 170, left: 50, top: 10, scale: 5, shade: black }, 1);
  assertRestored({ width: 70, height: 150, left: 5, top: 80, scale: 2.5, shade: black }, 6);
});

Deno.test("prepareDigit() restores digits that touch the edge", () => {
  assertRestored({ width: 112, height: 200, left: -12, top: -12, scale: 4, shade: black }, 3);
});

Deno.test("prepareDigit() restores digits from photos with noise and light from one side", () => {
  const random = new Random(1);
  assertRestored({
    width: 240,
    height: 260,
    left: 40,
    top: 20,
    scale: 6,
    shade: (ink, x, y) => 200 - 0.2 * x + 0.1 * y - 0.4 * ink + random.normal(0, 5),
  }, 10);
});

Deno.test("prepareDigit() fits a bar into the box and puts its centre into the pixel (14, 14)", () => {
  const bar = paint(new Uint8Array(784).fill(255), {
    width: 60,
    height: 70,
    left: 17,
    top: 3,
    scale: 1,
    // Of the square of 28 x 28, the 10 x 24 pixels from (20, 5) on.
    shade: (_, x, y) => x >= 20 && x < 30 && y >= 5 && y < 29 ? 10 : 240,
  });
  const prepared = prepareDigit(bar);
  // 24 rows become 20, and 10 columns round(8.33) = 8. Their middle, 9.5 and 3.5 from the first one,
  // comes to 14 when they begin at 4.5 and 10.5, which is rounded up.
  const rows = Array.from({ length: 28 }, (_, y) => prepared.subarray(28 * y, 28 * (y + 1)));
  const inked = rows.map((row) => row.findIndex((ink) => ink > 0));
  assertEquals(inked.filter((first) => first >= 0).length, 20);
  assertEquals(rows[14].findIndex((ink) => ink > 0), 11);
  assertEquals(rows[14].findLastIndex((ink) => ink > 0), 18);
  assertEquals(inked.findIndex((first) => first >= 0), 5);
  assert(prepared.every((ink) => ink === 0 || ink === 255));
});

Deno.test("prepareDigit() ignores single pixels of dirt", () => {
  const dirt = new Set(["2,3", "100,5", "60,108"]);
  const scene = { width: 112, height: 112, left: 0, top: 0, scale: 4 };
  assertRestored({ ...scene, shade: (ink, x, y) => dirt.has(`${x},${y}`) ? 0 : 255 - ink }, 2);
});

const blanks: readonly (readonly [string, GreyImage])[] = [
  ["nothing but white", { width: 9, height: 7, pixels: new Uint8Array(63).fill(255) }],
  ["a single pixel", { width: 1, height: 1, pixels: Uint8Array.of(7) }],
  ["a gradient", {
    width: 50,
    height: 2,
    pixels: Uint8Array.from({ length: 100 }, (_, i) => 3 * (i % 50) + 2),
  }],
  [
    "faint stains",
    paint(digits[0], {
      width: 28,
      height: 28,
      left: 0,
      top: 0,
      scale: 1,
      shade: (ink) => ink > 128 ? 240 : 250,
    }),
  ],
];

for (const [what, image] of blanks) {
  Deno.test(`prepareDigit() finds no digit in ${what}`, () => {
    assertThrows(() => prepareDigit(image), RangeError, "Expected a digit but found nothing");
  });
}
