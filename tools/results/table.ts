import { formatShare } from "../../cli/terminal/figures.ts";
import { formatCount } from "../../lib/plots/format_figure.ts";
import { formatReportedFigures } from "./reported_figures.ts";
import type { RecordedRun, Row, Section } from "./row.ts";
import { errorRatesOf, meanSeconds, type Run } from "./run.ts";
import { spreadOf } from "./tolerance.ts";

const explanation = `The tables give error rates on the test images: those that the source documents
report, and ours, the mean where there is more than one seed. Ours is that of the network at the end of
the training or, with early stopping, of its best epoch. A reported error rate is met if ours is no larger.
`;

const closing = `## Reproducing the results

\`./build.sh\` brings Deno and MNIST. \`build/deno task results\` trains every model that takes at most two
minutes once more, with its first seed, if its data is there. It fails if an error rate differs from the mean
in the table by more than that row's range over its seeds (or by more than 0.2 %, if that is larger). On the
same kind of processor the error rates are the same to the last digit, but for the convolutional networks
of 2026-11-21: since then a convolution of zeros alone is exactly its bias, which changes their rounding. Losses
of f64 may differ in their last digits: normally distributed weights come from logarithms and cosines of our own.

\`build/deno task results record <configuration> --seeds 1,2,3\` trains a model and records it; with
\`adopt\` instead of \`record\` it records what \`build/mnist train\` wrote. This file is made from
the runs and histories in \`results/recorded/\`, by \`build/deno task results table\`.
`;

/** The results as a document in Markdown, one table for each section. */
export function formatResults(sections: readonly Section[]): string {
  const runs = sections.flatMap(({ rows }) => rows.flatMap((row) => row.runs));
  const machines = [...new Set(runs.map(({ machine }) => machine))];
  return [
    "# Results\n",
    `${formatReportedFigures(sections)}\n`,
    explanation,
    `Trained on ${listMachines(machines)}.\n`,
    ...sections.map((section) => formatSection(section, machines)),
    closing,
  ].join("\n");
}

function formatSection({ title, rows }: Section, machines: readonly string[]): string {
  const finished = rows.filter(({ runs }) => errorRatesOf(runs).length > 0);
  const others = rows.filter(({ runs }) => errorRatesOf(runs).length === 0);
  const remarks = rows.flatMap(({ model: { config, remark } }) =>
    remark === undefined ? [] : [`- \`${config}\`: ${remark}\n`]
  );
  return [
    `## ${title}\n`,
    ...finished.length === 0 ? [] : [formatFinished(finished, machines)],
    ...others.length === 0
      ? []
      : ["Not trained, or not to the end:\n", formatUnfinished(others, machines)],
    ...remarks.length === 0 ? [] : [remarks.join("")],
  ].join("\n");
}

function formatFinished(rows: readonly Row[], machines: readonly string[]): string {
  const heading = ["model", "reported", "ours", "each seed", "trained for", "time", "date"];
  return formatTable([heading, ...rows.map((row) => finishedCells(row, machines))]);
}

function finishedCells(row: Row, machines: readonly string[]): string[] {
  const runs = row.runs.filter(({ errorRate }) => errorRate !== undefined);
  const { mean } = spreadOf(errorRatesOf(runs));
  const seeds = runs.map(({ seed, errorRate = NaN }) => `${seed}: ${formatShare(errorRate)}`);
  return [
    linkOf(row),
    reportedCell(row),
    formatShare(mean),
    seeds.join(", "),
    lengthOf(row, runs),
    timeCell(runs, machines),
    runs.map(({ date }) => date).sort().at(-1) ?? "",
  ];
}

function formatUnfinished(rows: readonly Row[], machines: readonly string[]): string {
  const heading = ["model", "reported", "so far", "trained for", "time", "to finish it"];
  return formatTable([heading, ...rows.map((row) => unfinishedCells(row, machines))]);
}

function unfinishedCells(row: Row, machines: readonly string[]): string[] {
  const { model: { config }, runs } = row;
  const run = runs.at(0);
  const errorRate = run?.history.at(-1)?.test?.errorRate;
  const command = `build/mnist train mnist-configs/${config}.config`;
  return [
    linkOf(row),
    reportedCell(row),
    errorRate === undefined ? "" : formatShare(errorRate),
    run === undefined ? "not trained" : lengthOf(row, [run]),
    run === undefined ? "" : timeCell([run], machines),
    run === undefined ? `\`${command}\`` : `\`${command} --resume\``,
  ];
}

function formatTable([heading, ...rows]: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

function linkOf({ model: { config, title } }: Row): string {
  return `[${title}](mnist-configs/${config}.config)`;
}

function reportedCell({ model: { reported } }: Row): string {
  return reported === undefined ? "" : formatShare(reported);
}

/** How long the runs were, as `100 epochs` or `3,000 iterations`; `41 to 52 epochs` if they differ. */
function lengthOf({ countsIterations }: Row, runs: readonly RecordedRun[]): string {
  const lengths = runs.map(({ history }) => {
    const last = history.at(-1);
    return (countsIterations ? last?.iteration : last?.epoch) ?? 0;
  });
  const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
  const range = least === most
    ? formatCount(most)
    : `${formatCount(least)} to ${formatCount(most)}`;
  return `${range} ${countsIterations ? "iteration" : "epoch"}${most === 1 ? "" : "s"}`;
}

/** The mean time, with what it was measured on where the table has more than one machine. */
function timeCell(runs: readonly Run[], machines: readonly string[]): string {
  const time = formatTime(meanSeconds(runs));
  if (machines.length === 1) return time;
  const marks = new Set(runs.map(({ machine }) => markOf(machine, machines)));
  return `${time} ${[...marks].sort().join(" ")}`;
}

function listMachines(machines: readonly string[]): string {
  if (machines.length === 1) return machines[0];
  return machines.map((machine) => `${markOf(machine, machines)} ${machine}`).join("; ");
}

/** `(a)` for the first machine, `(b)` for the second. */
function markOf(machine: string, machines: readonly string[]): string {
  return `(${String.fromCharCode("a".charCodeAt(0) + machines.indexOf(machine))})`;
}

/** A time as `8.3 s`, `12 min` or `5.2 h`. */
function formatTime(seconds: number): string {
  if (seconds < 100) return `${twoDigits(seconds)} s`;
  if (seconds < 6000) return `${twoDigits(seconds / 60)} min`;
  return `${twoDigits(seconds / 3600)} h`;
}

/** With one decimal below 10, else with none. */
function twoDigits(value: number): string {
  return value.toFixed(value < 9.95 ? 1 : 0);
}
