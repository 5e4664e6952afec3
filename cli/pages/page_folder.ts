import { basename, join, resolve } from "@std/path";
import { quote } from "../../lib/formats/quote.ts";
import { drawSvg } from "../../lib/plots/draw_svg.ts";
import { UsageError } from "../arguments/reader.ts";
import { checkFolderWritable } from "../files/check_writable.ts";
import { isFile, statIfPresent } from "../files/folder.ts";
import { readTextFile } from "../files/read_file.ts";
import { STANDARD_INPUT } from "../files/standard_input.ts";
import { svgToPng } from "../files/svg_to_png.ts";
import { removeLink } from "../files/temporary_file.ts";
import { makeFolder, writeFileAtomically } from "../files/write_file.ts";
import { chartsNamedBy, isOwnPage, type PageKind } from "./page.ts";
import type { Section } from "./section.ts";

const PAGE = "index.html";

/** Larger pages are not ours. */
const LARGEST_PAGE = 2 ** 26;

/** A file beside a page. */
export interface PageFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/**
 * The folder of a page or a sweep, unless the user names another: `model-report` beside what it is
 * about.
 *
 * @throws {UsageError} If that comes through the standard input.
 */
export function usualFolder(path: string, kind: PageKind | "sweep"): string {
  if (path === STANDARD_INPUT) {
    throw new UsageError("Expected --out for what comes through the standard input but found none");
  }
  // Unlike what dirname() says of it, the folder "." lies in "..".
  return join(path, "..", `${stemOf(path)}-${kind}`);
}

/** The name of a file that the program takes or writes, or of a folder, without where it is and its ending. */
export function stemOf(path: string): string {
  return basename(resolve(path)).replace(/(?<=.)\.(safetensors|jsonl|csv|config|sweep)$/i, "");
}

/**
 * Finds out before the work whether a page may be written into a folder: if there is none, it is
 * empty, or it holds an earlier page of the kind.
 *
 * @throws {Error} If it may not, or nothing can be written there; the message names the folder.
 */
export async function checkPageFolder(folder: string, kind: PageKind): Promise<void> {
  const info = await statIfPresent(folder);
  if (info !== undefined && !info.isDirectory) {
    throw new Error(`${folder}: Expected a folder for the ${kind} but found a file`);
  }
  await checkFolderWritable(folder);
  if (info === undefined) return;
  if (await earlierPage(folder, kind) !== undefined) return;
  for await (const { name } of Deno.readDir(folder)) {
    throw new Error(
      `${folder}: Expected an empty folder, or one of an earlier ${kind}, but found ${quote(name)}`,
    );
  }
}

/** Every chart of some sections as an SVG and a PNG file. */
export async function drawCharts(sections: readonly Section[]): Promise<PageFile[]> {
  const charts = sections.flatMap(({ parts }) =>
    parts.flatMap((part) => part.kind === "chart" ? [part.chart] : [])
  );
  const files: PageFile[] = [];
  for (const chart of charts) {
    const svg = drawSvg(chart);
    files.push({ name: `${chart.id}.svg`, content: svg });
    files.push({ name: `${chart.id}.png`, content: await svgToPng(svg) });
  }
  return files;
}

/**
 * Writes a page and its charts into a folder, which it makes if there is none. Charts of an earlier
 * page that this one has not are removed. The page comes first: it needs no other file, and by it the
 * folder is known as that of a page even if the writing is interrupted. Links in the place of files are
 * not followed.
 *
 * @throws {Error} If something cannot be written; the message names it.
 */
export async function writePage(
  folder: string,
  kind: PageKind,
  page: string,
  charts: readonly PageFile[],
): Promise<void> {
  await makeFolder(folder);
  const earlier = chartsNamedBy(await earlierPage(folder, kind) ?? "");
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

/** The page of a kind that a folder holds; undefined if it holds none. */
async function earlierPage(folder: string, kind: PageKind): Promise<string | undefined> {
  const path = join(folder, PAGE);
  if (!await isFile(path)) return undefined;
  const text = await readTextFile(path, `the page of an earlier ${kind}`, LARGEST_PAGE);
  return isOwnPage(text, kind) ? text : undefined;
}
