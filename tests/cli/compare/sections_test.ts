import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { compareRuns } from "../../../cli/compare/comparison.ts";
import type { Pair } from "../../../cli/compare/pair.ts";
import type { Run } from "../../../cli/compare/runs.ts";
import { comparisonSections } from "../../../cli/compare/sections.ts";
import type { Section } from "../../../cli/pages/section.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { countPairs } from "../../../lib/metrics/model_comparison.ts";
import type { Chart, Lines } from "../../../lib/plots/chart.ts";
import { tableRows } from "../pages/table_rows.ts";
import { regressionOf, runOf } from "./sample_runs.ts";

function sectionsOf(runs: readonly Run[], pair?: Pair): Map<string, Section> {
  return new Map(comparisonSections(compareRuns(runs, pair)).map((found) => [found.id, found]));
}

function chartsOf(section: Section | undefined): Chart[] {
  return (section?.parts ?? []).flatMap((part) => part.kind === "chart" ? [part.chart] : []);
}

function linesOf(section: Section | undefined): Lines[] {
  return chartsOf(section).flatMap((chart) => chart.kind === "lines" ? [chart] : []);
}

/** What the tables of a section say, row by row. */
function rowsOf(section: Section | undefined): string[][] {
  const texts = (section?.parts ?? []).flatMap((part) =>
    part.kind === "text" ? [part.content.text] : []
  );
  return tableRows(texts.join(""));
}

/** A run that was tested on 100 images. */
function tested(run: Run, wrong: number): Run {
  return { ...run, model: { path: run.path, parameterCount: 79510, test: { images: 100, wrong } } };
}

Deno.test("a few runs are in the summary, the best first, with the interval of their errors", () => {
  const sections = sectionsOf([
    tested(runOf("a", "l2 = 0.1", 0.5, 0.25), 10),
    tested(runOf("b", "l2 = 0", 0.125, 0.2), 0),
  ]);
  assertEquals([...sections.keys()], ["summary", "curves"]);
  // Wilson's interval of none of 100: from 0 to z² / (100 + z²) = 3.8415 / 103.8415.
  // Of 10: (0.1 + 0.0192 ± 1.96 √(0.0009 + 0.000096)) / 1.0384.
  assertEquals(rowsOf(sections.get("summary")), [
    [
      ...["l2", "parameters", "epochs", "best epoch"],
      ...["training error", "validation error", "test error", "95 % interval"],
    ],
    ["0", "79,510", "2", "1", "10.00 %", "20.00 %", "0.00 %", "0.00 – 3.70 %"],
    ["0.1", "79,510", "2", "2", "12.50 %", "25.00 %", "10.00 %", "5.52 – 17.44 %"],
  ]);
});

Deno.test("runs that differ in their seeds have mean and deviation, and are listed one by one", () => {
  const sections = sectionsOf([
    runOf("a", "l2 = 0.1\nseed = 1", 0.2),
    runOf("b", "l2 = 0.1\nseed = 2", 0.4),
    runOf("c", "l2 = 0.2\nseed = 1", 0.1),
  ]);
  // Of 20 % and 40 %: √((10² + 10²) / 1).
  assertEquals(rowsOf(sections.get("summary")).map((row) => row.slice(0, 4)), [
    ["l2", "runs", "training error", "validation error"],
    ["0.2", "1", "5.00 %", "10.00 %"],
    ["0.1", "2", "15.00 ± 7.07 %", "30.00 ± 14.14 %"],
  ]);
  assertEquals(rowsOf(sections.get("runs")).map((row) => row.slice(0, 2)), [
    ["l2", "seed"],
    ["0.2", "1"],
    ["0.1", "1"],
    ["0.1", "2"],
  ]);
  const [error] = linesOf(sections.get("curves"));
  assertEquals(error.lines.map(({ band = [] }) => band.length), [1, 0]);
});

Deno.test("the error of networks of different layers is shown over the number of parameters", () => {
  const runs = [[20, 15_910, 4], [5, 3985, 12], [10, 7960, 7]].map(([units, parameters, wrong]) => {
    const run = runOf(`${units}`, `layers = dense ${units} sigmoid, dense 10 softmax`, 0.2);
    const test = { images: 100, wrong };
    return { ...run, model: { path: run.path, parameterCount: parameters, test } };
  });
  const [chart] = linesOf(sectionsOf(runs).get("keys"));
  assertEquals(chart.id, "error-over-parameters");
  const tests = chart.lines.find(({ name }) => name === "test");
  assertEquals(tests?.points.map(([x, y]) => [x, Math.round(y)]), [[3985, 12], [7960, 7], [
    15_910,
    4,
  ]]);
  const untrained = runs.map(({ model: _, ...run }) => run);
  assertEquals(sectionsOf(untrained).get("keys"), undefined);
});

