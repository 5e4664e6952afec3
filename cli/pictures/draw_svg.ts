import type { Chart } from "../../lib/plots/chart.ts";
import { type Canvas, type Drawing, place, type Size } from "./drawing.ts";
import { drawHeatMap } from "./heat_map.ts";
import { inks } from "./inks.ts";
import { drawLineChart } from "./line_chart.ts";
import { drawPanelGrid } from "./panel_grid.ts";
import { element, escapeText } from "./svg_element.ts";
import { drawTileChart } from "./tile_chart.ts";

const MARGIN = 16;

/** The size of a picture that fills the width of a printed page. */
const PRINT_SIZE: Size = { width: 720, height: 440 };

/**
 * Draws a chart as an SVG document: with a white background by itself, and in the colours of
 * {@linkcode pictureStyles} as a part of a page. It has no ids, so a page can have several.
 *
 * @param size Extents in pixels. Charts that need it become higher, such as matrices of many rows; the
 * height of tiles and of panels follows from the width alone.
 */
export function drawSvg(
  chart: Chart,
  { width, height }: Size = PRINT_SIZE,
): string {
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
