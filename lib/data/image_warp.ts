import type { Elements } from "../matrix.ts";
import { ElasticField, FIELD_KNOTS } from "./elastic_field.ts";
import { type AffineMap, type ImageBorder, Warp } from "./warp.ts";

/** What images are like that are warped. */
export interface WarpedImages {
  /** Each image has so many, one after another, which are warped alike. */
  readonly channels: number;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
  /** What moves in from outside of an image. */
  readonly border: ImageBorder;
}

/** Numbers of a warp that is a map and nothing else. */
export const MAP_NUMBERS = 6;

/** Numbers of a warp with a map and the knots of an {@linkcode ElasticField} behind it. */
export const ELASTIC_NUMBERS = MAP_NUMBERS + FIELD_KNOTS;

/**
 * Draws images through warps, each of which is a row of numbers: `xx, xy, x0, yx, yy, y0` of an
 * {@linkcode AffineMap}, and behind them, if there are more, the knots of the displacements that are added.
 */
export class ImageWarp {
  readonly #channels: number;
  readonly #area: number;
  readonly #warp: Warp;
  readonly #field: ElasticField | undefined;

  /** @param numbers Of each warp: {@linkcode MAP_NUMBERS} or {@linkcode ELASTIC_NUMBERS}. */
  constructor({ channels, height, width, border }: WarpedImages, numbers: number) {
    this.#channels = channels;
    this.#area = height * width;
    this.#warp = new Warp(width, height, border);
    this.#field = numbers > MAP_NUMBERS ? new ElasticField(width, height) : undefined;
  }

  /**
   * Draws one image: the one at `inputStart` of `input`, through the warp at `start` of `numbers`, to
   * `outputStart` of `output`.
   */
  draw(
    numbers: Elements,
    start: number,
    input: Uint8Array,
    inputStart: number,
    output: Uint8Array,
    outputStart: number,
  ): void {
    const map = mapAt(numbers, start);
    this.#field?.interpolate(numbers, start + MAP_NUMBERS, this.#warp.displacement);
    for (let channel = 0; channel < this.#channels; channel++) {
      const offset = channel * this.#area;
      this.#warp.draw(map, input, inputStart + offset, output, outputStart + offset);
    }
  }
}

/** Writes the map of a warp at `start`. */
export function writeMap(map: AffineMap, numbers: Elements, start: number): void {
  numbers[start] = map.xx;
  numbers[start + 1] = map.xy;
  numbers[start + 2] = map.x0;
  numbers[start + 3] = map.yx;
  numbers[start + 4] = map.yy;
  numbers[start + 5] = map.y0;
}

function mapAt(numbers: Elements, start: number): AffineMap {
  return {
    xx: numbers[start],
    xy: numbers[start + 1],
    x0: numbers[start + 2],
    yx: numbers[start + 3],
    yy: numbers[start + 4],
    y0: numbers[start + 5],
  };
}