/** As many runs as there are pairs of two keys' values. */
function gridOf(rates: readonly string[], penalties: readonly string[]): Run[] {
  return rates.flatMap((rate, i) =>
    penalties.map((penalty, j) =>
      runOf(`${rate}/${penalty}`, `learning_rate = ${rate}\nl2 = ${penalty}`, 0.5, (i + j + 1) / 50)
    )
  );
}

Deno.test("of very many runs, the best are named, and all are in the table at the end", () => {
  const rates = Array.from({ length: 10 }, (_, i) => `${(i + 1) / 10}`);
  const sections = sectionsOf(gridOf(rates, rates));
  assertEquals([...sections.keys()], ["summary", "curves", "keys", "runs"]);
  const [error] = linesOf(sections.get("curves"));
  assertEquals(error.lines.map(({ role }) => role), [...Array(5).fill("class"), "rest"]);
  assertEquals(error.lines.at(-1)?.name, "95 others");
  assertEquals(error.subtitle, "learning_rate, l2");
  assertStringIncludes(error.lines[0].name, "0.1, 0.1 (final 2.00 %)");
  assertEquals(rowsOf(sections.get("runs")).length, 101);
  assertEquals(rowsOf(sections.get("summary")), []);
});

Deno.test("the error over each of two keys has a line for each value of the other", () => {
  const sections = sectionsOf(gridOf(["0.1", "0.01", "0.001"], ["0", "0.5", "1"]));
  const charts = chartsOf(sections.get("keys"));
  assertEquals(charts.map(({ id }) => id), [
    "error-over-learning-rate",
    "error-over-l2",
    "error-over-learning-rate-and-l2",
  ]);
  const [rates, penalties] = linesOf(sections.get("keys"));
  assertEquals([rates.x.scale, penalties.x.scale], ["log", "linear"]);
  assertEquals(rates.lines.map(({ name }) => name), ["l2 0", "l2 0.5", "l2 1"]);
  assertEquals(rates.lines[0].points, [[0.001, 6], [0.01, 4], [0.1, 2]]);
  const [, , grid] = charts;
  assertEquals(grid.kind === "heat map" && grid.texts, [
    ["6.00", "8.00", "10.00"],
    ["4.00", "6.00", "8.00"],
    ["2.00", "4.00", "6.00"],
  ]);
});

Deno.test("the error over one key is that on all data", () => {
  const runs = ["1", "2", "3"].map((rate) => runOf(rate, `learning_rate = ${rate}`, 0.5));
  const [{ lines }] = linesOf(sectionsOf(runs).get("keys"));
  assertEquals(lines.map(({ role }) => role), ["training", "validation", "test"]);
});

Deno.test("keys whose values are no numbers, or two that change together, have no chart", () => {
  const runs = ["sgd", "adam", "rmsprop"].map((name, i) =>
    runOf(
      name,
      `optimizer = ${name}\nloss = ${i === 0 ? "cross_entropy" : "mean_squared_error"}`,
      0.5,
    )
  );
  assertEquals(sectionsOf(runs).has("keys"), false);
});

Deno.test("the errors of pairs of classes are a matrix", () => {
  const pairs = [["0,1", 0.02], ["2, 0", 0.04], ["1,2", 0.08]] as const;
  const runs = pairs.map(([pair, error]) => runOf(pair, `classes = ${pair}`, error));
  const [chart] = chartsOf(sectionsOf(runs).get("keys"));
  assertEquals(chart.id, "error-over-class-pairs");
  assertEquals(chart.kind === "heat map" && [chart.rows, chart.columns], [["0", "1"], ["1", "2"]]);
  assertEquals(chart.kind === "heat map" && chart.texts, [["2.00", "4.00"], ["", "8.00"]]);
});

Deno.test("pairs of classes with names are a matrix too, in natural order", () => {
  const pairs = [["dog,cat", 0.02], ["cat,ant 10", 0.04], ["ant 9,dog", 0.08]] as const;
  const runs = pairs.map(([pair, error]) => runOf(pair, `classes = ${pair}`, error));
  const [chart] = chartsOf(sectionsOf(runs).get("keys"));
  assertEquals(chart.kind === "heat map" && [chart.rows, chart.columns], [
    ["ant 9", "ant 10", "cat"],
    ["cat", "dog"],
  ]);
  assertEquals(chart.kind === "heat map" && chart.texts, [["", "8.00"], ["4.00", ""], [
    "",
    "2.00",
  ]]);
});

