import type { Line } from "../chart.ts";
import { classColours, cssColour, roleColours } from "../colours.ts";
import { coordinate, type Drawing, element } from "./drawing.ts";
import { fitText, FONT_SIZE, lineHeight, textAt, textWidth } from "./text.ts";
import type { Point } from "./visible_line.ts";

/** How a line looks. */
export interface LineStyle {
  readonly colour: string;
  readonly width: number;
  /** Lengths of dashes and gaps; without gaps when left out. */
  readonly dashes?: readonly number[];
}

/** Of lines of the same role, the first is solid, and the next ones have these dashes in turn. */
const dashPatterns: readonly (readonly number[] | undefined)[] = [
  undefined,
  [7, 4],
  [2, 3],
  [9, 3, 2, 3],
];

/** Of the points that are marked. */
export const MARKER_RADIUS = 3;
const STROKE = 22;
const GAP = 6;
const ENTRY_GAP = 16;
const ROW_HEIGHT = lineHeight(FONT_SIZE) + 2;

/** A look for each line: the colour by its role, or by its place among the classes. */
export function styleLines(lines: readonly Line[]): LineStyle[] {
  const counts = new Map<string, number>();
  return lines.map(({ role }) => {
    const index = counts.get(role) ?? 0;
    counts.set(role, index + 1);
    if (role === "class") {
      const colour = cssColour(classColours[index % classColours.length]);
      return { colour, width: 2, dashes: dashes(Math.floor(index / classColours.length)) };
    }
    const colour = cssColour(roleColours[role]);
    if (role === "rest") return { colour, width: 1 };
    if (role === "reference") return { colour, width: 1.5, dashes: dashes(index + 1) };
    return { colour, width: 2, dashes: dashes(index) };
  });
}

function dashes(index: number): readonly number[] | undefined {
  return dashPatterns[index % dashPatterns.length];
}

/** A path in the look of a line. */
export function drawStroke(path: string, { colour, width, dashes }: LineStyle): string {
  return element("path", {
    d: path,
    stroke: colour,
    "stroke-width": width,
    "stroke-linejoin": "round",
    "stroke-dasharray": dashes?.join(" "),
  });
}

/** A point in the look of a line. */
export function drawMarker([cx, cy]: Point, { colour }: LineStyle): string {
  return element("circle", { cx, cy, r: MARKER_RADIUS, fill: colour });
}

/** Names of lines, each behind a piece of it: in a row if there is room, else in columns. */
export function drawLegend(
  lines: readonly Line[],
  styles: readonly LineStyle[],
  width: number,
): Drawing {
  const names = lines.map(({ name }) => fitText(name, FONT_SIZE, width - STROKE - GAP));
  const places = placeEntries(
    names.map((name) => STROKE + GAP + textWidth(name, FONT_SIZE)),
    width,
  );
  const content = names.map((name, i) => {
    const { x, row } = places[i];
    const y = (row + 0.5) * ROW_HEIGHT;
    const sign = lines[i].shape === "points"
      ? drawMarker([x + STROKE / 2, y], styles[i])
      : drawStroke(`M${coordinate(x)} ${y}h${STROKE}`, styles[i]);
    return sign + textAt(name, x + STROKE + GAP, y);
  });
  const rows = Math.max(0, ...places.map(({ row }) => row + 1));
  return { width, height: rows * ROW_HEIGHT, content: content.join("") };
}

function placeEntries(widths: readonly number[], width: number): { x: number; row: number }[] {
  const starts = widths.map((_, i) =>
    widths.slice(0, i).reduce((sum, width) => sum + width + ENTRY_GAP, 0)
  );
  if (starts.every((start, i) => start + widths[i] <= width)) {
    return starts.map((x) => ({ x, row: 0 }));
  }
  const pitch = Math.max(...widths) + ENTRY_GAP;
  const columns = Math.max(1, Math.floor((width + ENTRY_GAP) / pitch));
  return widths.map((_, i) => ({ x: (i % columns) * pitch, row: Math.floor(i / columns) }));
}
