import { dirname, join } from "@std/path";
import { keys } from "../lib/config/keys.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import { option, optionalOperand, repeatedOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { UsageError } from "./arguments/reader.ts";
import { count, file, fileOrFolder, folder } from "./arguments/values.ts";
import { refuseLabels } from "./evaluate/evaluate_samples.ts";
import { requireImages } from "./files/model_files.ts";
import { PROGRAM } from "./program.ts";
import { type FindingOptions, gatherCommitteeFindings, gatherFindings } from "./report/findings.ts";
import { formatPage } from "./pages/page.ts";
import {
  checkPageFolder,
  drawCharts,
  stemOf,
  usualFolder,
  writePage,
} from "./pages/page_folder.ts";
import { gatherSampleFindings } from "./report/sample_findings.ts";
import { committeeSections, reportSections, sampleSections } from "./report/sections.ts";
import type { Section } from "./pages/section.ts";
import { divideSubjects, findSubjects, type Subject } from "./pages/subject.ts";
import { warn } from "./terminal/notice.ts";
import { say } from "./terminal/say.ts";

/** Writes a report of a trained network as a page and as picture files. */
export const command = defineCommand({
  name: "report",
  summary: "Writes a page with charts about a trained network, or a committee",
  operands: {
    modelPaths: repeatedOperand(
      "model or config",
      file,
      1,
      'model file, as "mnist train" writes it for "rel_path_model_file", or committee file; ' +
        "or the configuration file",
    ),
    datasetPath: optionalOperand(
      "dataset",
      fileOrFolder,
      "in place of the data of the training: a folder or file with images and labels, or an IDX " +
        "image file with its [labels]; for a model of samples of numbers, a CSV file",
    ),
    labelsPath: optionalOperand("labels", file, "IDX label file of an IDX image file"),
  },
  options: {
    out: option(
      "out",
      "folder",
      folder,
      "where to write; beside the model, <model>-report, or committee-report for several files, " +
        "when left out",
    ),
    device: option(
      "device",
      "name",
      keys.device.kind,
      "what does the arithmetic; what the configuration says when left out",
    ),
    image: option(
      "image",
      "i",
      count(0),
      "test image that is followed through the layers, counted from 0; 0 when left out",
    ),
  },
  notes: `It tests the network on the test images, and writes "index.html", a page that
needs no other file and no network, and each of its charts as an SVG and a PNG
file. How the training went is there if the configuration has
"rel_path_history_file" and "rel_path_histograms_file". The folder must be new
or empty, or hold an earlier report, which is replaced.

Of a network that takes one or two numbers it draws the function, or the regions
of classes, that it has learned.

Of several models of images it shows what they are worth alone and together, on
the test images of the first.`,

  async run({ modelPaths, datasetPath, labelsPath, out, device, image }) {
    const words = [...modelPaths, datasetPath, labelsPath].filter((word) => word !== undefined);
    const { subjects: paths, others } = await divideSubjects(words);
    if (others.length > 2) {
      throw new UsageError(
        `Expected [dataset] [labels] after the models but found ${others.length} words`,
      );
    }
    const [images, labels] = others;
    const given = images === undefined ? undefined : { images, labels };
    const subjects = await findSubjects(paths);
    if (image !== undefined && subjects.length > 1) {
      throw new UsageError(`Expected one model with --image but found ${subjects.length}`);
    }
    const [{ modelPath, model }] = subjects;
    const isOne = subjects.length === 1;
    const about = paths.length === 1 ? modelPath : join(dirname(modelPath), "committee");
    const folder = out ?? usualFolder(about, "report");
    await checkPageFolder(folder, "report");
    const { sections, leftOut } = await gatherSections(subjects, { device, given, image });
    leftOut.forEach(warn);
    const page = formatPage({
      kind: "report",
      heading: isOne ? "Report of a trained network" : "Report of a committee",
      title: paths.length === 1 ? stemOf(modelPath) : `Committee of ${subjects.length}`,
      subtitle: isOne ? model.layers : subjects.map(({ name }) => name).join(", "),
      sections,
      program: PROGRAM,
    });
    await writePage(folder, "report", page, await drawCharts(sections));
    say(`Wrote ${escapeInvisible(join(folder, "index.html"))}`);
  },
});

/** The sections of a page about one model, or a committee, and which images they leave out. */
async function gatherSections(
  subjects: readonly Subject[],
  { image, ...options }: FindingOptions & { readonly image?: number },
): Promise<{ readonly sections: readonly Section[]; readonly leftOut: readonly string[] }> {
  if (subjects.length > 1) {
    requireImages(subjects);
    const findings = await gatherCommitteeFindings(subjects, options);
    return { sections: committeeSections(findings), leftOut: findings.leftOut };
  }
  const [subject] = subjects;
  if (subject.model.featureNames !== undefined) {
    if (image !== undefined) {
      throw new UsageError("Expected a model of images with --image but found one of samples");
    }
    refuseLabels(options.given?.labels);
    const findings = await gatherSampleFindings(subject, options);
    return { sections: sampleSections(findings), leftOut: findings.leftOut };
  }
  const findings = await gatherFindings(subject, { ...options, image: image ?? 0 });
  return { sections: reportSections(findings), leftOut: findings.leftOut };
}
