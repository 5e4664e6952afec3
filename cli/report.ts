import { parseArgs } from "@std/cli";
import { join } from "@std/path";
import program from "../deno.json" with { type: "json" };
import { countWords } from "./arguments/count_words.ts";
import { DEVICE_HELP, parseDevice } from "./arguments/device_option.ts";
import { rejectUnknownOption } from "./arguments/unknown_option.ts";
import type { Command } from "./command.ts";
import { drawCharts } from "./report/chart_files.ts";
import { gatherFindings } from "./report/findings.ts";
import { formatPage } from "./report/page.ts";
import { checkReportFolder, stemOf, usualFolder, writeReport } from "./report/report_folder.ts";
import { reportSections } from "./report/sections.ts";
import { findSubject } from "./report/subject.ts";
import { UsageError } from "./usage_error.ts";

/** Writes a report of a trained network as a page and as picture files. */
export const command: Command = {
  name: "report",
  usage: "<model or config> [--out <folder>] [--device <name>]",
  summary: "Writes a page with charts about a trained network",
  help: `<model or config>  model file that "mnist train" has written for "rel_path_model_file", its
                   name ending in .safetensors; or the configuration file
--out <folder>     where to write; beside the model, <model>-report, when left out
${DEVICE_HELP}

It tests the network on the test images, and writes "index.html", a page that needs no other file and
no network, and each of its charts as an SVG and a PNG file. How the training went is there if the
configuration has "rel_path_history_file" and "rel_path_histograms_file". The folder must be new or
empty, or hold an earlier report, which is replaced.`,

  async run(args) {
    const options = parseArgs(args, {
      string: ["_", "out", "device"],
      unknown: rejectUnknownOption("out", "device"),
    });
    if (options._.length !== 1) {
      throw new UsageError(`Expected <model or config> but found ${countWords(options._)}`);
    }
    if (options.out === "") throw new UsageError("Expected a folder behind --out but found none");
    const device = parseDevice(options.device);
    const subject = await findSubject(options._[0]);
    const folder = options.out ?? usualFolder(subject.modelPath);
    await checkReportFolder(folder);
    const findings = await gatherFindings(subject, device);
    const sections = reportSections(findings);
    const page = formatPage({
      title: stemOf(subject.modelPath),
      layers: subject.model.layers,
      sections,
      program: `mnist ${program.version}`,
    });
    await writeReport(folder, page, await drawCharts(sections));
    console.log(`Wrote ${join(folder, "index.html")}`);
  },
};
