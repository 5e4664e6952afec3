import type { Caption } from "../chart.ts";
import { type Canvas, type Drawing, inks, type Size, stack } from "./drawing.ts";
import { lineHeight, textAt, type TextStyle, wrapText } from "./text.ts";

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

/** What stands below the header where there is nothing to draw. */
export function drawNoData({ width, height }: Size): Drawing {
  const style = { anchor: "middle", fill: inks.quiet } as const;
  return { width, height, content: textAt("no data", width / 2, height / 2, style) };
}
