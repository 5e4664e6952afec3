import type { Line, Lines } from "./chart.ts";
import { colourOf } from "./colours.ts";
import { contourLines } from "./contours.ts";
import { formatFigure } from "./format_figure.ts";
import { type Field, groundOf } from "./plane.ts";

/** Lines of equal height, at equal distances of height. */
const CONTOURS = 14;

/**
 * A function of two variables, seen from above, as parts of a chart: lines of equal height, at equal
 * distances of height, and a ground that is the darker the higher the function is; or, if it has both
 * signs, red where it is positive and blue where it is negative.
 *
 * @param field The function. The ground has a cell for each of its places.
 * @param name What the height is.
 */
export function heightMap(field: Field, name: string): Required<Pick<Lines, "lines" | "ground">> {
  const heights = Array.from(field.values).filter(Number.isFinite);
  const lowest = heights.reduce((least, height) => Math.min(least, height), Infinity);
  const highest = heights.reduce((most, height) => Math.max(most, height), -Infinity);
  const step = (highest - lowest) / (CONTOURS + 1);
  const contours = Array.from(
    { length: step > 0 ? CONTOURS : 0 },
    (_, i) => contourLines(field, lowest + (i + 1) * step),
  );
  const isSigned = lowest < 0 && highest > 0;
  const colours = isSigned
    ? { scale: "diverging", label: name, limit: Math.max(-lowest, highest) } as const
    : { scale: "sequential", label: name, limit: highest - lowest } as const;
  const base = isSigned ? 0 : lowest;
  const range = `from ${formatFigure(lowest)} to ${formatFigure(highest)}`;
  const line: Line = {
    name: `${name}, ${range}`,
    points: contours.flatMap((points) => [...points, [NaN, NaN] as const]),
    role: "rest",
  };
  return {
    lines: [line],
    ground: groundOf((cell) => colourOf(field.values[cell] - base, colours), field.columns),
  };
}
