import type { Elements } from "../matrix.ts";
import type { Random } from "../random.ts";
import type { Displacement } from "./warp.ts";

/** Intervals between the knots across the image, in both directions. */
export const INTERVALS = 4;

/** Knots in a row or column: one where each interval begins or ends, and one beyond either side. */
export const KNOTS = INTERVALS + 3;

/** Knots of a field: row by row those of the displacements to the right, then those of the ones downwards. */
export const FIELD_KNOTS = 2 * KNOTS * KNOTS;

/** Knots that a place depends on, in each direction. */
const REACH = 4;

/** What the pixels of a row, or of a column, take from the knots. */
interface Spline {
  /** For each pixel the first of the knots that it depends on. */
  readonly first: Int32Array;
  /** For each pixel the weights of its {@linkcode REACH} knots, which add up to 1. */
  readonly weights: Float64Array;
}

/**
 * Random elastic distortion: smooth displacements of the pixels, independent to the right and
 * downwards. Each is a uniform cubic B-spline over a grid of knots a quarter of the image apart,
 * `d(x, y) = Σᵢⱼ Bᵢ(x) Bⱼ(y) kᵢⱼ`, with knots `k` uniform in `[-limit, limit]`. So no displacement
 * is larger than the limit; their standard deviation is `Σ B² / √3 ≈ 0.28` of it.
 *
 * Simard, Steinkraus and Platt, "Best Practices for Convolutional Neural Networks" (2003), smooth
 * uniform noise with a Gaussian of 4 pixels instead, to displacements of about 1.4 pixels, for
 * images of 29 by 29. A spline of knots 7 pixels apart has that standard deviation, at a fraction
 * of the cost; the same displacements come from a limit of 5 pixels.
 */
export class ElasticField {
  readonly #width: number;
  readonly #height: number;
  readonly #columns: Spline;
  readonly #rows: Spline;
  readonly #knotRow = new Float64Array(KNOTS);

  /** @param width, height The image's, in pixels. */
  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#columns = spline(width);
    this.#rows = spline(height);
  }

  /**
   * Works the displacements of all pixels out.
   *
   * @param knots {@linkcode FIELD_KNOTS} of them, from `start` on, as {@linkcode chooseKnots} draws them.
   * @param displacement Receives the displacements.
   */
  interpolate(knots: Elements, start: number, displacement: Displacement): void {
    this.#fill(displacement.x, knots, start);
    this.#fill(displacement.y, knots, start + KNOTS * KNOTS);
  }

  #fill(output: Float64Array, knots: Elements, start: number): void {
    for (let row = 0; row < this.#height; row++) {
      this.#interpolateKnots(knots, start, row);
      this.#fillRow(output, row * this.#width);
    }
  }

  /** The spline along a row of pixels has knots of its own, between those of the rows of knots. */
  #interpolateKnots(knots: Elements, start: number, row: number): void {
    const { first, weights } = this.#rows;
    const w = REACH * row;
    for (let column = 0; column < KNOTS; column++) {
      const k = start + first[row] * KNOTS + column;
      this.#knotRow[column] = weights[w] * knots[k] + weights[w + 1] * knots[k + KNOTS] +
        weights[w + 2] * knots[k + 2 * KNOTS] + weights[w + 3] * knots[k + 3 * KNOTS];
    }
  }

  #fillRow(output: Float64Array, start: number): void {
    const knots = this.#knotRow;
    const { first, weights } = this.#columns;
    for (let column = 0; column < this.#width; column++) {
      const k = first[column];
      const w = REACH * column;
      output[start + column] = weights[w] * knots[k] + weights[w + 1] * knots[k + 1] +
        weights[w + 2] * knots[k + 2] + weights[w + 3] * knots[k + 3];
    }
  }
}

/**
 * Draws the knots of an {@linkcode ElasticField}.
 *
 * @param knots Receives {@linkcode FIELD_KNOTS} of them, from `start` on, in pixels.
 * @param limitX, limitY How far a pixel may move at most, in pixels.
 */
export function chooseKnots(
  knots: Elements,
  start: number,
  limitX: number,
  limitY: number,
  random: Random,
): void {
  const middle = start + KNOTS * KNOTS;
  const end = start + FIELD_KNOTS;
  for (let k = start; k < middle; k++) knots[k] = random.uniform(-limitX, limitX);
  for (let k = middle; k < end; k++) knots[k] = random.uniform(-limitY, limitY);
}

/** The pieces of the cubic B-spline, at the centres of the pixels along an extent. */
function spline(extent: number): Spline {
  const first = new Int32Array(extent);
  const weights = new Float64Array(REACH * extent);
  for (let pixel = 0; pixel < extent; pixel++) {
    const place = (pixel + 0.5) * INTERVALS / extent;
    first[pixel] = Math.floor(place);
    const t = place - first[pixel];
    const w = REACH * pixel;
    weights[w] = (1 - t) ** 3 / 6;
    weights[w + 1] = (3 * t ** 3 - 6 * t ** 2 + 4) / 6;
    weights[w + 2] = (-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) / 6;
    weights[w + 3] = t ** 3 / 6;
  }
  return { first, weights };
}
