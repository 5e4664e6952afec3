import type { CostSurface } from "../training/descent.ts";
import type { Caption, Line, Lines } from "./chart.ts";
import { heightMap } from "./height_map.ts";
import { fieldOf, type Plane } from "./plane.ts";

/** The way that an optimizer has taken. */
export interface DescentPath {
  /** The optimizer: `Adam, rate 0.1`. */
  readonly name: string;
  /** The start, and the place after each step. */
  readonly points: Line["points"];
}

/** What a chart of a cost surface is of. */
export interface CostSurfaceTitle extends Pick<Caption, "id" | "title" | "subtitle"> {
  /** The part of the surface that is shown. */
  readonly plane: Plane;
}

/**
 * A cost that depends on two parameters, seen from above, and the paths of optimizers on it: lines of
 * equal cost, at equal distances of cost, on a ground in colours of the cost. A path that leaves the plane
 * is cut off there.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 5.2.5.
 *
 * @param paths All from the same start.
 *
 * @example
 * ```ts
 * import { descend, quadraticSurface, SGD } from "@handwriting/mnist";
 * import { costSurfaceChart } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const bowl = quadraticSurface(1, 10);
 * const points = descend(bowl, [1, 1], (two) => new SGD(two, { learningRate: 0.1 }), 1);
 * const plane = { x: [-2, 2], y: [-2, 2] } as const;
 * const about = { id: "bowl", title: "A bowl", plane };
 * const chart = costSurfaceChart(bowl, [{ name: "gradient descent", points }], about);
 * assertEquals(chart.lines[0].points, [[1, 1], [0.9, 0]]);
 * ```
 */
export function costSurfaceChart(
  surface: CostSurface,
  paths: readonly DescentPath[],
  { plane, ...caption }: CostSurfaceTitle,
): Lines {
  const field = fieldOf(plane, (x, y) => surface.cost(x, y));
  const { lines: contours, ground } = heightMap(field, "equal cost");
  const ways = paths.map(({ name, points }): Line => ({ name, points, role: "class" }));
  const starts = paths.flatMap(({ points }) => points.slice(0, 1)).slice(0, 1);
  return {
    kind: "lines",
    ...caption,
    description: `Lines of equal cost over two parameters, and the paths on it of ` +
      `${paths.map(({ name }) => name).join(", ")}.`,
    x: { label: "first parameter", range: plane.x },
    y: { label: "second parameter", range: plane.y },
    lines: [
      ...ways,
      { name: "start", points: starts, role: "model", shape: "points" },
      ...contours,
    ],
    ground,
  };
}
