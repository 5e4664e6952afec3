import type { ColourScale, HeatMap } from "../../lib/plots/chart.ts";
import { largestMagnitude } from "../../lib/plots/number_picture.ts";
import { drawColourBar } from "./colour_bar.ts";
import { type Canvas, type Drawing, place, type Size, stack } from "./drawing.ts";
import { drawHeader } from "./header.ts";
import { drawCells } from "./heat_map_cells.ts";
import { drawColumnNames, drawRowNames, heightOfColumnNames } from "./heat_map_names.ts";
import { drawNoData } from "./no_data.ts";
import { FONT_SIZE, lineHeight, textAt } from "./text.ts";
import { fitText } from "./wrap_text.ts";

const GAP = 8;
const BAR_GAP = 14;
const LEAST_CELL_HEIGHT = 15;
const LARGEST_CELL_HEIGHT = 56;
/** Cells are at most this much wider than high. */
const WIDEST_FORMAT = 1.8;
const LABEL_HEIGHT = lineHeight(FONT_SIZE);
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
