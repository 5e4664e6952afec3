import type { Matrix } from "../../matrix.ts";
import type { PoolingGeometry } from "../pooling.ts";

/** See {@linkcode Pooling.maxPool}. */
export function maxPool(g: PoolingGeometry, x: Matrix, y: Matrix, winners: Int32Array): void {
  forEachWindow(g, y.rows, (image, corner, output) => {
    let winner = corner;
    let maximum = x.data[image + corner];
    for (let u = 0; u < g.poolHeight; u++) {
      for (let v = 0; v < g.poolWidth; v++) {
        const pixel = corner + u * g.width + v;
        const value = x.data[image + pixel];
        if (!(value > maximum || Number.isNaN(value))) continue;
        winner = pixel;
        maximum = value;
      }
    }
    y.data[output] = maximum;
    winners[output] = winner;
  });
}

/** See {@linkcode Pooling.maxPoolBackward}. */
export function maxPoolBackward(
  g: PoolingGeometry,
  winners: Int32Array,
  error: Matrix,
  inputError: Matrix,
): void {
  inputError.data.fill(0);
  forEachWindow(g, error.rows, (image, _corner, output) => {
    inputError.data[image + winners[output]] += error.data[output];
  });
}

/** See {@linkcode Pooling.averagePool}. */
export function averagePool(g: PoolingGeometry, x: Matrix, y: Matrix): void {
  forEachWindow(g, y.rows, (image, corner, output) => {
    let sum = 0;
    for (let u = 0; u < g.poolHeight; u++) {
      const row = image + corner + u * g.width;
      for (let p = row; p < row + g.poolWidth; p++) sum += x.data[p];
    }
    y.data[output] = sum / (g.poolHeight * g.poolWidth);
  });
}

/** See {@linkcode Pooling.averagePoolBackward}. */
export function averagePoolBackward(g: PoolingGeometry, error: Matrix, inputError: Matrix): void {
  inputError.data.fill(0);
  forEachWindow(g, error.rows, (image, corner, output) => {
    const share = error.data[output] / (g.poolHeight * g.poolWidth);
    for (let u = 0; u < g.poolHeight; u++) {
      const row = image + corner + u * g.width;
      for (let p = row; p < row + g.poolWidth; p++) inputError.data[p] += share;
    }
  });
}

/**
 * Calls `use` for each window of each sample: with the place of the sample's image in the input,
 * the place of the window's first pixel in the image, and that of its value in the output.
 */
function forEachWindow(
  g: PoolingGeometry,
  samples: number,
  use: (image: number, corner: number, output: number) => void,
): void {
  let output = 0;
  for (let s = 0; s < samples; s++) {
    const image = s * g.channels * g.height * g.width;
    for (let c = 0; c < g.channels; c++) {
      for (let i = 0; i < g.outputHeight; i++) {
        const row = (c * g.height + i * g.stride) * g.width;
        for (let j = 0; j < g.outputWidth; j++) use(image, row + j * g.stride, output++);
      }
    }
  }
}
