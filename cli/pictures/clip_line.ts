import type { Point } from "./thin_points.ts";

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

/** Whether a point is in the square from (0, 0) to (1, 1). */
export function isInside([x, y]: Point): boolean {
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
