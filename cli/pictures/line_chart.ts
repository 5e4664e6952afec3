import type { LineSeriesOption, ScatterSeriesOption } from "echarts";
import type { Axis, Line, Lines } from "../../lib/plots/chart.ts";
import { xAxisOption, yAxisOption } from "./axis_option.ts";
import { canShow, scaleAxis } from "./axis_scale.ts";
import { type Canvas, type Drawing, type Size, stack } from "./drawing.ts";
import { drawWithEcharts } from "./echarts_drawing.ts";
import { drawHeader } from "./header.ts";
import { drawLegend } from "./legend.ts";
import { type LineStyle, styleLines } from "./line_styles.ts";
import { drawNoData } from "./no_data.ts";
import { FONT_SIZE } from "./text.ts";
import type { Point } from "./thin_points.ts";
import { type Axes, visibleMarkers, visibleParts } from "./visible_line.ts";
import { fitText } from "./wrap_text.ts";

const GAP = 8;
const LEAST_PLOT_HEIGHT = 150;
const MARKER_SIZE = 6;

/** Lines over a pair of axes, below their title and legend. */
export function drawLineChart(chart: Lines, canvas: Canvas): Drawing {
  const styles = styleLines(chart.lines);
  const entries = chart.lines.map(({ name }, i) => ({ name, style: styles[i] }));
  const top = stack([drawHeader(chart, canvas), drawLegend(entries, canvas.width)], GAP);
  const height = Math.max(LEAST_PLOT_HEIGHT, canvas.height - top.height - GAP);
  return stack([top, drawPlot(chart, styles, { width: canvas.width, height })], GAP);
}

/** The axes and what is between them. */
function drawPlot(chart: Lines, styles: readonly LineStyle[], size: Size): Drawing {
  const points = chart.lines.flatMap((line) => line.points)
    .filter(([x, y]) => canShow(chart.x, x) && canShow(chart.y, y));
  if (points.length === 0) return drawNoData(size);
  const axes = {
    x: scaleAxis(shortened(chart.x, size.width), points.map(([x]) => x)),
    y: scaleAxis(shortened(chart.y, size.height), points.map(([_, y]) => y)),
  };
  return drawWithEcharts({
    // The axes fill the size together with their labels and names.
    grid: { left: 0, right: 2, top: 7, bottom: 0, outerBoundsMode: "same" },
    xAxis: xAxisOption(axes.x),
    yAxis: yAxisOption(axes.y),
    series: chart.lines.flatMap((line, i) => seriesOf(line, styles[i], axes, size)),
  }, size);
}

/** An axis whose name is not longer than itself; the numbers of the other axis take a part. */
function shortened(axis: Axis, length: number): Axis {
  return { ...axis, label: fitText(axis.label, FONT_SIZE, 0.8 * length) };
}

function seriesOf(
  line: Line,
  style: LineStyle,
  axes: Axes,
  size: Size,
): (LineSeriesOption | ScatterSeriesOption)[] {
  const parts = visibleParts(line, axes, size).map((part) => lineSeries(part, style));
  const markers = visibleMarkers(line, axes);
  return markers.length === 0 ? parts : [...parts, markerSeries(markers, style)];
}

function lineSeries(points: readonly Point[], style: LineStyle): LineSeriesOption {
  return {
    type: "line",
    data: points.map(([x, y]) => [x, y]),
    showSymbol: false,
    silent: true,
    lineStyle: {
      color: style.colour,
      width: style.width,
      join: "round",
      type: style.dashes === undefined ? "solid" : [...style.dashes],
    },
  };
}

function markerSeries(points: readonly Point[], style: LineStyle): ScatterSeriesOption {
  return {
    type: "scatter",
    data: points.map(([x, y]) => [x, y]),
    symbolSize: MARKER_SIZE,
    silent: true,
    itemStyle: { color: style.colour, opacity: 1 },
  };
}
