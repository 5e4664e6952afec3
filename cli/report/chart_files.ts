import { drawSvg } from "../../lib/plots/draw_svg.ts";
import { svgToPng } from "../files/svg_to_png.ts";
import type { ReportFile } from "./report_folder.ts";
import type { Section } from "./section.ts";

/** Every chart of some sections as an SVG and a PNG file. */
export async function drawCharts(sections: readonly Section[]): Promise<ReportFile[]> {
  const charts = sections.flatMap(({ parts }) =>
    parts.flatMap((part) => part.kind === "chart" ? [part.chart] : [])
  );
  const files: ReportFile[] = [];
  for (const chart of charts) {
    const svg = drawSvg(chart);
    files.push({ name: `${chart.id}.svg`, content: svg });
    files.push({ name: `${chart.id}.png`, content: await svgToPng(svg) });
  }
  return files;
}
