import { join } from "@std/path";
import program from "../deno.json" with { type: "json" };
import { keys } from "../lib/config/keys.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import { operand, option } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { file, folder } from "./arguments/values.ts";
import { gatherFindings } from "./report/findings.ts";
import { formatPage } from "./report/page.ts";
import {
  checkReportFolder,
  drawCharts,
  stemOf,
  usualFolder,
  writeReport,
} from "./report/report_folder.ts";
import { reportSections } from "./report/sections.ts";
import { warn } from "./terminal/warning.ts";
import { findSubject } from "./report/subject.ts";

/** Writes a report of a trained network as a page and as picture files. */
export const command = defineCommand({
  name: "report",
  summary: "Writes a page with charts about a trained network",
  operands: {
    path: operand(
      "model or config",
      file,
      'model file, as "mnist train" writes it for "rel_path_model_file", its name ending in ' +
        ".safetensors; or the configuration file",
    ),
  },
  options: {
    out: option(
      "out",
      "folder",
      folder,
      "where to write; beside the model, <model>-report, when left out",
    ),
    device: option(
      "device",
      "name",
      keys.device.kind,
      "what does the arithmetic; what the configuration says when left out",
    ),
  },
  notes: `It tests the network on the test images, and writes "index.html", a page that
needs no other file and no network, and each of its charts as an SVG and a PNG
file. How the training went is there if the configuration has
"rel_path_history_file" and "rel_path_histograms_file". The folder must be new
or empty, or hold an earlier report, which is replaced.`,

  async run({ path, out, device }) {
    const subject = await findSubject(path);
    const folder = out ?? usualFolder(subject.modelPath);
    await checkReportFolder(folder);
    const findings = await gatherFindings(subject, device);
    findings.leftOut.forEach(warn);
    const sections = reportSections(findings);
    const page = formatPage({
      title: stemOf(subject.modelPath),
      layers: subject.model.layers,
      sections,
      program: `mnist ${program.version}`,
    });
    await writeReport(folder, page, await drawCharts(sections));
    console.log(`Wrote ${escapeInvisible(join(folder, "index.html"))}`);
  },
});
