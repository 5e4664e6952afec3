import { type LossTrace, mergePoints } from "../../lib/plots/loss_trace.ts";
import type { Paint } from "../../lib/plots/text_canvas.ts";
import { drawTextCurve, type TextLine } from "../../lib/plots/text_curve.ts";
import { formatLoss } from "./figures.ts";

/** The losses of a training so far; those that are not measured are empty. */
export interface Losses {
  readonly training: LossTrace;
  readonly validation: LossTrace;
  readonly test: LossTrace;
}

/** How a curve of losses looks. */
export interface LossCurveOptions {
  /** Characters in a line, at most; 20 or more. */
  readonly width: number;
  /** Lines of the curve. */
  readonly height: number;
  readonly isColoured: boolean;
}

/** A line of the curve, and what the legend says of it. */
interface NamedLine extends TextLine {
  readonly name: string;
}

/** The ratio of the largest to the smallest loss from which on a linear scale shows too little. */
const LARGE_RATIO = 10;

/** The losses of a training as a curve of characters, and a legend below it. */
export function formatLossCurve(losses: Losses, options: LossCurveOptions): string[] {
  const { width, height } = options;
  const lines = namedLines(losses, options).filter(({ points }) => points.length > 0);
  const scale = scaleFor(lines);
  return [
    ...drawTextCurve(lines, { width, height, scale }),
    formatLegend(lines, scale, width),
  ];
}

/** Colours are those of the charts among the 256 that terminals have; marks tell the lines apart where there are none. */
function namedLines(
  { training, validation, test }: Losses,
  { width, isColoured }: LossCurveOptions,
): NamedLine[] {
  // With more than a point for each character one sees only how much single batches differ.
  const pointsOf = ({ points }: LossTrace) => mergePoints(points, width);
  const nameOf = (part: string, { latest = NaN }: LossTrace) => `${part} ${formatLoss(latest)}`;
  const paintIn = (colour: number): Paint | undefined =>
    isColoured ? (text) => `\x1b[38;5;${colour}m${text}\x1b[39m` : undefined;
  return [
    { name: "training loss", points: pointsOf(training), paint: paintIn(31) },
    {
      name: nameOf("validation", validation),
      points: pointsOf(validation),
      mark: "o",
      paint: paintIn(166),
    },
    { name: nameOf("test", test), points: pointsOf(test), mark: "x", paint: paintIn(36) },
  ];
}

function scaleFor(lines: readonly TextLine[]): "linear" | "log" {
  const losses = lines.flatMap(({ points }) => points.map(([_, loss]) => loss));
  const positive = losses.filter((loss) => loss > 0 && loss < Infinity);
  return Math.max(...positive) >= LARGE_RATIO * Math.min(...positive) ? "log" : "linear";
}

/** The x-axis and the names of the lines, as many as there is room for. */
function formatLegend(
  lines: readonly NamedLine[],
  scale: "linear" | "log",
  width: number,
): string {
  const epochs = lines.flatMap(({ points }) => points.map(([epoch]) => epoch));
  const [first, last] = [Math.min(...epochs), Math.max(...epochs)];
  const texts: readonly { readonly text: string; readonly paint?: Paint }[] = [
    { text: `epoch ${Math.floor(first)} to ${last.toFixed(last < 10 ? 1 : 0)}` },
    ...lines.map(({ name, mark = "⠒", paint }) => ({ text: `${mark} ${name}`, paint })),
    ...(scale === "log" ? [{ text: "log axis" }] : []),
  ];
  let room = width;
  const fitting = texts.filter(({ text }, i) => (room -= text.length + (i === 0 ? 0 : 2)) >= 0);
  return fitting.map(({ text, paint = (text) => text }) => paint(text)).join("  ");
}
