import type { GreyImage } from "./grey.ts";

/** Height and width of an MNIST image, in pixels. */
export const DIGIT_SIZE = 28;
/** Extent of the box that an MNIST digit fits into, in pixels. */
const BOX_SIZE = 20;
/** The pixel that an MNIST digit has its centre of mass in. */
const CENTRE = 14;
/** Differences from the background that are no ink, as a multiple of what most of the edge has. */
const NOISE_MARGIN = 3;
/** Share of the edge's pixels that show how far noise goes; dirt and strokes may have the rest. */
const QUIET_SHARE = 0.9;
/** Share of the ink that is not darker than what becomes 255. */
const STRETCHED_SHARE = 0.9;
/** A background from here on, of 255, is a light one. */
const LIGHT = 128;
/** Amount of ink, of 255, from which on a pixel belongs to the digit's box. */
const VISIBLE_INK = 64;
/** Ink that differs less from the background, of 255, counts as none. */
const LEAST_CONTRAST = 16;

/**
 * Makes of a picture of a digit what MNIST's authors made of theirs: 28 x 28 bytes, 0 for the
 * background and 255 for ink.
 *
 * 1. The background is the plane through the medians of the picture's four edges, so that light may
 *    fall in from one side. What differs from it in the direction in which the picture as a whole
 *    does is ink, be it dark on light or light on dark.
 * 2. Differences within three times of what nine tenths of the edges' pixels keep to are noise, and
 *    become 0. The others are stretched so that their 90th percentile becomes 255.
 * 3. The box around all pixels of 64 or more, but for single ones, is fitted into 20 x 20 pixels with
 *    its proportions kept; each new pixel is the mean of the area that it covers.
 * 4. That goes, by whole pixels, to where the centre of mass comes to lie in the pixel (14, 14),
 *    counted from 0, which is where all digits of MNIST have it.
 *
 * Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".
 *
 * @param image One digit with some background around it.
 * @throws {RangeError} If nothing stands out from the background.
 */
export function prepareDigit(image: GreyImage): Uint8Array {
  const ink = inkOf(image);
  const box = boxAround(ink);
  const { width, height } = box;
  const scale = BOX_SIZE / Math.max(width, height);
  const digit = resample(ink, box, {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  });
  return centre(digit);
}

/**
 * Whether an image has a light background: the median of its outermost pixels is 128 or more.
 */
export function hasLightBackground({ width, height, pixels }: GreyImage): boolean {
  return median(edgeIndices(width, height).map((i) => pixels[i])) >= LIGHT;
}

/** Amounts of ink, from 0 to 255, row by row. */
interface Ink {
  readonly width: number;
  readonly height: number;
  readonly amounts: Float64Array;
}

/** A part of an image. */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function inkOf(image: GreyImage): Ink {
  const { width, height } = image;
  const differences = differencesFromBackground(image);
  const edge = edgeIndices(width, height).map((i) => Math.abs(differences[i]));
  const noise = NOISE_MARGIN * quantile(edge, QUIET_SHARE);
  const strongest = quantile(
    differences.filter((difference) => difference > noise),
    STRETCHED_SHARE,
  );
  if (!(strongest >= LEAST_CONTRAST)) throw noDigit();
  const amounts = differences.map((difference) =>
    difference > noise ? Math.min(255, 255 * difference / strongest) : 0
  );
  return { width, height, amounts };
}

/** How far each pixel is from the background, positive in the direction of the ink. */
function differencesFromBackground({ width, height, pixels }: GreyImage): Float64Array {
  const row = (y: number) => Array.from(pixels.subarray(y * width, (y + 1) * width));
  const column = (x: number) => Array.from({ length: height }, (_, y) => pixels[y * width + x]);
  const [top, bottom] = [median(row(0)), median(row(height - 1))];
  const [left, right] = [median(column(0)), median(column(width - 1))];
  const middle = (top + bottom + left + right) / 4;
  const slopeX = (right - left) / Math.max(1, width - 1);
  const slopeY = (bottom - top) / Math.max(1, height - 1);
  const differences = Float64Array.from(pixels, (pixel, i) => {
    const x = i % width - (width - 1) / 2;
    const y = Math.floor(i / width) - (height - 1) / 2;
    return pixel - (middle + slopeX * x + slopeY * y);
  });
  const sum = differences.reduce((sum, difference) => sum + difference, 0);
  return sum < 0 ? differences.map((difference) => -difference) : differences;
}

