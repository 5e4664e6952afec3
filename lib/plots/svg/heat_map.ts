import type { ColourScale, HeatMap } from "../chart.ts";
import { type Colour, colourOf, contrasting, cssColour } from "../colours.ts";
import { largestMagnitude } from "../picture.ts";
import { drawColourBar } from "./colour_bar.ts";
import { type Canvas, type Drawing, element, inks, place, type Size, stack } from "./drawing.ts";
import { drawHeader, drawNoData } from "./header.ts";
import { fitText, FONT_SIZE, lineHeight, textAt, textWidth, widestOf } from "./text.ts";

const GAP = 8;
const BAR_GAP = 14;
const LEAST_CELL_HEIGHT = 15;
const LARGEST_CELL_HEIGHT = 56;
/** Cells are at most this much wider than high. */
const WIDEST_FORMAT = 1.8;
const LABEL_HEIGHT = lineHeight(FONT_SIZE);
/** Texts of cells that would have to be smaller than all of these are left out. */
const textSizes = [12, 11, 10, 9, 8];
const NAME_SIZE = 11;
const NAME_HEIGHT = lineHeight(NAME_SIZE);
const LONGEST_NAME = 120;
/** Names at 45 degrees need this distance between each other, which leaves a line's height. */
const DIAGONAL_PITCH = Math.SQRT2 * NAME_HEIGHT;
/** The strongest colour has one of these numbers, times a power of ten. */
const roundLimits = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** A matrix as colours, below its title and what the colours mean. */
export function drawHeatMap(chart: HeatMap, canvas: Canvas): Drawing {
  const header = drawHeader(chart, canvas);
  if (chart.rows.length === 0 || chart.columns.length === 0) {
    const height = canvas.height - header.height - GAP;
    return stack([header, drawNoData({ width: canvas.width, height })], GAP);
  }
  const scale = { scale: chart.scale, label: chart.valueLabel, limit: limitOf(chart.values) };
  const top = stack([header, drawColourBar(scale, canvas.width)], BAR_GAP);
  const height = canvas.height - top.height - GAP;
  return stack([top, drawMatrix(chart, scale, { width: canvas.width, height })], GAP);
}

/** The largest magnitude, rounded up. */
function limitOf(values: HeatMap["values"]): number {
  const largest = largestMagnitude(values.flat());
  if (largest === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(largest));
  const factor = roundLimits.find((limit) => limit * power >= largest) ?? 10;
  return Number((factor * power).toPrecision(3));
}

/** The cells, with names at the left and below. */
function drawMatrix(chart: HeatMap, scale: ColourScale, size: Size): Drawing {
  const rowNames = drawRowNames(chart.rows, LEAST_CELL_HEIGHT, size.width / 3);
  const left = LABEL_HEIGHT + GAP + rowNames.width + GAP;
  const cell = cellSize(chart, { ...size, width: size.width - left });
  const matrix = {
    width: chart.columns.length * cell.width,
    height: chart.rows.length * cell.height,
  };
  const columnNames = drawColumnNames(chart.columns, cell.width, left);
  const columnLabelTop = matrix.height + GAP + columnNames.height + GAP;
  const content = [
    drawLabel(chart.rowLabel, LABEL_HEIGHT / 2, matrix.height / 2, matrix.height, -90),
    place(drawRowNames(chart.rows, cell.height, size.width / 3), LABEL_HEIGHT + GAP, 0),
    place(drawCells(chart, scale, cell), left, 0),
    place(columnNames, left, matrix.height + GAP),
    drawLabel(
      chart.columnLabel,
      left + matrix.width / 2,
      columnLabelTop + LABEL_HEIGHT / 2,
      matrix.width,
      0,
    ),
  ];
  return {
    width: size.width,
    height: columnLabelTop + LABEL_HEIGHT,
    content: content.join(""),
  };
}

/** Extents of a cell, given the room for all cells and the names and the label below them. */
function cellSize({ rows, columns }: HeatMap, { width, height }: Size): Size {
  const widest = width / columns.length;
  const below = GAP + heightOfColumnNames(columns, widest) + GAP + LABEL_HEIGHT;
  const fitting = Math.floor((height - below) / rows.length);
  const least = Math.max(widest / WIDEST_FORMAT, LEAST_CELL_HEIGHT);
  const cellHeight = Math.min(Math.max(fitting, least), LARGEST_CELL_HEIGHT);
  return { width: Math.min(widest, WIDEST_FORMAT * cellHeight), height: cellHeight };
}

function drawLabel(text: string, x: number, y: number, length: number, rotation: number): string {
  const style = { anchor: "middle", rotation: rotation === 0 ? undefined : rotation } as const;
  return textAt(fitText(text, FONT_SIZE, length), x, y, style);
}

/** A matrix of coloured cells, with their texts if these fit. */
function drawCells(chart: HeatMap, scale: ColourScale, cell: Size): Drawing {
  const size = textSizeFor(chart.texts?.flat() ?? [], cell);
  const cells = chart.values.flatMap((row, r) =>
    row.map((value, c) => {
      const colour = Number.isFinite(value) ? colourOf(value, scale) : undefined;
      const text = chart.texts?.[r][c] ?? "";
      const [x, y] = [c * cell.width, r * cell.height];
      const drawn = drawCell(colour, x, y, cell);
      if (size === undefined || text === "") return drawn;
      const fill = colour === undefined ? inks.text : cssColour(contrasting(colour));
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

/** Names of rows, aligned to the right, each at the middle of its row. */
function drawRowNames(names: readonly string[], rowHeight: number, limit: number): Drawing {
  const texts = names.map((name) => fitText(name, NAME_SIZE, limit));
  const width = widestOf(texts, NAME_SIZE);
  const content = texts.map((text, i) => {
    return textAt(text, width, (i + 0.5) * rowHeight, {
      size: NAME_SIZE,
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
function drawColumnNames(
  names: readonly string[],
  columnWidth: number,
  room: number,
): Drawing {
  const width = names.length * columnWidth;
  const height = heightOfColumnNames(names, columnWidth);
  const style = { size: NAME_SIZE, fill: inks.quiet };
  const at = (i: number) => (i + 0.5) * columnWidth;
  if (widestOf(names, NAME_SIZE) <= columnWidth - 4) {
    const texts = names.map((name, i) =>
      textAt(name, at(i), NAME_HEIGHT / 2, { ...style, anchor: "middle" })
    );
    return { width, height, content: texts.join("") };
  }
  const rotation = columnWidth >= DIAGONAL_PITCH ? -45 : -90;
  const step = rotation === -45 ? 1 : Math.ceil(NAME_HEIGHT / columnWidth);
  const texts = names.map((name, i) => {
    if (i % step !== 0) return "";
    const limit = rotation === -45
      ? Math.min(LONGEST_NAME, Math.SQRT2 * (room + at(i)))
      : LONGEST_NAME;
    return textAt(fitText(name, NAME_SIZE, limit), at(i), 4, { ...style, anchor: "end", rotation });
  });
  return { width, height, content: texts.join("") };
}

/** How high the names of columns are. */
function heightOfColumnNames(names: readonly string[], columnWidth: number): number {
  const longest = widestOf(names, NAME_SIZE);
  if (longest <= columnWidth - 4) return NAME_HEIGHT;
  const length = Math.min(longest, LONGEST_NAME);
  if (columnWidth < DIAGONAL_PITCH) return Math.ceil(length);
  return Math.ceil((length + NAME_HEIGHT) / Math.SQRT2);
}
