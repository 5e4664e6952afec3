import type { Field } from "./field.ts";

/** The mean over squares of `2 radius + 1` pixels; at the edges, over as much of them as there is. */
export function boxMean(field: Field, radius: number): Field {
  return acrossAndDown(field, ({ width, height, values }) => {
    const means = new Float32Array(values.length);
    const sums = new Float64Array(width);
    let [first, last] = [0, 0];
    for (let y = 0; y < height; y++) {
      for (; last < height && last <= y + radius; last++) {
        for (let x = 0, i = last * width; x < width; x++, i++) sums[x] += values[i];
      }
      for (; first < y - radius; first++) {
        for (let x = 0, i = first * width; x < width; x++, i++) sums[x] -= values[i];
      }
      const count = last - first;
      for (let x = 0, i = y * width; x < width; x++, i++) means[i] = sums[x] / count;
    }
    return { width, height, values: means };
  });
}

/**
 * The largest value in squares of `2 radius + 1` pixels: a dilation. Columns are cut into blocks as long as
 * a square, so that a stretch of that length is the end of a block and the beginning of the next one.
 *
 * Source: M. van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and
 * octagonal kernels", Pattern Recognition Letters 13 (1992).
 */
export function boxMaximum(field: Field, radius: number): Field {
  const extent = 2 * radius + 1;
  return acrossAndDown(field, ({ width, height, values }) => {
    const rows = height + 2 * radius;
    // The largest value from the beginning of a pixel's block to it, and from it to the end.
    const before = new Float32Array(rows * width);
    before.set(values, radius * width);
    before.fill(-Infinity, 0, radius * width).fill(-Infinity, (radius + height) * width);
    const after = before.slice();
    for (let y = 1; y < rows; y++) {
      if (y % extent !== 0) takeLarger(before, y * width, (y - 1) * width, width);
    }
    for (let y = rows - 2; y >= 0; y--) {
      if ((y + 1) % extent !== 0) takeLarger(after, y * width, (y + 1) * width, width);
    }
    const largest = after.subarray(0, values.length);
    const down = 2 * radius * width;
    for (let i = 0; i < largest.length; i++) {
      const other = before[i + down];
      if (other > largest[i]) largest[i] = other;
    }
    return { width, height, values: largest };
  });
}

/** Each value of a row becomes the one at its place in another row where that is larger. */
function takeLarger(values: Float32Array, row: number, other: number, width: number): void {
  for (let x = 0; x < width; x++) {
    const value = values[other + x];
    if (value > values[row + x]) values[row + x] = value;
  }
}

/** The smallest value in squares of `2 radius + 1` pixels: an erosion. */
export function boxMinimum(field: Field, radius: number): Field {
  return negative(boxMaximum(negative(field), radius));
}

function negative({ width, height, values }: Field): Field {
  const negatives = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) negatives[i] = -values[i];
  return { width, height, values: negatives };
}

/** What becomes of a field by a filter of columns that is applied to its rows first. */
function acrossAndDown(field: Field, down: (field: Field) => Field): Field {
  return down(transposed(down(transposed(field))));
}

function transposed({ width, height, values }: Field): Field {
  const result = new Float32Array(values.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, j = y; x < width; x++, i++, j += height) result[j] = values[i];
  }
  return { width: height, height: width, values: result };
}
