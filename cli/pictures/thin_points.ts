/** A pair of x and y. */
export type Point = readonly [number, number];

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
