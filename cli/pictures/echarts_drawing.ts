import { type EChartsOption, init, setPlatformAPI } from "echarts";
import type { Drawing, Size } from "./drawing.ts";
import { FONT_SIZE } from "./text.ts";
import { textWidth } from "./text_width.ts";

setPlatformAPI({
  measureText: (text, font) => ({
    width: textWidth(text, Number(font?.match(/([\d.]+)px/)?.[1] ?? FONT_SIZE)),
  }),
});

/** Draws with echarts. Nothing is clipped: what lies outside the axes must not be among the data. */
export function drawWithEcharts(option: EChartsOption, { width, height }: Size): Drawing {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return { width, height, content: contentOf(chart.renderToSVGString()) };
  } finally {
    // It keeps a timer that would keep the program from ending.
    chart.dispose();
  }
}

/**
 * The elements of echarts' document that are seen. Left out are its background, its reactions to a
 * mouse, and all that has an id, which would be the same in each document of a page: these are the
 * clip paths, which are slow to draw besides. Fonts become attributes, which a style sheet overrides.
 */
function contentOf(document: string): string {
  return document
    .replace(/^<svg[^>]*>\s*<rect[^>]*><\/rect>/, "")
    .replace(/<defs\s*>[\s\S]*<\/defs>/, "")
    .replace(/<style\s*>[\s\S]*<\/style>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replaceAll(/ (?:class|clip-path|pointer-events|ecmeta_\w+)="[^"]*"/g, "")
    .replaceAll(/ style="font-size:([\d.]+)px;[^"]*"/g, ' font-size="$1"')
    .replaceAll(' dominant-baseline="central"', ' dy="0.36em"')
    .replaceAll(/\n+/g, "");
}
