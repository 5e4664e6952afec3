import type { Drawing, Size } from "./drawing.ts";
import { inks } from "./inks.ts";
import { textAt } from "./text.ts";

/** What stands in the place of a picture of nothing. */
export function drawNoData({ width, height }: Size): Drawing {
  const style = { anchor: "middle", fill: inks.quiet } as const;
  return { width, height, content: textAt("no data", width / 2, height / 2, style) };
}
