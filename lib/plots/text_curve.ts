import { positiveInteger } from "../ranges.ts";
import { TextCanvas } from "./text_canvas.ts";

/** One line of a chart of characters. */
export interface TextLine {
  /** Pairs of x and y, in the order in which they are joined. */
  readonly points: readonly (readonly [number, number])[];
  /** A character to write at each point; without it, the points are joined by lines of dots. */
  readonly mark?: string;
  /** Gives a piece of it its colour, as with an escape sequence; that of the text around it when left out. */
  readonly paint?: (text: string) => string;
}

/** How a chart of characters looks. */
export interface TextCurveOptions {
  /** Characters in each line of text, at most; 20 are always enough. */
  readonly width: number;
  /** Lines of text. */
  readonly height: number;
  /** The scale of the y-axis; `linear` when left out. */
  readonly scale?: "linear" | "log";
}

/** The smallest and the largest of some numbers. */
type Range = readonly [number, number];

/**
 * Draws lines over common axes in characters. Both axes go from the smallest to the largest number;
 * those of the y-axis are written at its ends. Later lines cover earlier ones.
 *
 * Points with a coordinate that is not finite are left out, and those that are not positive where
 * the scale is logarithmic. Lines are broken there.
 *
 * @example
 * ```ts
 * import { drawTextCurve } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const points = [[0, 4], [1, 2], [2, 1], [3, 0.5]] as const;
 * assertEquals(drawTextCurve([{ points }], { width: 9, height: 2, scale: "log" }), [
 *   "  4 ┤⠑⢄",
 *   "0.5 ┤  ⠑⢄",
 * ]);
 * ```
 *
 * @returns `height` lines of text.
 * @throws {RangeError} If width or height is no positive integer, or the width leaves no room beside
 * the numbers of the y-axis.
 */
export function drawTextCurve(
  lines: readonly TextLine[],
  { width, height, scale = "linear" }: TextCurveOptions,
): string[] {
  positiveInteger(width, "the width");
  positiveInteger(height, "the height");
  const scaled = lines.map((line) => ({ ...line, points: scalePoints(line.points, scale) }));
  const points = scaled.flatMap((line) => line.points).filter(isFinitePoint);
  const xRange = rangeOf(points.map(([x]) => x));
  const yRange = rangeOf(points.map(([_, y]) => y));

  const labels = formatLabels(yRange, height, scale);
  const gutter = labels[0].length;
  if (width <= gutter) {
    throw new RangeError(`Expected a width of more than ${gutter} characters but found ${width}`);
  }
  const canvas = new TextCanvas(width - gutter, height);
  for (const line of scaled) drawOn(canvas, line, xRange, yRange);
  return canvas.toLines().map((text, row) => labels[row] + text);
}

/** The points, on a logarithmic scale with the logarithms of y. */
function scalePoints(points: TextLine["points"], scale: "linear" | "log"): TextLine["points"] {
  return scale === "linear" ? points : points.map(([x, y]) => [x, Math.log10(y)] as const);
}

function isFinitePoint([x, y]: readonly [number, number]): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}

function rangeOf(values: readonly number[]): Range {
  return [
    values.reduce((a, b) => Math.min(a, b), Infinity),
    values.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
}

/** What stands left of the chart: the y-axis with the numbers at its ends, or one if they are equal. */
function formatLabels([low, high]: Range, height: number, scale: "linear" | "log"): string[] {
  const texts = new Array<string>(height).fill("");
  const unscale = (y: number) => scale === "log" ? 10 ** y : y;
  if (low < high) texts[0] = formatNumber(unscale(high));
  if (low <= high) texts[height - 1] = formatNumber(unscale(low));
  const width = Math.max(...texts.map(({ length }) => length));
  return texts.map((text) => `${text.padStart(width)} ${text === "" ? "│" : "┤"}`);
}

/** A number with three digits, in ten characters at most. */
function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(2);
  return `${Number(value.toPrecision(3))}`;
}

function drawOn(
  canvas: TextCanvas,
  { points, mark, paint }: TextLine,
  xRange: Range,
  yRange: Range,
): void {
  const [right, bottom] = [2 * canvas.columns - 1, 4 * canvas.rows - 1];
  let previous: readonly [number, number] | undefined;
  for (const point of points) {
    if (!isFinitePoint(point)) {
      previous = undefined;
      continue;
    }
    const place = [
      Math.round(shareOf(point[0], xRange) * right),
      Math.round((1 - shareOf(point[1], yRange)) * bottom),
    ] as const;
    if (mark === undefined) canvas.drawLine(previous ?? place, place, paint);
    else canvas.drawMark(place, mark, paint);
    previous = place;
  }
}

/** How far a number is from the smallest to the largest, from 0 to 1. */
function shareOf(value: number, [low, high]: Range): number {
  return low < high ? (value - low) / (high - low) : 0;
}
