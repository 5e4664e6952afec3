/**
 * A map from output pixels to where they come from: the output pixel in column `x` and row `y`
 * shows the input at column `xx x + xy y + x0` and row `yx x + yy y + y0`, all counted from 0.
 */
export interface AffineMap {
  xx: number;
  xy: number;
  x0: number;
  yx: number;
  yy: number;
  y0: number;
}

/** For each output pixel, row by row, by how much farther right and down it comes from, in pixels. */
export interface Displacement {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What lies outside an image: zeros, or its outermost pixels repeated. */
export type ImageBorder = "zero" | "nearest";

/**
 * Draws images through affine maps, and displacements of single pixels on top of them, each output
 * pixel interpolated between the four input pixels around it (bilinear) and rounded to the nearest
 * byte.
 */
export class Warp {
  /** What is added to where the map says; at first 0, and whoever wants another one writes it. */
  readonly displacement: Displacement;
  readonly #width: number;
  readonly #height: number;
  readonly #lowest: number;
  readonly #padded: Uint8Array;

  /** Images are `height × width` bytes, row by row. */
  constructor(width: number, height: number, border: ImageBorder) {
    this.#width = width;
    this.#height = height;
    this.#lowest = border === "zero" ? -1 : 0;
    this.#padded = new Uint8Array((width + 3) * (height + 3));
    this.displacement = {
      x: new Float64Array(width * height),
      y: new Float64Array(width * height),
    };
  }

  /**
   * Draws one image: the one at `inputStart` of `input`, through `map`, to `outputStart` of
   * `output`. Input and output may be the same.
   */
  draw(
    map: AffineMap,
    input: Uint8Array,
    inputStart: number,
    output: Uint8Array,
    outputStart: number,
  ): void {
    this.#pad(input, inputStart);
    // The input now has one column and row before and two behind it. A place outside the image is
    // moved to the nearest column and row where it finds the same: -1 and the extent for zeros, 0
    // and the last one for repeated pixels. So all four neighbours exist, without a branch for each.
    const width = this.#width;
    const height = this.#height;
    const padded = this.#padded;
    const stride = width + 3;
    const lowest = this.#lowest;
    const highestX = width - 1 - lowest;
    const highestY = height - 1 - lowest;
    const { xx, yx } = map;
    const { x: movedX, y: movedY } = this.displacement;
    let pixel = 0;
    for (let row = 0; row < height; row++) {
      const startX = map.xy * row + map.x0;
      const startY = map.yy * row + map.y0;
      for (let column = 0; column < width; column++) {
        let x = startX + xx * column + movedX[pixel];
        let y = startY + yx * column + movedY[pixel];
        x = (x < lowest ? lowest : x > highestX ? highestX : x) + 1;
        y = (y < lowest ? lowest : y > highestY ? highestY : y) + 1;
        const left = x | 0;
        const top = y | 0;
        const i = top * stride + left;
        const a = padded[i];
        const c = padded[i + stride];
        const upper = a + (x - left) * (padded[i + 1] - a);
        const lower = c + (x - left) * (padded[i + stride + 1] - c);
        output[outputStart + pixel++] = upper + (y - top) * (lower - upper) + 0.5;
      }
    }
  }

  #pad(input: Uint8Array, start: number): void {
    const width = this.#width;
    const padded = this.#padded;
    let i = start;
    for (let row = 1; row <= this.#height; row++) {
      const rowStart = row * (width + 3) + 1;
      for (let p = rowStart; p < rowStart + width; p++) padded[p] = input[i++];
    }
  }
}
