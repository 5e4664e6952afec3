import type { Extent } from "../chart.ts";
import { canShow, positionOf } from "./axis.ts";
import { coordinate, element, type Size } from "./drawing.ts";
import { type Axes, INVISIBLE_DISTANCE, pixelAt, type Point, thinPoints } from "./visible_line.ts";

/** Where bands lie over each other, each can still be seen. */
const OPACITY = 0.2;

/** Where an edge is that an axis cannot show, as a place on the axis: below its start. */
const BELOW = -1;

/**
 * What is seen of a band between the axes, in its colour.
 *
 * @param size Extents of what is between the axes.
 */
export function drawBand(
  band: readonly Extent[],
  axes: Axes,
  size: Size,
  colour: string,
): string {
  const path = runsOf(band, axes)
    .map((run) => clipPolygon(outlineOf(run, size), size))
    .filter(({ length }) => length > 2)
    .map((corners) => `M${corners.map((corner) => corner.map(coordinate).join(" ")).join("L")}Z`);
  if (path.length === 0) return "";
  return element("path", { d: path.join(""), fill: colour, "fill-opacity": OPACITY });
}

/** The extents as places on the axes, from 0 to 1, in runs of joined ones. */
function runsOf(band: readonly Extent[], { x, y }: Axes): Extent[][] {
  const runs: Extent[][] = [[]];
  for (const [px, low, high] of band) {
    const isShown = canShow(x.axis, px) && canShow(y.axis, high) && Number.isFinite(low);
    if (!isShown) {
      runs.push([]);
      continue;
    }
    const bottom = canShow(y.axis, low) ? positionOf(y, low) : BELOW;
    runs[runs.length - 1].push([positionOf(x, px), bottom, positionOf(y, high)]);
  }
  return runs;
}

/** The corners of a band in pixels: along its upper edge, and back along the lower one. */
function outlineOf(run: readonly Extent[], size: Size): Point[] {
  const upper = run.map(([x, _, high]) => pixelAt([x, high], size));
  const lower = run.map(([x, low]) => pixelAt([x, low], size));
  const thinned = [upper, lower].map((edge) =>
    thinPoints(edge, INVISIBLE_DISTANCE).map((i) => edge[i])
  );
  return [...thinned[0], ...thinned[1].reverse()];
}

/** The part of a polygon between the axes, by the method of Sutherland and Hodgman. */
export function clipPolygon(corners: readonly Point[], { width, height }: Size): Point[] {
  const sides = [
    { axis: 0, limit: 0, sign: 1 },
    { axis: 0, limit: width, sign: -1 },
    { axis: 1, limit: 0, sign: 1 },
    { axis: 1, limit: height, sign: -1 },
  ] as const;
  return sides.reduce<Point[]>((left, { axis, limit, sign }) => {
    // How far inside a corner is.
    const depthOf = (corner: Point) => sign * (corner[axis] - limit);
    return left.flatMap((corner, i) => {
      const before = left.at(i - 1) ?? corner;
      const [depth, depthBefore] = [depthOf(corner), depthOf(before)];
      const own = depth >= 0 ? [corner] : [];
      if ((depth >= 0) === (depthBefore >= 0)) return own;
      const share = depthBefore / (depthBefore - depth);
      const crossing: Point = [
        before[0] + share * (corner[0] - before[0]),
        before[1] + share * (corner[1] - before[1]),
      ];
      return [crossing, ...own];
    });
  }, [...corners]);
}
