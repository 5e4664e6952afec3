import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Measurement } from "../../../lib/training/measurement.ts";
import type { Row } from "../../../tools/results/row.ts";
import { formatResults } from "../../../tools/results/table.ts";

function measurement(epoch: number, iteration: number): Measurement {
  const performance = { loss: 1, errorRate: 0.125 };
  return {
    ...{ epoch, iteration, learningRate: 0.1, penalty: 0 },
    training: performance,
    test: performance,
  };
}

const run = { config: "m", seed: 1, machine: "a machine", date: "2026-11-21" };
const first = { ...run, errorRate: 0.03, seconds: 40, history: [measurement(7, 4200)] };
const second = { ...first, seed: 2, errorRate: 0.04, seconds: 50, date: "2026-11-22" };
const third = { ...first, seed: 3, history: [measurement(1, 1), measurement(9, 5400)] };
const unfinished = { ...run, seconds: 7200, history: [measurement(1, 600), measurement(2, 1200)] };

/** The cells of the row below the heading of the first table. */
function cellsOf(row: Omit<Row, "model">): string[] {
  const model = { config: "m", title: "a model", reported: 0.025 };
  const document = formatResults([{ title: "A source", rows: [{ model, ...row }] }]);
  const lines = document.split("\n").filter((line) => line.startsWith("|"));
  return lines[2].split("|").slice(1, -1).map((cell) => cell.trim());
}

Deno.test("formatResults() gives the mean over the seeds, and each", () => {
  assertEquals(cellsOf({ countsIterations: false, runs: [first, second, third] }), [
    "[a model](mnist-configs/m.config)",
    "2.50 %",
    "3.33 %",
    "1: 3.00 %, 2: 4.00 %, 3: 3.00 %",
    "7 to 9 epochs",
    "43 s",
    "2026-11-22",
  ]);
});

Deno.test("formatResults() gives times in units of time that suit them", () => {
  const times = [8.34, 9.97, 99.8, 100, 5999, 6000, 360_000].map((seconds) =>
    cellsOf({ countsIterations: false, runs: [{ ...first, seconds }] })[5]
  );
  assertEquals(times, ["8.3 s", "10 s", "100 s", "1.7 min", "100 min", "1.7 h", "100 h"]);
});

Deno.test("formatResults() counts iterations where the configuration does", () => {
  assertEquals(cellsOf({ countsIterations: true, runs: [first] })[4], "4,200 iterations");
});

Deno.test("formatResults() leaves runs that are not finished out of the mean", () => {
  const cells = cellsOf({ countsIterations: false, runs: [first, unfinished] });
  assertEquals(cells.slice(2, 4), ["3.00 %", "1: 3.00 %"]);
});

Deno.test("formatResults() says how far a model came that is not finished, and what finishes it", () => {
  assertEquals(cellsOf({ countsIterations: false, runs: [unfinished] }).slice(2), [
    "12.50 %",
    "2 epochs",
    "2.0 h",
    "`build/mnist train mnist-configs/m.config --resume`",
  ]);
});

Deno.test("formatResults() says of a model without runs that it was not trained", () => {
  assertEquals(cellsOf({ countsIterations: false, runs: [] }).slice(2), [
    "",
    "not trained",
    "",
    "`build/mnist train mnist-configs/m.config`",
  ]);
});

Deno.test("formatResults() marks times by machine where there is more than one", () => {
  const model = { config: "m", title: "a model" };
  const other = { ...second, machine: "another" };
  const rows = [
    { model, countsIterations: false, runs: [first, other] },
    { model, countsIterations: false, runs: [other] },
  ];
  const document = formatResults([{ title: "A source", rows }]);
  assertStringIncludes(document, "\nTrained on (a) a machine; (b) another.\n");
  assertStringIncludes(document, " | 45 s (a) (b) | ");
  assertStringIncludes(document, " | 50 s (b) | ");
});

Deno.test("formatResults() names each machine once, and each model's remark", () => {
  const model = { config: "m", title: "a model", remark: "a remark." };
  const rows = [{ model, countsIterations: false, runs: [first, second] }];
  const document = formatResults([{ title: "A source", rows }]);
  assertStringIncludes(document, "\nTrained on a machine.\n\n## A source\n\n| model |");
  assertStringIncludes(document, "|\n\n- `m`: a remark.\n\n## Reproducing the results\n");
});
