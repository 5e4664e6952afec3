import type { Line } from "./chart.ts";
import type { Field } from "./plane.ts";

/**
 * Where a field has a certain value: the lines between the places that are below it and the others,
 * straight within each cell of the grid, by the method of marching squares. Between any two lines
 * there is a gap (NaN), and closed ones end where they begin. Cells with NaN have no line.
 *
 * @example
 * ```ts
 * import { contourLines, fieldOf } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const field = fieldOf({ x: [0, 1], y: [0, 1] }, (x) => x, 1);
 * assertEquals(contourLines(field, 0.25), [[0.25, 0], [0.25, 1]]);
 * ```
 */
export function contourLines(field: Field, level: number): Line["points"] {
  const joined = new Map<number, number[]>();
  const join = (from: number, to: number) => {
    joined.set(from, [...joined.get(from) ?? [], to]);
    joined.set(to, [...joined.get(to) ?? [], from]);
  };
  for (let row = 0; row < field.rows - 1; row++) {
    for (let column = 0; column < field.columns - 1; column++) {
      for (const [from, to] of segmentsIn(field, level, column, row)) join(from, to);
    }
  }
  const lines = tracesOf(joined);
  return lines.flatMap((edges, i) => {
    const points = edges.map((edge) => crossingOf(field, level, edge));
    return i === 0 ? points : [[NaN, NaN] as const, ...points];
  });
}

/** A line from one side of a cell to another; sides are numbered as {@linkcode sidesOf} has it. */
type Segment = readonly [from: number, to: number];

/** What of a contour is in one cell: no line, one, or two that cut off opposite corners. */
function segmentsIn(field: Field, level: number, column: number, row: number): Segment[] {
  const { columns, values } = field;
  const corner = row * columns + column;
  // Most cells are on one side of the level: these are not worth any arrays.
  const isBelow = values[corner] < level;
  if (
    values[corner + 1] < level === isBelow && values[corner + columns] < level === isBelow &&
    values[corner + columns + 1] < level === isBelow
  ) return [];
  // Around the cell, from its lower left corner to the right.
  const around = [corner, corner + 1, corner + 1 + columns, corner + columns]
    .map((place) => values[place] - level);
  if (around.some(Number.isNaN)) return [];
  const sides = sidesOf(corner, columns);
  const crossed = sides.filter((_, i) => around[i] < 0 !== around[(i + 1) % 4] < 0);
  if (crossed.length < 4) return crossed.length === 2 ? [[crossed[0], crossed[1]]] : [];
  // A saddle: what its middle belongs to is joined.
  const middle = around.reduce((sum, value) => sum + value, 0);
  const [lower, right, upper, left] = sides;
  return middle < 0 === around[0] < 0
    ? [[lower, right], [upper, left]]
    : [[left, lower], [right, upper]];
}

/**
 * The sides of the cell at a corner: below, right, above, left. The side that goes to the right from
 * place `p` has the number `2p`, the one that goes up `2p + 1`.
 */
function sidesOf(corner: number, columns: number): [number, number, number, number] {
  return [2 * corner, 2 * (corner + 1) + 1, 2 * (corner + columns), 2 * corner + 1];
}

/** Where a contour crosses a side. */
function crossingOf(field: Field, level: number, side: number): readonly [number, number] {
  const { plane: { x, y }, columns, rows, values } = field;
  const place = side >> 1;
  const isUpwards = side % 2 === 1;
  const [from, to] = [values[place], values[isUpwards ? place + columns : place + 1]];
  const share = (level - from) / (to - from);
  const across = place % columns + (isUpwards ? 0 : share);
  const up = Math.floor(place / columns) + (isUpwards ? share : 0);
  return [
    x[0] + across / (columns - 1) * (x[1] - x[0]),
    y[0] + up / (rows - 1) * (y[1] - y[0]),
  ];
}

/** The sides in the order in which lines pass them: first the lines with ends, then the closed ones. */
function tracesOf(joined: ReadonlyMap<number, readonly number[]>): number[][] {
  const passed = new Set<number>();
  const trace = (start: number): number[] => {
    const line: number[] = [];
    for (let side: number | undefined = start; side !== undefined;) {
      line.push(side);
      passed.add(side);
      side = joined.get(side)?.find((next) => !passed.has(next));
    }
    return line;
  };
  const lines: number[][] = [];
  for (const [side, { length }] of joined) {
    if (length === 1 && !passed.has(side)) lines.push(trace(side));
  }
  for (const side of joined.keys()) {
    if (!passed.has(side)) lines.push([...trace(side), side]);
  }
  return lines;
}
