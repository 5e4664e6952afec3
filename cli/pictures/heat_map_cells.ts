import type { ColourScale, HeatMap } from "../../lib/plots/chart.ts";
import { type Colour, colourOf } from "../../lib/plots/colours.ts";
import type { Drawing, Size } from "./drawing.ts";
import { cssColour, inks } from "./inks.ts";
import { element } from "./svg_element.ts";
import { textAt } from "./text.ts";
import { textWidth } from "./text_width.ts";

/** Texts that would have to be smaller than all of these are left out. */
const textSizes = [12, 11, 10, 9, 8];

const DARK_TEXT = "#000000";
const LIGHT_TEXT = "#ffffff";

/** A matrix of coloured cells, with their texts if these fit. */
export function drawCells(chart: HeatMap, scale: ColourScale, cell: Size): Drawing {
  const size = textSizeFor(chart.texts?.flat() ?? [], cell);
  const cells = chart.values.flatMap((row, r) =>
    row.map((value, c) => {
      const colour = Number.isFinite(value) ? colourOf(value, scale) : undefined;
      const text = chart.texts?.[r][c] ?? "";
      const [x, y] = [c * cell.width, r * cell.height];
      const drawn = drawCell(colour, x, y, cell);
      if (size === undefined || text === "") return drawn;
      const fill = colour === undefined ? inks.text : contrasting(colour);
      const style = { size, fill, anchor: "middle" } as const;
      return drawn + textAt(text, x + cell.width / 2, y + cell.height / 2, style);
    })
  );
  return {
    width: chart.columns.length * cell.width,
    height: chart.rows.length * cell.height,
    content: cells.join(""),
  };
}

function textSizeFor(texts: readonly string[], cell: Size): number | undefined {
  return textSizes.find((size) =>
    size + 3 <= cell.height && texts.every((text) => textWidth(text, size) <= cell.width - 3)
  );
}

function drawCell(
  colour: Colour | undefined,
  x: number,
  y: number,
  { width, height }: Size,
): string {
  const fill = colour === undefined ? inks.grid : cssColour(colour);
  return element("rect", { x, y, width, height, fill, stroke: inks.grid });
}

/** Dark or light, whichever can be read on a colour: by the relative luminance of WCAG 2. */
function contrasting(colour: Colour): string {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Here the contrasts to black and to white are the same: (L + 0.05)^2 = 1.05 * 0.05.
  return luminance > 0.179 ? DARK_TEXT : LIGHT_TEXT;
}
