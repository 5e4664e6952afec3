import type { Extent, Line, Lines } from "../chart.ts";
import { type AxisScale, canShow, positionOf, scaleAxis } from "./axis.ts";
import { drawBand } from "./band.ts";
import {
  type Canvas,
  coordinate,
  type Drawing,
  element,
  inks,
  place,
  type Size,
  stack,
} from "./drawing.ts";
import { drawHeader, drawNoData } from "./header.ts";
import { imageAt } from "./image.ts";
import {
  drawLegend,
  drawMarker,
  drawStroke,
  type LineStyle,
  MARKER_RADIUS,
  styleLines,
} from "./legend.ts";
import { fitText, FONT_SIZE, lineHeight, textAt, textWidth, widestOf } from "./text.ts";
import { type Axes, type Point, visibleMarkers, visibleParts } from "./visible_line.ts";

const GAP = 8;
const LEAST_PLOT_HEIGHT = 180;
/** How much of a ground is seen: what is drawn on it stands out, and text can be read. */
const GROUND_OPACITY = 0.3;
const LINE_HEIGHT = lineHeight(FONT_SIZE);
/** Lengths of the marks at the axes. */
const TICK = 5;
const MINOR_TICK = 3;
/** Between a tick and its label, and between labels and the name of the axis. */
const LABEL_GAP = 3;
/** Least space between the labels of the horizontal axis. */
const WORD_GAP = 12;
/** Least distance between those of the vertical axis, from middle to middle. */
const LINE_PITCH = 1.2 * LINE_HEIGHT;

/** Lines over a pair of axes, below their title and legend. */
export function drawLineChart(chart: Lines, canvas: Canvas): Drawing {
  const styles = styleLines(chart.lines);
  const legend = drawLegend(chart.lines, styles, canvas.width);
  const top = stack([drawHeader(chart, canvas), legend], GAP);
  const height = Math.max(LEAST_PLOT_HEIGHT, canvas.height - top.height - GAP);
  return stack([top, drawPlot(chart, styles, { width: canvas.width, height })], GAP);
}

/** The axes and what is between them. */
function drawPlot(chart: Lines, styles: readonly LineStyle[], size: Size): Drawing {
  const { ground } = chart;
  if (ground !== undefined) checkRanges(chart);
  const points = chart.lines.flatMap(({ points, band = [] }) => [...points, ...endsOf(band)])
    .filter(([x, y]) => canShow(chart.x, x) && canShow(chart.y, y));
  if (points.length === 0 && ground === undefined) return drawNoData(size);
  const top = LINE_HEIGHT / 2;
  const height = size.height - top - TICK - LABEL_GAP - 2 * LINE_HEIGHT;
  const y = scaleAxis(chart.y, points.map(([_, y]) => y), {
    length: height,
    extentOf: () => LINE_PITCH,
    endsWithData: false,
  });
  const left = LINE_HEIGHT + 2 * LABEL_GAP + TICK +
    widestOf(y.ticks.map(({ label }) => label), FONT_SIZE);
  const x = scaleAxis(chart.x, points.map(([x]) => x), {
    length: size.width - left,
    extentOf: (label) => textWidth(label, FONT_SIZE) + WORD_GAP,
    endsWithData: true,
  });
  const inner = { width: size.width - left - overhangOf(x, size.width - left), height };
  const axes = { x, y };
  const content = [
    ground === undefined ? "" : imageAt(ground, 0, 0, inner, GROUND_OPACITY),
    drawAxes(axes, inner),
    drawNames(chart, { left, top, inner, outer: size }),
    ...chart.lines.map(({ band = [] }, i) => drawBand(band, axes, inner, styles[i].colour)),
    ...orderOf(chart.lines).map((i) => {
      const line = chart.lines[i];
      return drawLine(visibleParts(line, axes, inner), styles[i]) +
        drawMarkers(visibleMarkers(line, axes, inner), styles[i]);
    }),
  ];
  return { ...size, content: place({ ...inner, content: content.join("") }, left, top) };
}

/** A ground is stretched between the ends of the axes: these must not depend on the lines. */
function checkRanges({ x, y }: Lines): void {
  for (const { label, range } of [x, y]) {
    if (range !== undefined) continue;
    throw new RangeError(`Expected ${label} to have a range for the ground but found none`);
  }
}

