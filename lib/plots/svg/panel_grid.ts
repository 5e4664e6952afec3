import type { HeatMap, Lines, Panels } from "../chart.ts";
import { type Canvas, type Drawing, place, stack } from "./drawing.ts";
import { drawHeader, drawNoData } from "./header.ts";
import { drawHeatMap } from "./heat_map.ts";
import { drawLineChart } from "./line_chart.ts";

const GAP = 16;
const COLUMN_GAP = 28;
const ROW_GAP = 24;
/** Narrower panels have too little room for their texts. */
const NARROWEST_PANEL = 300;
/** Height of a panel as a share of its width. */
const FORMAT = 0.68;
const NO_DATA_HEIGHT = 120;

/** Small charts side by side below a common title. */
export function drawPanelGrid(chart: Panels, canvas: Canvas): Drawing {
  const header = drawHeader(chart, canvas);
  if (chart.panels.length === 0) {
    return stack([header, drawNoData({ width: canvas.width, height: NO_DATA_HEIGHT })], GAP);
  }
  return stack([header, drawPanels(chart.panels, canvas)], GAP);
}

function drawPanels(panels: Panels["panels"], { width, titleSize }: Canvas): Drawing {
  const most = Math.max(1, Math.floor((width + COLUMN_GAP) / (NARROWEST_PANEL + COLUMN_GAP)));
  const columns = Math.min(most, panels.length);
  const pitch = (width + COLUMN_GAP) / columns;
  const canvas = {
    width: pitch - COLUMN_GAP,
    height: FORMAT * (pitch - COLUMN_GAP),
    titleSize: titleSize - 3,
  };
  const rows = Array.from({ length: Math.ceil(panels.length / columns) }, (_, row) => {
    const drawings = panels.slice(row * columns, (row + 1) * columns)
      .map((panel) => drawPanel(panel, canvas));
    return {
      width,
      height: Math.max(...drawings.map(({ height }) => height)),
      content: drawings.map((drawing, i) => place(drawing, i * pitch, 0)).join(""),
    };
  });
  return stack(rows, ROW_GAP);
}

function drawPanel(panel: Lines | HeatMap, canvas: Canvas): Drawing {
  return panel.kind === "lines" ? drawLineChart(panel, canvas) : drawHeatMap(panel, canvas);
}
