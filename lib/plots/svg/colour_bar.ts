import type { ColourScale } from "../chart.ts";
import { colourOf } from "../colours.ts";
import { formatShort } from "../format_figure.ts";
import { type Drawing, element, inks } from "./drawing.ts";
import { imageAt } from "./image.ts";
import { fitText, FONT_SIZE, lineHeight, textAt, textWidth, widestOf } from "./text.ts";

const LONGEST_BAR = 180;
/** Beside a label that leaves less than that, the bar would be too short to be read. */
const SHORTEST_BAR = 90;
const THICKNESS = 10;
const GAP = 12;
const LINE_HEIGHT = lineHeight(FONT_SIZE);
/** Steps of colour, more than can be told apart. */
const STEPS = 129;

/** What is measured, and a bar of the colours with their numbers below it: beside it, or below. */
export function drawColourBar(scale: ColourScale, width: number): Drawing {
  const texts = textsOf(scale);
  // The first and the last number are centred on the ends of the bar.
  const overhang = widestOf(texts, FONT_SIZE) / 2;
  const beside = Math.max(textWidth(scale.label, FONT_SIZE) + GAP, overhang);
  const isBeside = width - beside - overhang >= SHORTEST_BAR;
  const left = isBeside ? beside : overhang;
  const top = isBeside ? 0 : LINE_HEIGHT + 2;
  const length = Math.min(LONGEST_BAR, width - left - overhang);
  const labelMiddle = isBeside ? THICKNESS / 2 + 1 : LINE_HEIGHT / 2;
  const content = [
    textAt(fitText(scale.label, FONT_SIZE, width), 0, labelMiddle),
    drawBar(scale, left, top, length),
    ...texts.map((text, i) => {
      const x = left + i / (texts.length - 1) * length;
      const y = top + THICKNESS + 2 + LINE_HEIGHT / 2;
      return textAt(text, x, y, { anchor: "middle", fill: inks.quiet });
    }),
  ];
  return { width, height: top + THICKNESS + 2 + LINE_HEIGHT, content: content.join("") };
}

/** The numbers at the ends of the bar, and zero if it is between them. */
function textsOf({ scale, limit, isClipped = false }: ColourScale): string[] {
  const [least, most] = [-limit, limit].map(formatShort);
  const end = isClipped ? `≥ ${most}` : most;
  if (scale === "sequential") return ["0", end];
  return [isClipped ? `≤ ${least}` : least, "0", end];
}

function drawBar(scale: ColourScale, x: number, y: number, length: number): string {
  const start = scale.scale === "diverging" ? -1 : 0;
  const colours = Array.from({ length: STEPS }, (_, i) => {
    const share = start + i / (STEPS - 1) * (1 - start);
    return colourOf(share * scale.limit, scale);
  });
  const picture = { width: STEPS, height: 1, pixels: Uint8Array.from(colours.flat()) };
  const size = { width: length, height: THICKNESS };
  const frame = { x, y, ...size, stroke: inks.axis, "stroke-width": 1 };
  return imageAt(picture, x, y, size) + element("rect", frame);
}
