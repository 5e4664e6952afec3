import { join } from "@std/path";
import { escapeInvisible } from "../lib/formats/quote.ts";
import { drawSvg } from "../lib/plots/draw_svg.ts";
import { option, repeatedOperand } from "./arguments/arguments.ts";
import { defineCommand, formatRows } from "./arguments/command.ts";
import { folder, oneNamed } from "./arguments/values.ts";
import { checkFolderWritable } from "./files/check_writable.ts";
import { svgToPng } from "./files/svg_to_png.ts";
import { makeFolder, writeFileAtomically } from "./files/write_file.ts";
import { figures } from "./plot/figures.ts";
import { say } from "./terminal/say.ts";

/** Draws what needs no data and no trained model. */
export const command = defineCommand({
  name: "plot",
  summary: "Draws figures about networks in general, which need no data",
  operands: {
    figures: repeatedOperand(
      "figure",
      oneNamed("a figure", figures),
      1,
      "what to draw; the figures are listed below",
    ),
  },
  options: {
    out: option("out", "folder", folder, "where to write; the current folder when left out"),
  },
  notes: `Figures:

${formatRows(figures.map(({ name, summary }) => [name, summary]))}

Each chart is written as an SVG and a PNG file of its name. Charts of a trained
network are in its report: see "mnist report --help".`,

  async run({ figures, out = "." }) {
    await checkFolderWritable(out);
    await makeFolder(out);
    for (const chart of figures.flatMap((figure) => figure.charts())) {
      const svg = drawSvg(chart);
      await writeFileAtomically(join(out, `${chart.id}.svg`), svg);
      await writeFileAtomically(join(out, `${chart.id}.png`), await svgToPng(svg));
      say(`Wrote ${escapeInvisible(join(out, `${chart.id}.svg`))} and its PNG`);
    }
  },
});
