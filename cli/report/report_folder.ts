import { basename, dirname, join } from "@std/path";
import { quote } from "../../lib/formats/quote.ts";
import { drawSvg } from "../../lib/plots/draw_svg.ts";
import { isFile, statIfPresent } from "../files/folder.ts";
import { readTextFile } from "../files/read_file.ts";
import { svgToPng } from "../files/svg_to_png.ts";
import { removeLink } from "../files/temporary_file.ts";
import { checkFolderWritable, makeFolder, writeFileAtomically } from "../files/write_file.ts";
import { chartsNamedBy, isOwnPage } from "./page.ts";
import type { Section } from "./section.ts";

const PAGE = "index.html";
const CONTENT = "the page of an earlier report";

/** Larger pages are not ours. */
const LARGEST_PAGE = 2 ** 26;

/** A file of a report. */
export interface ReportFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/**
 * The folder of a report, unless the user names another: `model-report` beside the model's file, or
 * `committee-report` beside the first of several files.
 */
export function usualFolder(modelPath: string, files = 1): string {
  return join(dirname(modelPath), `${files === 1 ? stemOf(modelPath) : "committee"}-report`);
}

/** A model file's name without folder and ending. */
export function stemOf(modelPath: string): string {
  return basename(modelPath).replace(/(?<=.)\.safetensors$/i, "");
}

/**
 * Finds out before the work whether a report may be written into a folder: if there is none, it is
 * empty, or it holds an earlier report.
 *
 * @throws {Error} If it may not, or nothing can be written there; the message names the folder.
 */
export async function checkReportFolder(folder: string): Promise<void> {
  const info = await statIfPresent(folder);
  if (info !== undefined && !info.isDirectory) {
    throw new Error(`${folder}: Expected a folder for the report but found a file`);
  }
  await checkFolderWritable(folder);
  if (info === undefined) return;
  if (await earlierPage(folder) !== undefined) return;
  for await (const { name } of Deno.readDir(folder)) {
    throw new Error(
      `${folder}: Expected an empty folder, or one of an earlier report, but found ${quote(name)}`,
    );
  }
}

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

/**
 * Writes a report into a folder, which it makes if there is none. Charts of an earlier report that this
 * one has not are removed. The page comes first: it needs no other file, and by it the folder is known
 * as that of a report even if the writing is interrupted. Links in the place of files are not followed.
 *
 * @throws {Error} If something cannot be written; the message names it.
 */
export async function writeReport(
  folder: string,
  page: string,
  charts: readonly ReportFile[],
): Promise<void> {
  await makeFolder(folder);
  const earlier = chartsNamedBy(await earlierPage(folder) ?? "");
  const names = new Set(charts.map(({ name }) => name));
  const stale = earlier.flatMap((id) => [`${id}.svg`, `${id}.png`]).filter((name) =>
    !names.has(name)
  );
  for (const name of stale) await removeFile(join(folder, name));
  for (const { name, content } of [{ name: PAGE, content: page }, ...charts]) {
    const path = join(folder, name);
    await removeLink(path);
    await writeFileAtomically(path, content);
  }
}

async function removeFile(path: string): Promise<void> {
  if (await isFile(path)) await Deno.remove(path);
}

/** The page of the report that a folder holds; undefined if it holds none. */
async function earlierPage(folder: string): Promise<string | undefined> {
  const path = join(folder, PAGE);
  if (!await isFile(path)) return undefined;
  const text = await readTextFile(path, CONTENT, LARGEST_PAGE);
  return isOwnPage(text) ? text : undefined;
}
