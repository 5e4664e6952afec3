import { join } from "@std/path";
import type { Device } from "../../lib/devices/device.ts";
import { escapeInvisible } from "../../lib/formats/quote.ts";
import { countOf } from "../pages/figures.ts";
import { formatPage } from "../pages/page.ts";
import {
  checkPageFolder,
  drawCharts,
  stemOf,
  usualFolder,
  writePage,
} from "../pages/page_folder.ts";
import { PROGRAM } from "../program.ts";
import { CollectedFailures } from "../terminal/collected_failures.ts";
import { compareRuns, type Comparison } from "./comparison.ts";
import { type Pair, testPair } from "./pair.ts";
import { readRuns } from "./runs.ts";
import { comparisonSections } from "./sections.ts";
import { TestImages } from "./test_images.ts";
import { say } from "../terminal/say.ts";

/** How runs are compared. */
export interface ComparisonOptions {
  /** The folder of the page; beside the first path when left out. */
  readonly out?: string;
  /** What tests models; the fastest that runs here when left out. */
  readonly device?: Device["name"];
}

/**
 * Writes a page that compares runs, and says where it is.
 *
 * @param paths As for {@linkcode readRuns}.
 * @throws {AggregateError} If runs cannot be read, when the page of the others is written; the message of
 * each error names what is to blame.
 * @throws {Error} If the folder may not be written, or there is no run.
 */
export async function writeComparison(
  paths: readonly string[],
  { out = usualFolder(paths[0], "comparison"), device }: ComparisonOptions = {},
): Promise<void> {
  await checkPageFolder(out, "comparison");
  const failures = new CollectedFailures();
  const testImages = new TestImages();
  const runs = await readRuns(paths, { testImages, failures, device });
  if (runs.length === 0) {
    failures.throwAll();
    throw new Error(`${paths.join(", ")}: Expected runs to compare but found none`);
  }
  let pair: Pair | undefined;
  await failures.attempt(async () => {
    pair = await testPair(runs, testImages, device);
  });
  const comparison = compareRuns(runs, pair);
  const sections = comparisonSections(comparison);
  const page = formatPage({
    kind: "comparison",
    heading: "Comparison of trained networks",
    title: paths.length === 1 ? stemOf(paths[0]) : countOf(runs.length, "run"),
    subtitle: describe(comparison),
    sections,
    program: PROGRAM,
  });
  await writePage(out, "comparison", page, await drawCharts(sections));
  say(`Wrote ${escapeInvisible(join(out, "index.html"))}`);
  failures.throwAll();
}

/** Names that one line has room for. */
const MOST_NAMES = 6;

/** What differs, in one line. */
function describe({ keys, groups, repeats }: Comparison): string {
  const differing = repeats?.startsWith("seeds") ? [...keys, "seed"] : keys;
  if (differing.length > 0) return `Differing in ${differing.join(", ")}`;
  const names = groups.slice(0, MOST_NAMES).map(({ name }) => name).join(", ");
  return groups.length > MOST_NAMES ? `${names} and ${groups.length - MOST_NAMES} more` : names;
}
