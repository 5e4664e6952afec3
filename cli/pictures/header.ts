import type { Caption } from "../../lib/plots/chart.ts";
import { type Canvas, type Drawing, stack } from "./drawing.ts";
import { inks } from "./inks.ts";
import { lineHeight, textAt, type TextStyle } from "./text.ts";
import { wrapText } from "./wrap_text.ts";

/** Semi-bold characters are wider than normal ones by this factor. */
const BOLD_FACTOR = 1.06;

/** Title and subtitle, in as many lines as they need. */
export function drawHeader(caption: Caption, { width, titleSize }: Canvas): Drawing {
  const subtitleSize = Math.max(11, titleSize - 4);
  const title = wrapText(caption.title, titleSize * BOLD_FACTOR, width);
  const subtitle = wrapText(caption.subtitle ?? "", subtitleSize, width);
  return stack([
    drawLines(title, width, { size: titleSize, weight: 600 }),
    drawLines(subtitle, width, { size: subtitleSize, fill: inks.quiet }),
  ], 2);
}

function drawLines(
  lines: readonly string[],
  width: number,
  style: TextStyle & { readonly size: number },
): Drawing {
  const height = lineHeight(style.size);
  const content = lines.map((line, i) => textAt(line, 0, (i + 0.5) * height, style));
  return { width, height: height * lines.length, content: content.join("") };
}