function boxAround(ink: Ink): Box {
  let [left, right, top, bottom] = [Infinity, -1, Infinity, -1];
  for (let y = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++) {
      if (ink.amounts[y * ink.width + x] < VISIBLE_INK || isSpeck(ink, x, y)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) throw noDigit();
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Whether none of the eight pixels around one has visible ink. */
function isSpeck({ width, height, amounts }: Ink, x: number, y: number): boolean {
  let visible = 0;
  for (let v = Math.max(0, y - 1); v < Math.min(height, y + 2); v++) {
    for (let u = Math.max(0, x - 1); u < Math.min(width, x + 2); u++) {
      if (amounts[v * width + u] >= VISIBLE_INK) visible++;
    }
  }
  return visible <= 1;
}

function noDigit(): RangeError {
  return new RangeError("Expected a digit but found nothing that stands out from the background");
}

/** Scales a part of an image: each new pixel is the mean of the area that it covers. */
function resample(ink: Ink, box: Box, size: { width: number; height: number }): Ink {
  const stepX = box.width / size.width;
  const stepY = box.height / size.height;
  const amounts = new Float64Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const left = box.left + x * stepX;
      const top = box.top + y * stepY;
      amounts[y * size.width + x] = meanOver(ink, left, left + stepX, top, top + stepY);
    }
  }
  return { ...size, amounts };
}

/** Mean over a rectangle, where pixels that it covers in part count in part. */
function meanOver(ink: Ink, left: number, right: number, top: number, bottom: number): number {
  const { width, height, amounts } = ink;
  let sum = 0;
  for (let y = Math.floor(top); y < Math.min(bottom, height); y++) {
    const rows = Math.min(bottom, y + 1) - Math.max(top, y);
    for (let x = Math.floor(left); x < Math.min(right, width); x++) {
      const columns = Math.min(right, x + 1) - Math.max(left, x);
      sum += rows * columns * amounts[y * width + x];
    }
  }
  return sum / ((right - left) * (bottom - top));
}

/** Puts a digit into an otherwise empty MNIST image. */
function centre({ width, height, amounts }: Ink): Uint8Array {
  let [mass, sumX, sumY] = [0, 0, 0];
  amounts.forEach((amount, i) => {
    mass += amount;
    sumX += amount * (i % width);
    sumY += amount * Math.floor(i / width);
  });
  const left = placeAt(Math.round(CENTRE - sumX / mass), width);
  const top = placeAt(Math.round(CENTRE - sumY / mass), height);
  const pixels = new Uint8Array(DIGIT_SIZE * DIGIT_SIZE);
  amounts.forEach((amount, i) => {
    pixels[(top + Math.floor(i / width)) * DIGIT_SIZE + left + i % width] = Math.round(amount);
  });
  return pixels;
}

/** The place nearest to `start` at which an extent lies within the image. */
function placeAt(start: number, extent: number): number {
  return Math.max(0, Math.min(start, DIGIT_SIZE - extent));
}

/** Indices of the outermost pixels, each of them once. */
function edgeIndices(width: number, height: number): number[] {
  const indices: number[] = [];
  for (let x = 0; x < width; x++) {
    indices.push(x);
    if (height > 1) indices.push((height - 1) * width + x);
  }
  for (let y = 1; y < height - 1; y++) {
    indices.push(y * width);
    if (width > 1) indices.push(y * width + width - 1);
  }
  return indices;
}

function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** The value that a share of the values lies below, or the nearest one; NaN of none. */
function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted.length === 0 ? NaN : sorted[Math.round(share * (sorted.length - 1))];
}
