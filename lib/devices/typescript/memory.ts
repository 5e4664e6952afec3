import { ImageWarp, type WarpedImages } from "../../data/image_warp.ts";
import type { Matrix } from "../../matrix.ts";

/** That the device is immediate. */
export const immediate = true;

/** See {@linkcode Memory.settle}. */
export function settle(): Promise<void> {
  return Promise.resolve();
}

/** See {@linkcode Memory.changed}. */
export function changed(): void {}

/** See {@linkcode Memory.copy}. */
export function copy(from: Matrix, to: Matrix): void {
  to.data.set(from.data);
}

/** See {@linkcode Memory.gather}. */
export function gather(pixels: Uint8Array, rows: Int32Array, table: Matrix, output: Matrix): void {
  let i = 0;
  for (let r = 0; r < output.rows; r++) {
    let p = rows[r] * output.columns;
    for (let c = 0; c < output.columns; c++) output.data[i++] = table.data[pixels[p++]];
  }
}

/** See {@linkcode Memory.warp}. */
export function warp(
  pixels: Uint8Array,
  rows: Int32Array,
  { data: numbers, columns: numbersEach }: Matrix,
  images: WarpedImages,
  table: Matrix,
  { rows: count, columns, data }: Matrix,
): void {
  const imageWarp = new ImageWarp(images, numbersEach);
  const drawn = new Uint8Array(columns);
  for (let r = 0; r < count; r++) {
    imageWarp.draw(numbers, r * numbersEach, pixels, rows[r] * columns, drawn, 0);
    for (let c = 0; c < columns; c++) data[r * columns + c] = table.data[drawn[c]];
  }
}

/** See {@linkcode Memory.target}. */
export function target(
  labels: Int32Array,
  rows: Int32Array,
  off: number,
  on: number,
  { rows: count, columns, data }: Matrix,
): void {
  data.fill(off);
  for (let r = 0; r < count; r++) {
    const label = labels[rows[r]];
    if (columns > 1) data[r * columns + label] = on;
    else if (label === 1) data[r] = on;
  }
}