/** Two models on four images of two classes, of which the second model takes all for class 1. */
function pairOf(): Pair {
  const test = new Dataset(new Uint8Array(4), Uint8Array.of(0, 0, 1, 1), [1, 1, 1], 2);
  const model = (...classes: readonly number[]) => ({
    predictions: classes.map((c) => ({ class: c, scores: [0.5, 0.5] })),
    isProbability: true,
  });
  const [first, second] = [[0, 0, 1, 0], [1, 1, 1, 1]];
  return {
    test,
    first: model(...first),
    second: model(...second),
    counts: countPairs(test.labels, first, second),
  };
}

Deno.test("two models are tested for a difference, with the images that one alone gets right", () => {
  const runs = [runOf("a", "l2 = 0", 0.5), runOf("b", "l2 = 1", 0.25)];
  const sections = sectionsOf(runs, pairOf());
  assertEquals(rowsOf(sections.get("summary")).slice(-5), [
    ["classified correctly by", "images"],
    ["both", "1"],
    ["l2 0 alone", "2"],
    ["l2 1 alone", "1"],
    ["neither", "0"],
  ]);
  const tables = sections.get("summary")?.parts.flatMap((part) =>
    part.kind === "text" ? [part.explanation] : []
  );
  // Any way in which three coins can fall is at least as uneven as two to one.
  assertMatch(
    tables?.at(-1) ?? "",
    /On 3 images, .* 1\.0000 \(McNemar’s test, exact\), so .* chance\./,
  );
  const charts = chartsOf(sections.get("pair"));
  const tiles = charts.map((chart) => chart.kind === "tiles" ? chart.tiles : []);
  assertEquals(charts.map(({ title }) => title), ["Only l2 0", "Only l2 1"]);
  assertEquals(tiles.map((those) => those.map(({ captions }) => captions[1])), [
    ["taken for 1", "taken for 1"],
    ["taken for 0"],
  ]);
});

Deno.test("a page has no two sections, and no two charts, of one name", () => {
  const sections = sectionsOf(gridOf(["1", "2", "3"], ["1", "2", "3"]), pairOf());
  const ids = [...sections.values()].flatMap((found) => [
    found.id,
    ...chartsOf(found).map(({ id }) => id),
  ]);
  assertEquals(ids, [...new Set(ids)]);
});

function factsOf(section: Section | undefined): string[][] {
  const facts = (section?.parts ?? []).flatMap((part) => part.kind === "facts" ? part.facts : []);
  return facts.map(({ name, value }) => [name, value]);
}

Deno.test("runs that predict numbers are ranked by their losses, and these drawn over what differs", () => {
  const losses = [[0.5, 8], [0.25, 16], [0.125, 4]];
  const runs = losses.flatMap((pair, i) =>
    pair.map((loss, j) => regressionOf(`${i}-${j}`, `l2 = ${i}\nlearning_rate = ${j + 1}`, loss))
  );
  const sections = sectionsOf(runs);
  const summary = sections.get("summary");
  assertStringIncludes(summary?.introduction ?? "", "ranked by the loss on the validation data.");
  assertEquals(factsOf(summary), [
    ["Runs", "6"],
    ["Smallest validation loss", "0.1250"],
    ["Its test loss", "0.2500"],
  ]);
  assertEquals(rowsOf(summary).slice(0, 3), [
    [
      ...["learning_rate", "l2", "epochs", "best epoch"],
      ...["training loss", "validation loss", "test loss"],
    ],
    ["1", "2", "1", "1", "0.0625", "0.1250", "0.2500"],
    ["1", "1", "1", "1", "0.1250", "0.2500", "0.5000"],
  ]);
  const charts = chartsOf(sections.get("keys"));
  assertEquals(charts.map(({ id }) => id), ["cost-over-l2", "cost-over-learning-rate-and-l2"]);
  const [overL2] = linesOf(sections.get("keys"));
  assertEquals(overL2.lines.map(({ points }) => points.map(([_, y]) => y)), [
    [0.5, 0.25, 0.125],
    [8, 16, 4],
  ]);
});

