/** Lines are at most this thick, as a share of the longer extent of the picture. */
const THICKEST = 0.012;
/**
 * The pixels of thin runs along a line are at least this share of the picture's width. A line of
 * several rows counts with all that are looked at: with three of them, it need cover 0.15 of the width.
 */
const LEAST_COUNT = 0.45;
/** A line begins and ends within such a share of the width from the sides. */
const END_SHARE = 0.2;
/** Steepest lines that are looked for, in pixels down per pixel to the right. */
const STEEPEST = 0.04;

/**
 * Takes the lines of ruled and squared paper out of a mask: straight rows of thin runs that begin near
 * one side of the picture and end near the other, a little slanted perhaps. Where something thicker
 * crosses a line, it stays whole.
 *
 * @param mask Not 0 for ink, row by row; it is changed.
 */
export function removeRuling(mask: Uint8Array, width: number): void {
  const height = mask.length / width;
  removeLines(mask, { width, height, right: 1, down: width });
  removeLines(mask, { width: height, height: width, right: width, down: 1 });
}

/** How a mask is walked through: as it is, or with rows and columns exchanged. */
interface Walk {
  readonly width: number;
  readonly height: number;
  /** Steps in the mask from a pixel to the next one to the right, and to the one below. */
  readonly right: number;
  readonly down: number;
}

function removeLines(mask: Uint8Array, walk: Walk): void {
  const { width, height, right, down } = walk;
  const thickest = Math.max(3, Math.round(THICKEST * Math.max(width, height)));
  const thin = thinRuns(mask, walk, thickest);
  const { slope, counts } = steadiestRows(thin, walk);
  for (let y = 0; y < height; y++) {
    const count = counts[y] + counts[y + 1] + counts[y + 2];
    if (counts[y + 1] === 0 || count < LEAST_COUNT * width) continue;
    const pixels = thinPixelsAlong(thin, walk, y, slope);
    if (!goesAcross(pixels, width)) continue;
    for (const { x, row } of pixels) {
      for (let v = row; v < height && mask[v * down + x * right] !== 0; v++) {
        mask[v * down + x * right] = 0;
      }
      for (let v = row - 1; v >= 0 && mask[v * down + x * right] !== 0; v--) {
        mask[v * down + x * right] = 0;
      }
    }
  }
}

/** A pixel of a thin run. */
interface ThinPixel {
  readonly x: number;
  readonly row: number;
}

/** The pixels of thin runs on a straight line and in the rows beside it, from left to right. */
function thinPixelsAlong(
  thin: Uint8Array,
  { width, height, right, down }: Walk,
  y: number,
  slope: number,
): ThinPixel[] {
  const pixels: ThinPixel[] = [];
  for (let x = 0; x < width; x++) {
    const middle = y + Math.round(slope * (x - width / 2));
    for (let row = Math.max(0, middle - 1); row <= middle + 1 && row < height; row++) {
      if (thin[row * down + x * right] !== 0) pixels.push({ x, row });
    }
  }
  return pixels;
}

/** Whether there are pixels near both sides of the picture. */
function goesAcross(pixels: readonly ThinPixel[], width: number): boolean {
  return pixels[0].x < END_SHARE * width && pixels[pixels.length - 1].x >= (1 - END_SHARE) * width;
}

/** Marks every pixel of the runs down a column that are no longer than a line is thick. */
function thinRuns(
  mask: Uint8Array,
  { width, height, right, down }: Walk,
  thickest: number,
): Uint8Array {
  const thin = new Uint8Array(mask.length);
  for (let x = 0; x < width; x++) {
    let length = 0;
    for (let y = 0; y <= height; y++) {
      const i = y * down + x * right;
      if (y < height && mask[i] !== 0) {
        length++;
        continue;
      }
      if (length <= thickest) { for (let k = 1; k <= length; k++) thin[i - k * down] = 1; }
      length = 0;
    }
  }
  return thin;
}

/**
 * The slope for which the pixels gather most in few rows, and how many are in each, from the row above the
 * first to the one below the last.
 */
function steadiestRows(
  thin: Uint8Array,
  { width, height, right, down }: Walk,
): { slope: number; counts: Float64Array } {
  const pixels: ThinPixel[] = [];
  for (let row = 0; row < height; row++) {
    for (let x = 0; x < width; x++) {
      if (thin[row * down + x * right] !== 0) pixels.push({ x, row });
    }
  }
  let best = { slope: 0, counts: new Float64Array(height + 2), gathering: -1 };
  const steps = Math.ceil(STEEPEST * width);
  const shifts = new Int32Array(width);
  for (let step = -steps; step <= steps; step++) {
    const slope = step / width;
    for (let x = 0; x < width; x++) shifts[x] = Math.round(slope * (x - width / 2));
    const counts = new Float64Array(height + 2);
    for (const { x, row } of pixels) {
      const place = row - shifts[x] + 1;
      if (place >= 0 && place < counts.length) counts[place]++;
    }
    let gathering = 0;
    for (let y = 0; y < height; y++) gathering += counts[y + 1] ** 2;
    if (gathering > best.gathering) best = { slope, counts, gathering };
  }
  return best;
}
