import { formatShare } from "../../cli/terminal/figures.ts";
import type { Row, Section } from "./row.ts";
import { errorRatesOf } from "./run.ts";
import { spreadOf } from "./tolerance.ts";

/** An error rate that a source reports, and the rows of the models that are to reach it. */
interface Figure {
  readonly source: string;
  readonly reported: number;
  readonly rows: readonly Row[];
}

/**
 * How many of the reported error rates are met, how, and which are not. One is met if the mean over
 * the seeds is no larger.
 */
export function formatReportedFigures(sections: readonly Section[]): string {
  const figures = sections.flatMap(figuresOf);
  const met = figures.filter(({ rows }) => rows.some(meets));
  const asDescribed = met.filter(({ rows }) => rows.some((row) => !row.model.varies && meets(row)));
  const open = figures.filter((figure) => !met.includes(figure));
  const sentences = [
    `Of the ${figures.length} error rates that the source documents report, **${met.length} are met**: ` +
    `${asDescribed.length} by the model as described, and ${
      met.length - asDescribed.length
    } only by a ` +
    "second configuration of it, whose row names what differs.",
    ...open.length === 0 ? [] : [`Not met: ${listOpen(open)}.`],
  ];
  return sentences.join(" ");
}

/** The rows of a source by the error rates that it reports, which are never the same twice. */
function figuresOf({ title, rows }: Section): Figure[] {
  const byFigure = Map.groupBy(rows, ({ model }) => model.reported);
  return Array.from(byFigure).flatMap(([reported, rows]) =>
    reported === undefined ? [] : [{ source: title, reported, rows }]
  );
}

function meets(row: Row): boolean {
  const { reported } = row.model;
  const mean = meanOf(row);
  return reported !== undefined && mean !== undefined && mean <= reported;
}

/** The mean error rate over the seeds, if it has been trained to the end. */
function meanOf({ runs }: Row): number | undefined {
  const errorRates = errorRatesOf(runs);
  return errorRates.length === 0 ? undefined : spreadOf(errorRates).mean;
}

/** `a source: 11 (0.42 %, not trained to the end), 12 (0.40 %, ours 0.81 %); another: 3 (...)`. */
function listOpen(figures: readonly Figure[]): string {
  const bySource = Map.groupBy(figures, ({ source }) => source);
  return Array.from(bySource, ([source, figures]) => {
    const items = figures.map(({ reported, rows }) =>
      `${rows[0].model.title} (${formatShare(reported)}, ${resultOf(rows)})`
    );
    return `${source}: ${items.join(", ")}`;
  }).join("; ");
}

function resultOf(rows: readonly Row[]): string {
  const means = rows.flatMap((row) => meanOf(row) ?? []);
  if (means.length > 0) return `ours ${formatShare(Math.min(...means))}`;
  return rows.some(({ runs }) => runs.length > 0) ? "not trained to the end" : "not trained";
}
