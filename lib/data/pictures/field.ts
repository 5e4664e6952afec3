import type { GreyImage } from "../raster.ts";

/** A number for each pixel of a picture. */
export interface Field {
  readonly width: number;
  readonly height: number;
  /** `width * height` numbers, row by row. */
  readonly values: Float32Array;
}

/** A part of a picture, in pixels. */
export interface Box {
  /** Its first column. */
  readonly left: number;
  /** Its first row. */
  readonly top: number;
  /** Number of columns. */
  readonly width: number;
  /** Number of rows. */
  readonly height: number;
}

/** All of a picture. */
export function wholeOf(
  { width, height }: { readonly width: number; readonly height: number },
): Box {
  return { left: 0, top: 0, width, height };
}

/** The smallest box around two boxes. */
export function around(a: Box, b: Box): Box {
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  const right = Math.max(a.left + a.width, b.left + b.width);
  const bottom = Math.max(a.top + a.height, b.top + b.height);
  return { left, top, width: right - left, height: bottom - top };
}

/** Whether a box in a picture reaches one of the picture's sides. */
export function touchesSide(box: Box, width: number, height: number): boolean {
  return box.left === 0 || box.top === 0 || box.left + box.width === width ||
    box.top + box.height === height;
}

/**
 * Scales a part of a picture: each value is the mean over the area that it comes to cover, where pixels
 * that it covers in part count in part. Where the part is made larger, pixels become squares.
 *
 * @param values The picture's pixels, row by row.
 * @param width Pixels in a row of them.
 */
export function resample(
  values: ArrayLike<number>,
  width: number,
  part: Box,
  size: { readonly width: number; readonly height: number },
): Field {
  // A mean over a rectangle is a mean of means over its rows.
  const columns = overlaps(part.left, part.width, size.width);
  const rows = overlaps(part.top, part.height, size.height);
  const result = new Float32Array(size.width * size.height);
  const sums = new Float32Array(size.width);
  for (let y = 0; y < size.height; y++) {
    const { first, weights } = rows[y];
    for (let r = 0; r < weights.length; r++) {
      const start = (first + r) * width;
      for (let x = 0; x < size.width; x++) {
        const { first, weights } = columns[x];
        let sum = 0;
        for (let c = 0; c < weights.length; c++) sum += weights[c] * values[start + first + c];
        sums[x] = sum;
      }
      for (let x = 0; x < size.width; x++) result[y * size.width + x] += weights[r] * sums[x];
    }
  }
  return { ...size, values: result };
}

/** A picture with its longer side reduced to an extent, and the pixels of it to one of the result. */
export function reduce(
  { width, height, pixels }: GreyImage,
  most: number,
): { readonly picture: Field; readonly reduction: number } {
  const reduction = Math.max(1, Math.max(width, height) / most);
  if (reduction === 1) {
    return { picture: { width, height, values: new Float32Array(pixels) }, reduction };
  }
  const size = {
    width: Math.max(1, Math.round(width / reduction)),
    height: Math.max(1, Math.round(height / reduction)),
  };
  return { picture: resample(pixels, width, wholeOf({ width, height }), size), reduction };
}

/** The outermost values, each of them once. */
export function outlineOf({ width, values }: Field): Float32Array {
  const height = values.length / width;
  return values.filter((_, i) => {
    const x = i % width;
    const y = (i - x) / width;
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
}

/** Which of the old pixels each of the new ones covers, and the share of it that each makes up. */
function overlaps(
  start: number,
  extent: number,
  count: number,
): { readonly first: number; readonly weights: Float32Array }[] {
  const step = extent / count;
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [start + i * step, start + (i + 1) * step];
    const first = Math.floor(from + 1e-9);
    const last = Math.max(first, Math.ceil(to - 1e-9) - 1);
    const weights = Float32Array.from({ length: last - first + 1 }, (_, c) => {
      const pixel = first + c;
      return (Math.min(to, pixel + 1) - Math.max(from, pixel)) / step;
    });
    return { first, weights };
  });
}

/**
 * The value that a share of the values lies below, or the nearest one; NaN of none.
 *
 * Source: C. A. R. Hoare, "Algorithm 65: Find", Communications of the ACM 4 (1961).
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  const parted = new Float32Array(values);
  const rank = Math.round(share * (parted.length - 1));
  let [left, right] = [0, parted.length - 1];
  while (left < right) {
    const pivot = parted[rank];
    let [i, j] = [left, right];
    while (i <= j) {
      while (parted[i] < pivot) i++;
      while (parted[j] > pivot) j--;
      if (i <= j) {
        [parted[i], parted[j]] = [parted[j], parted[i]];
        i++;
        j--;
      }
    }
    if (j < rank) left = i;
    if (i > rank) right = j;
  }
  return parted.length === 0 ? NaN : parted[rank];
}
