import { notebookDisplay } from "../formats/display.ts";
import { escapeText } from "../formats/markup.ts";
import type { Chart, Tile } from "./chart.ts";
import { type Canvas, type Drawing, element, inks, place, type Size } from "./svg/drawing.ts";
import { drawHeatMap } from "./svg/heat_map.ts";
import { drawLineChart } from "./svg/line_chart.ts";
import { drawPanelGrid } from "./svg/panel_grid.ts";
import { drawTileChart, widthOfColumns } from "./svg/tile_chart.ts";

const MARGIN = 16;

/** Nothing can be read in narrower pictures. */
const LEAST_WIDTH = 120;

/** The size of a picture that fills the width of a printed page. */
const PRINT_SIZE: Size = { width: 720, height: 440 };

/**
 * Draws a chart as an SVG document: with a white background by itself, and in the colours of
 * {@linkcode pictureStyles} as a part of a page. It has no ids, so a page can have several.
 *
 * @param size Extents in pixels; 720 x 440 when left out. Charts that need it become higher, such as
 * matrices of many rows; the height of tiles and of panels follows from the width alone.
 * @throws {RangeError} If the width is below 120 pixels, or the range of an axis is not ascending, not
 * positive on a logarithmic axis, or missing below a ground.
 *
 * @example
 * ```ts
 * import { drawSvg } from "@handwriting/mnist/plots";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const svg = drawSvg({
 *   kind: "lines",
 *   id: "cost",
 *   title: "Cost",
 *   description: "The cost falls from 0.5 to 0.25.",
 *   x: { label: "epoch" },
 *   y: { label: "cost" },
 *   lines: [{ name: "training", points: [[1, 0.5], [2, 0.25]], role: "training" }],
 * });
 * assertStringIncludes(svg, '<svg xmlns="http://www.w3.org/2000/svg"');
 * assertStringIncludes(svg, "<title>Cost</title>");
 * ```
 */
export function drawSvg(
  chart: Chart,
  { width, height }: { readonly width: number; readonly height: number } = PRINT_SIZE,
): string {
  if (!(width >= LEAST_WIDTH && width < Infinity && height < Infinity)) {
    throw new RangeError(
      `Expected a width of ${LEAST_WIDTH} pixels or more but found ${width} x ${height}`,
    );
  }
  const drawing = drawChart(chart, {
    width: width - 2 * MARGIN,
    height: height - 2 * MARGIN,
    titleSize: 17,
  });
  const fullWidth = Math.ceil(drawing.width) + 2 * MARGIN;
  const fullHeight = Math.ceil(drawing.height) + 2 * MARGIN;
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    class: "chart",
    role: "img",
    width: fullWidth,
    height: fullHeight,
    viewBox: `0 0 ${fullWidth} ${fullHeight}`,
    "font-family": "system-ui, sans-serif",
    fill: "none",
  };
  const content = [
    element("title", {}, escapeText(chart.title)),
    element("desc", {}, escapeText(chart.description)),
    element("rect", { class: "paper", width: "100%", height: "100%", fill: inks.paper }),
    place(drawing, MARGIN, MARGIN),
  ];
  return element("svg", attributes, content.join("\n"));
}

/**
 * The width of a picture by {@linkcode drawSvg} in which tiles are in columns and as large as they ever
 * are: four times as large as MNIST's images, or as they are if they are larger than that.
 *
 * @example
 * ```ts
 * import { sheetWidth } from "./draw_svg.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const picture = { width: 28, height: 28, pixels: new Uint8Array(3 * 784) };
 * // Tiles of 112 pixels are 12 apart, within margins of 16.
 * assertEquals(sheetWidth([{ picture, captions: ["7"] }], 10), 16 + 10 * 124 - 12 + 16);
 * ```
 */
export function sheetWidth(tiles: readonly Tile[], columns: number): number {
  return widthOfColumns(tiles, columns) + 2 * MARGIN;
}

function drawChart(chart: Chart, canvas: Canvas): Drawing {
  switch (chart.kind) {
    case "lines":
      return drawLineChart(chart, canvas);
    case "heat map":
      return drawHeatMap(chart, canvas);
    case "tiles":
      return drawTileChart(chart, canvas);
    case "panels":
      return drawPanelGrid(chart, canvas);
  }
}

/** A chart that a notebook shows as a picture. */
export interface ShownChart {
  /** The chart by MIME type: as SVG, and its description as text. */
  [notebookDisplay](): Readonly<Record<"image/svg+xml" | "text/plain", string>>;
}

/**
 * Shows a chart in a notebook of Deno's Jupyter kernel, as the last expression of a cell.
 *
 * @param size As for {@linkcode drawSvg}.
 *
 * @example
 * ```ts
 * import { ConfusionMatrix } from "@handwriting/mnist/metrics";
 * import { confusionHeatMap, showChart } from "@handwriting/mnist/plots";
 *
 * const matrix = new ConfusionMatrix(Uint8Array.of(0, 1, 1), Uint8Array.of(0, 0, 1), 2);
 * showChart(confusionHeatMap(matrix, ["cat", "dog"]));
 * ```
 */
export function showChart(
  chart: Chart,
  size?: { readonly width: number; readonly height: number },
): ShownChart {
  return {
    [notebookDisplay]: () => ({
      "image/svg+xml": drawSvg(chart, size),
      "text/plain": `${chart.title}: ${chart.description}`,
    }),
  };
}
