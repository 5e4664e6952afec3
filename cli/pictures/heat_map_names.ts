import type { Drawing } from "./drawing.ts";
import { inks } from "./inks.ts";
import { lineHeight, textAt } from "./text.ts";
import { textWidth } from "./text_width.ts";
import { fitText } from "./wrap_text.ts";

const SIZE = 11;
const LINE_HEIGHT = lineHeight(SIZE);
const LONGEST_NAME = 120;
/** Names at 45 degrees need this distance between each other, which leaves a line's height. */
const DIAGONAL_PITCH = Math.SQRT2 * LINE_HEIGHT;

/** Names of rows, aligned to the right, each at the middle of its row. */
export function drawRowNames(names: readonly string[], rowHeight: number, limit: number): Drawing {
  const texts = names.map((name) => fitText(name, SIZE, limit));
  const width = widestOf(texts);
  const content = texts.map((text, i) => {
    return textAt(text, width, (i + 0.5) * rowHeight, {
      size: SIZE,
      anchor: "end",
      fill: inks.quiet,
    });
  });
  return { width, height: names.length * rowHeight, content: content.join("") };
}

/**
 * Names of columns below these: in a line if the columns are wide enough, else at an angle.
 *
 * @param room Space at the left of the first column.
 */
export function drawColumnNames(
  names: readonly string[],
  columnWidth: number,
  room: number,
): Drawing {
  const width = names.length * columnWidth;
  const height = heightOfColumnNames(names, columnWidth);
  const style = { size: SIZE, fill: inks.quiet };
  const at = (i: number) => (i + 0.5) * columnWidth;
  if (widestOf(names) <= columnWidth - 4) {
    const texts = names.map((name, i) =>
      textAt(name, at(i), LINE_HEIGHT / 2, { ...style, anchor: "middle" })
    );
    return { width, height, content: texts.join("") };
  }
  const rotation = columnWidth >= DIAGONAL_PITCH ? -45 : -90;
  const step = rotation === -45 ? 1 : Math.ceil(LINE_HEIGHT / columnWidth);
  const texts = names.map((name, i) => {
    if (i % step !== 0) return "";
    const limit = rotation === -45
      ? Math.min(LONGEST_NAME, Math.SQRT2 * (room + at(i)))
      : LONGEST_NAME;
    return textAt(fitText(name, SIZE, limit), at(i), 4, { ...style, anchor: "end", rotation });
  });
  return { width, height, content: texts.join("") };
}

/** How high the names of columns are. */
export function heightOfColumnNames(names: readonly string[], columnWidth: number): number {
  const longest = widestOf(names);
  if (longest <= columnWidth - 4) return LINE_HEIGHT;
  const length = Math.min(longest, LONGEST_NAME);
  if (columnWidth < DIAGONAL_PITCH) return Math.ceil(length);
  return Math.ceil((length + LINE_HEIGHT) / Math.SQRT2);
}

function widestOf(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => textWidth(text, SIZE)));
}
