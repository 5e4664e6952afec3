import { assertEquals } from "@std/assert";
import type { Row } from "../../../tools/results/row.ts";
import { formatReportedFigures } from "../../../tools/results/reported_figures.ts";

interface Facts {
  readonly reported?: number;
  readonly varies?: true;
  /** One for each seed; undefined for a training that is not finished. */
  readonly errorRates: readonly (number | undefined)[];
}

function rowOf(title: string, { errorRates, ...facts }: Facts): Row {
  const about = { config: title, seconds: 1, machine: "a machine", date: "2026-11-21" };
  return {
    model: { config: title, title, ...facts },
    countsIterations: false,
    runs: errorRates.map((errorRate, i) => ({ ...about, errorRate, seed: i + 1, history: [] })),
  };
}

Deno.test("formatReportedFigures() counts an error rate once, however many models are to reach it", () => {
  const rows = [
    rowOf("reached by both", { reported: 0.05, errorRates: [0.05] }),
    rowOf("again", { reported: 0.05, varies: true, errorRates: [0.01] }),
    rowOf("reached by the second", { reported: 0.04, errorRates: [0.0401] }),
    rowOf("the second", { reported: 0.04, varies: true, errorRates: [0.03, 0.045] }),
    rowOf("without a figure", { errorRates: [0.02] }),
  ];
  assertEquals(
    formatReportedFigures([{ title: "A source", rows }]),
    "Of the 2 error rates that the source documents report, **2 are met**: 1 by the model as " +
      "described, and 1 only by a second configuration of it, whose row names what differs.",
  );
});

Deno.test("formatReportedFigures() lists what is not met, with the best mean of its models", () => {
  const missed = [
    rowOf("1", { reported: 0.02, errorRates: [0.019, 0.0212] }),
    rowOf("1, varied", { reported: 0.02, varies: true, errorRates: [0.0305] }),
    rowOf("2", { reported: 0.01, errorRates: [undefined] }),
  ];
  const others = [
    // The same as another source's, but another figure.
    rowOf("3", { reported: 0.02, errorRates: [0.02] }),
    rowOf("4", { reported: 0.01, errorRates: [] }),
  ];
  const sections = [{ title: "A source", rows: missed }, { title: "Another", rows: others }];
  assertEquals(
    formatReportedFigures(sections).split(" Not met: ")[1],
    "A source: 1 (2.00 %, ours 2.01 %), 2 (1.00 %, not trained to the end); " +
      "Another: 4 (1.00 %, not trained).",
  );
  assertEquals(/^Of the 4 .* \*\*1 are met\*\*: 1 by /.test(formatReportedFigures(sections)), true);
});