/** The indices of lines as they are drawn: the rest below all others. */
function orderOf(lines: readonly Line[]): number[] {
  const levelOf = (i: number) => lines[i].role === "rest" ? 0 : 1;
  return Array.from(lines.keys()).sort((a, b) => levelOf(a) - levelOf(b));
}

/** The edges of a band as points. */
function endsOf(band: readonly Extent[]): Point[] {
  return band.flatMap(([x, low, high]): Point[] => [[x, low], [x, high]]);
}

/** How far a marker or a label reaches beyond the end of the horizontal axis. */
function overhangOf(scale: AxisScale, length: number): number {
  const overhangs = scale.ticks.map(({ value, label }) => {
    return textWidth(label, FONT_SIZE) / 2 - (1 - positionOf(scale, value)) * length;
  });
  return Math.ceil(Math.max(MARKER_RADIUS, ...overhangs));
}

/** Grid, axes, marks and numbers. */
function drawAxes({ x, y }: Axes, { width, height }: Size): string {
  const across = (value: number) => width * positionOf(x, value);
  const down = (value: number) => height * (1 - positionOf(y, value));
  const grid = [
    ...x.ticks.map(({ value }) => `M${coordinate(across(value))} 0V${coordinate(height)}`),
    ...y.ticks.map(({ value }) => `M0 ${coordinate(down(value))}H${coordinate(width)}`),
  ];
  const xMark = (value: number, length: number) =>
    `M${coordinate(across(value))} ${coordinate(height)}v${length}`;
  const yMark = (value: number, length: number) => `M0 ${coordinate(down(value))}h${-length}`;
  const marks = [
    `M0 0V${coordinate(height)}H${coordinate(width)}`,
    ...x.ticks.map(({ value }) => xMark(value, TICK)),
    ...x.minorTicks.map((value) => xMark(value, MINOR_TICK)),
    ...y.ticks.map(({ value }) => yMark(value, TICK)),
    ...y.minorTicks.map((value) => yMark(value, MINOR_TICK)),
  ];
  const numbers = [
    ...x.ticks.map(({ value, label }) => {
      const top = height + TICK + LABEL_GAP + LINE_HEIGHT / 2;
      return textAt(label, across(value), top, { anchor: "middle", fill: inks.quiet });
    }),
    ...y.ticks.map(({ value, label }) =>
      textAt(label, -TICK - LABEL_GAP, down(value), { anchor: "end", fill: inks.quiet })
    ),
  ];
  const rule = { "stroke-width": 1, "shape-rendering": "crispEdges" };
  return [
    element("path", { d: grid.join(""), stroke: inks.grid, ...rule }),
    element("path", { d: marks.join(""), stroke: inks.axis, ...rule }),
    ...numbers,
  ].join("");
}

/** What is between the axes, within what there is around it. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly inner: Size;
  readonly outer: Size;
}

/** The names of the axes, each at the middle of its own, if it is not too long for that. */
function drawNames(chart: Lines, { left, top, inner, outer }: Frame): string {
  const x = fitText(chart.x.label, FONT_SIZE, outer.width);
  const y = fitText(chart.y.label, FONT_SIZE, outer.height);
  const across = middleOf(x, inner.width, -left, outer.width);
  const down = middleOf(y, inner.height, -top, outer.height);
  const below = outer.height - top - LINE_HEIGHT / 2;
  return textAt(x, across, below, { anchor: "middle" }) +
    textAt(y, LINE_HEIGHT / 2 - left, down, { anchor: "middle", rotation: -90 });
}

/** The middle of a length, or as near to it as a text can be that must not leave the room around it. */
function middleOf(text: string, length: number, start: number, room: number): number {
  const half = textWidth(text, FONT_SIZE) / 2;
  return Math.max(start + half, Math.min(length / 2, start + room - half));
}

function drawLine(parts: readonly (readonly Point[])[], style: LineStyle): string {
  if (parts.length === 0) return "";
  const path = parts.map((part) =>
    part.map(([x, y], i) => `${i === 0 ? "M" : "L"}${coordinate(x)} ${coordinate(y)}`).join("")
  );
  return drawStroke(path.join(""), style);
}

function drawMarkers(points: readonly Point[], style: LineStyle): string {
  return points.map((point) => drawMarker(point, style)).join("");
}
