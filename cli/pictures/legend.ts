import type { Drawing } from "./drawing.ts";
import type { LineStyle } from "./line_styles.ts";
import { element } from "./svg_element.ts";
import { FONT_SIZE, lineHeight, textAt } from "./text.ts";
import { textWidth } from "./text_width.ts";
import { fitText } from "./wrap_text.ts";

/** What a line is called. */
export interface LegendEntry {
  readonly name: string;
  readonly style: LineStyle;
}

const STROKE = 22;
const GAP = 6;
const ENTRY_GAP = 16;
const ROW_HEIGHT = lineHeight(FONT_SIZE) + 2;

/** Names of lines, each behind a piece of it: in a row if there is room, else in columns. */
export function drawLegend(entries: readonly LegendEntry[], width: number): Drawing {
  const names = entries.map(({ name }) => fitText(name, FONT_SIZE, width - STROKE - GAP));
  const places = placeEntries(
    names.map((name) => STROKE + GAP + textWidth(name, FONT_SIZE)),
    width,
  );
  const content = entries.map(({ style }, i) => {
    const { x, row } = places[i];
    const y = (row + 0.5) * ROW_HEIGHT;
    return drawStroke(x, y, style) + textAt(names[i], x + STROKE + GAP, y);
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

function drawStroke(x: number, y: number, { colour, width, dashes }: LineStyle): string {
  return element("path", {
    d: `M${x.toFixed(1)} ${y}h${STROKE}`,
    stroke: colour,
    "stroke-width": width,
    "stroke-dasharray": dashes?.join(" "),
  });
}
