import { Matrix } from "../matrix.ts";
import type { Picture } from "./chart.ts";
import type { Colour } from "./colours.ts";
import { paintPicture } from "./picture.ts";

/** The ends of an axis. */
export type Range = readonly [start: number, end: number];

/** A part of the plane. */
export interface Plane {
  /** Its left and its right end. */
  readonly x: Range;
  /** Its lower and its upper end. */
  readonly y: Range;
}

/** The numbers that a function has on a grid of a plane, the ends of the plane among its places. */
export interface Field {
  /** Where the grid lies. */
  readonly plane: Plane;
  /** Places on each horizontal line of the grid; 2 or more. */
  readonly columns: number;
  /** Places on each vertical line; 2 or more. */
  readonly rows: number;
  /** A number for each place, line by line from the lowest. */
  readonly values: ArrayLike<number>;
}

/** Cells of a grid along each axis, unless more or fewer are asked for. */
export const USUAL_CELLS = 120;

/**
 * The places of a grid on a plane, line by line from the lowest: its corners are those of the plane.
 *
 * @param cells Cells along each axis; there is one place more.
 * @returns `places × 2`: x and y.
 */
export function gridPlaces({ x, y }: Plane, cells = USUAL_CELLS): Matrix {
  const count = cells + 1;
  const places = new Matrix(count * count, 2);
  for (let i = 0; i < count * count; i++) {
    places.data[2 * i] = between(x, (i % count) / cells);
    places.data[2 * i + 1] = between(y, Math.floor(i / count) / cells);
  }
  return places;
}

/**
 * What a function is on a grid of a plane.
 *
 * @param f Takes x and y.
 */
export function fieldOf(
  plane: Plane,
  f: (x: number, y: number) => number,
  cells = USUAL_CELLS,
): Field {
  const places = gridPlaces(plane, cells);
  const values = Float64Array.from(
    { length: places.rows },
    (_, i) => f(places.data[2 * i], places.data[2 * i + 1]),
  );
  return { plane, columns: cells + 1, rows: cells + 1, values };
}

/** The middles of the cells of a grid, line by line from the lowest, as {@linkcode gridPlaces}. */
export function cellMiddles({ x, y }: Plane, cells = USUAL_CELLS): Matrix {
  const margin = (range: Range) => (range[1] - range[0]) / (2 * cells);
  return gridPlaces({
    x: [x[0] + margin(x), x[1] - margin(x)],
    y: [y[0] + margin(y), y[1] - margin(y)],
  }, cells - 1);
}

/**
 * A picture of a plane.
 *
 * @param colourOf The colour of a cell, by its number among {@linkcode cellMiddles}.
 */
export function groundOf(colourOf: (cell: number) => Colour, cells = USUAL_CELLS): Picture {
  // A picture begins at its top, where a plane ends.
  return paintPicture(
    { width: cells, height: cells },
    (column, row) => colourOf((cells - 1 - row) * cells + column),
  );
}

/**
 * The part of a plane that some points are in, with a margin of a tenth of its extents around them, or of
 * 1 where all points have the same x or y; from 0 to 1 without points.
 *
 * @param points Pairs of x and y. What is not finite does not count.
 */
export function planeAround(points: Iterable<readonly [number, number]>): Plane {
  const ends = [[Infinity, -Infinity], [Infinity, -Infinity]];
  for (const point of points) {
    point.forEach((value, axis) => {
      if (!Number.isFinite(value)) return;
      ends[axis] = [Math.min(ends[axis][0], value), Math.max(ends[axis][1], value)];
    });
  }
  const [x, y] = ends.map(widened);
  return { x, y };
}

function widened([low, high]: readonly number[]): Range {
  if (low > high) return [0, 1];
  const margin = (high - low) / 10 || 1;
  return [low - margin, high + margin];
}

function between([start, end]: Range, share: number): number {
  // Exact at both ends.
  return share === 1 ? end : start + share * (end - start);
}