Deno.test("a single run is not ranked", () => {
  const summary = sectionsOf([regressionOf("a", "", 0.5)]).get("summary");
  assertEquals(summary?.introduction, "1 run alone: there is nothing to compare it with.");
  assertEquals(factsOf(summary)[1], ["Its validation loss", "0.5000"]);
});

function unfinished(run: Run): Run {
  return { ...run, isUnfinished: true };
}

Deno.test("an unfinished run has a curve, but neither rank nor figures", () => {
  const runs = [runOf("a", "l2 = 0", 0.5), unfinished(runOf("b", "l2 = 0.1", 0.25))];
  const sections = sectionsOf(runs);
  const summary = sections.get("summary");
  assertStringIncludes(summary?.introduction ?? "", "1 run is unfinished; neither");
  assertEquals(factsOf(summary)[1], ["Smallest validation error", "50.00 %"]);
  assertEquals(rowsOf(summary).map((row) => [row[0], row.at(-3), row.at(-1)]), [
    ["l2", "validation error", "state"],
    ["0", "50.00 %", "finished"],
    ["0.1", "–", "unfinished"],
  ]);
  const [error] = linesOf(sections.get("curves"));
  assertEquals(error.lines.map(({ name }) => name), [
    "l2 0 (final 50.00 %)",
    "l2 0.1, unfinished (final 25.00 %)",
  ]);
});

Deno.test("of runs that differ in their seeds, those with an unfinished one are not ranked", () => {
  const runs = ["0", "0.1"].flatMap((l2, i) =>
    [1, 2].map((seed) => runOf(`${l2}/${seed}`, `l2 = ${l2}\nseed = ${seed}`, (seed + i) / 8))
  );
  const sections = sectionsOf(runs.with(1, unfinished(runs[1])));
  assertEquals(rowsOf(sections.get("summary")).map((row) => [row[0], row[1], row[3]]), [
    ["l2", "runs", "validation error"],
    ["0.1", "2", "31.25 ± 8.84 %"],
    ["0", "2, 1 unfinished", "12.50 %"],
  ]);
  assertEquals(factsOf(sections.get("summary"))[1], [
    "Smallest validation error",
    "31.25 ± 8.84 %",
  ]);
  const [error] = linesOf(sections.get("curves"));
  assertEquals(error.lines.map(({ points }) => points.map(([_, y]) => y)), [[12.5], [31.25]]);
});

Deno.test("runs of which none is finished with all that it is averaged with are not ranked", () => {
  const single = sectionsOf([unfinished(runOf("a", "", 0.5))]).get("summary");
  assertEquals(single?.introduction, "1 run, which is unfinished.");
  const runs = [1, 2, 3].map((seed) => runOf(`${seed}`, `seed = ${seed}`, 0.5));
  const summary = sectionsOf(runs.with(0, unfinished(runs[0]))).get("summary");
  assertEquals(
    summary?.introduction,
    "3 runs, which nothing ranks, as no setting has finished with an error or loss.",
  );
  assertEquals(factsOf(summary), [["Runs", "3"]]);
});

Deno.test("losses of different targets rank nothing", () => {
  const samples = "rel_path_train_samples = a.csv\nrel_path_test_samples = b.csv\nloss = huber\n";
  const runs = ["u", "w"].map((target, i) => {
    const run = regressionOf(target, "", i + 1);
    const text = `${samples}rel_path_log_file = l\nlayers = dense 1\nlearning_rate = 0.1\n` +
      `num_epochs = 1\nbatch_size = 1\ntarget_columns = ${target}`;
    return { ...run, config: parseConfig(text, target) };
  });
  const { introduction = "" } = sectionsOf(runs).get("summary") ?? {};
  assertStringIncludes(introduction, "which nothing ranks");
});

Deno.test("losses of different kinds, and runs without any figure, rank nothing", () => {
  const runs = ["mean_squared_error", "mean_absolute_error", "huber"].map((loss, i) =>
    regressionOf(loss, `loss = ${loss}`, 3 - i)
  );
  const sections = sectionsOf(runs);
  const summary = sections.get("summary");
  assertEquals(
    summary?.introduction,
    "3 runs, which nothing ranks, as their losses are of different functions or data.",
  );
  assertEquals(factsOf(summary), [["Runs", "3"]]);
  assertEquals(rowsOf(summary).map((row) => row[0]), ["loss", ...runs.map(({ path }) => path)]);
  const untrained = runs.map((run) => ({ ...run, history: [] }));
  assertEquals(
    sectionsOf(untrained).get("summary")?.introduction,
    "3 runs, of which neither error nor loss is known that would rank them.",
  );
});
