import type { Line } from "../chart.ts";
import { type AxisScale, canShow, positionOf } from "./axis.ts";
import type { Size } from "./drawing.ts";

/** A pair of x and y. */
export type Point = readonly [number, number];

/** The axes of a line. */
export interface Axes {
  readonly x: AxisScale;
  readonly y: AxisScale;
}

/** Lines of up to so many points mark each of them. */
const MOST_MARKERS = 20;

/** Points of a line or an edge are left out where that moves it by less than this, in pixels. */
export const INVISIBLE_DISTANCE = 0.2;

/**
 * What is seen of a line: its parts between the axes, with the corners of its steps, in no more points
 * than are needed.
 *
 * @param size Extents of what is between the axes.
 * @returns Places in pixels, from the upper left corner.
 */
export function visibleParts(line: Line, axes: Axes, size: Size): Point[][] {
  if (line.shape === "points") return [];
  return runsOf(cornersOf(line), axes).flatMap(clipLine).map((part) => {
    const pixels = part.map((place) => pixelAt(place, size));
    return thinPoints(pixels, INVISIBLE_DISTANCE).map((i) => pixels[i]);
  });
}

/** The points of a line that are marked: because they are few, or because they are joined to no other. */
export function visibleMarkers({ points, role, shape }: Line, axes: Axes, size: Size): Point[] {
  const runs = runsOf(points, axes);
  if (shape === "points") return markersOf(runs, size);
  if (shape === "step" || role === "reference") return [];
  const areFew = points.length <= MOST_MARKERS && role !== "rest" && role !== "model";
  return markersOf(areFew ? runs : runs.filter(({ length }) => length === 1), size);
}

function markersOf(runs: readonly (readonly Point[])[], size: Size): Point[] {
  return runs.flat().filter(isInside).map((place) => pixelAt(place, size));
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

export function pixelAt([x, y]: Point, { width, height }: Size): Point {
  return [width * x, height * (1 - y)];
}

/** What of a line of joined points is in the square from (0, 0) to (1, 1): none, one or more parts. */
export function clipLine(points: readonly Point[]): Point[][] {
  if (points.length === 1) return points.filter(isInside).map((point) => [point]);
  const parts: Point[][] = [];
  let reached: Point | undefined;
  for (let i = 1; i < points.length; i++) {
    const clipped = clipSegment(points[i - 1], points[i]);
    if (clipped === undefined) continue;
    const [from, to] = clipped;
    // The same object: the segment before this one has not been cut short.
    if (from === reached) parts[parts.length - 1].push(to);
    else parts.push([from, to]);
    reached = to;
  }
  return parts;
}

function isInside([x, y]: Point): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

/** The part of a segment in the unit square, by the method of Liang and Barsky. */
function clipSegment(from: Point, to: Point): [Point, Point] | undefined {
  const along = [to[0] - from[0], to[1] - from[1]];
  let [start, end] = [0, 1];
  for (const axis of [0, 1] as const) {
    if (along[axis] === 0) {
      if (from[axis] < 0 || from[axis] > 1) return undefined;
      continue;
    }
    const crossings = [-from[axis] / along[axis], (1 - from[axis]) / along[axis]];
    start = Math.max(start, Math.min(...crossings));
    end = Math.min(end, Math.max(...crossings));
  }
  if (start > end) return undefined;
  const at = (share: number): Point => [from[0] + share * along[0], from[1] + share * along[1]];
  return [start === 0 ? from : at(start), end === 1 ? to : at(end)];
}

/**
 * The fewest of the points whose joining line strays nowhere by more than a distance from that of all
 * points: the method of Douglas and Peucker. The first and the last one stay.
 *
 * @param points Where they are drawn, in the unit of the distance.
 * @returns The indices of the points that are left, in order.
 */
export function thinPoints(points: readonly Point[], distance: number): number[] {
  const isKept = points.map((_, i) => i === 0 || i === points.length - 1);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range;
    const farthest = farthestBetween(points, from, to);
    if (farthest === undefined || farthest.distance <= distance) continue;
    isKept[farthest.index] = true;
    open.push([from, farthest.index], [farthest.index, to]);
  }
  return isKept.flatMap((kept, i) => kept ? [i] : []);
}

/** The point between two others that is farthest from the straight line that joins these. */
function farthestBetween(
  points: readonly Point[],
  from: number,
  to: number,
): { readonly index: number; readonly distance: number } | undefined {
  let index = -1;
  let distance = -1;
  for (let i = from + 1; i < to; i++) {
    const found = distanceToSegment(points[i], points[from], points[to]);
    if (found > distance) [index, distance] = [i, found];
  }
  return index < 0 ? undefined : { index, distance };
}

function distanceToSegment([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const squaredLength = alongX ** 2 + alongY ** 2;
  const projection = (x - fromX) * alongX + (y - fromY) * alongY;
  const share = squaredLength === 0 ? 0 : Math.min(Math.max(projection / squaredLength, 0), 1);
  return Math.hypot(x - fromX - share * alongX, y - fromY - share * alongY);
}
