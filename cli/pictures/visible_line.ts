import type { Line } from "../../lib/plots/chart.ts";
import { type AxisScale, canShow, positionOf, valueAt } from "./axis_scale.ts";
import { clipLine, isInside } from "./clip_line.ts";
import type { Size } from "./drawing.ts";
import { type Point, thinPoints } from "./thin_points.ts";

/** The axes of a line. */
export interface Axes {
  readonly x: AxisScale;
  readonly y: AxisScale;
}

/** Lines of up to so many points mark each of them. */
const MOST_MARKERS = 20;

/** Points are left out where that moves the line by less than this, in pixels. */
const INVISIBLE_DISTANCE = 0.2;

/**
 * What is seen of a line: its parts between the axes, with the corners of its steps, in no more points
 * than are needed.
 *
 * @param size Extents of what is between the axes.
 */
export function visibleParts(line: Line, axes: Axes, { width, height }: Size): Point[][] {
  return runsOf(cornersOf(line), axes).flatMap(clipLine).map((part) => {
    const pixels = part.map(([x, y]): Point => [width * x, height * y]);
    return thinPoints(pixels, INVISIBLE_DISTANCE).map((i) => pointAt(part[i], axes));
  });
}

/** The points of a line that are marked: because they are few, or because they are joined to no other. */
export function visibleMarkers({ points, role, shape }: Line, axes: Axes): Point[] {
  if (shape === "step" || role === "reference") return [];
  const runs = runsOf(points, axes);
  const marked = points.length <= MOST_MARKERS ? runs : runs.filter(({ length }) => length === 1);
  return marked.flat().filter(isInside).map((place) => pointAt(place, axes));
}

/** The points of a line; a step keeps its height up to the next point. */
function cornersOf({ points, shape }: Line): readonly Point[] {
  if (shape !== "step") return points;
  return points.flatMap(([x, y], i): Point[] => {
    return i === 0 ? [[x, y]] : [[x, points[i - 1][1]], [x, y]];
  });
}

/**
 * Where points are between the axes, which reach from 0 to 1: in runs of joined ones, between those
 * that the axes cannot show.
 */
function runsOf(points: readonly Point[], { x, y }: Axes): Point[][] {
  const runs: Point[][] = [[]];
  for (const [px, py] of points) {
    const isShown = canShow(x.axis, px) && canShow(y.axis, py);
    if (isShown) runs[runs.length - 1].push([positionOf(x, px), positionOf(y, py)]);
    else runs.push([]);
  }
  return runs;
}

function pointAt([px, py]: Point, { x, y }: Axes): Point {
  return [valueAt(x, px), valueAt(y, py)];
}
