import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { reportSections } from "../../../cli/report/sections.ts";
import type { Section } from "../../../cli/pages/section.ts";
import { activationsSection } from "../../../cli/report/sections/activations.ts";
import { classesSection } from "../../../cli/report/sections/classes.ts";
import { confusionsSection } from "../../../cli/report/sections/confusions.ts";
import { dataSection } from "../../../cli/report/sections/data.ts";
import { distributionsSection } from "../../../cli/report/sections/distributions.ts";
import { learningSection } from "../../../cli/report/sections/learning.ts";
import { mistakesSection } from "../../../cli/report/sections/mistakes.ts";
import { thresholdsSection } from "../../../cli/report/sections/thresholds.ts";
import { weightsSection } from "../../../cli/report/sections/weights.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { ConfusionMatrix } from "../../../lib/metrics/confusion_matrix.ts";
import { histogram } from "../../../lib/metrics/histogram.ts";
import { activationMaps } from "../../../lib/plots/activation_maps.ts";
import type { Chart, Lines } from "../../../lib/plots/chart.ts";
import { activationsOf } from "../../../lib/training/inspection.ts";
import { tableRows } from "../pages/table_rows.ts";
import { findingsOf } from "./findings.ts";

function chartsOf({ parts }: Section): Chart[] {
  return parts.flatMap((part) => part.kind === "chart" ? [part.chart] : []);
}

function linesOf(section: Section): Lines[] {
  return chartsOf(section).flatMap((chart) => chart.kind === "lines" ? [chart] : []);
}

function idsOf(section: Section): string[] {
  return chartsOf(section).map(({ id }) => id);
}

function notesOf({ parts }: Section): string[] {
  return parts.flatMap((part) => part.kind === "note" ? [part.text] : []);
}

/** What the tables of a section say, row by row. */
function rowsOf({ parts }: Section): string[][] {
  const markup = parts.flatMap((part) => part.kind === "text" ? [part.content.text] : []);
  return tableRows(markup.join(""));
}

function measured(epoch: number, loss: number) {
  const training = { loss, errorRate: 0.5 };
  return { epoch, iteration: 10 * epoch, learningRate: 0.25, training, penalty: 0 };
}

Deno.test("the report has no two sections, and no two charts, of one name", () => {
  const sections = reportSections(findingsOf({ layers: "conv 2 3x3 same relu, dense 3 softmax" }));
  const ids = [...sections.map(({ id }) => id), ...sections.flatMap(idsOf)];
  assertEquals(ids, [...new Set(ids)]);
});

Deno.test("learning curves are over what was measured, with the scale that the cost needs", () => {
  const cases = [
    { config: "", last: 0.5, x: "epoch", scale: "linear" },
    { config: "measure_every = 10", last: 0.01, x: "iteration", scale: "log" },
    { config: "", last: 0, x: "epoch", scale: "linear" },
    { config: "", last: NaN, x: "epoch", scale: "linear" },
  ];
  for (const { config, last, x, scale } of cases) {
    const history = [measured(1, 2), measured(2, last)];
    const [cost, accuracy] = linesOf(learningSection({ ...findingsOf({ config }), history }));
    assertEquals([cost.id, accuracy.id], ["cost", "accuracy"]);
    assertEquals([cost.x.label, cost.y.scale], [x, scale]);
    assertEquals(cost.subtitle, "Batch size 8, rate 0.25");
  }
});

Deno.test("a batch of all images is as large as they are many", () => {
  const findings = findingsOf({ batchSize: "all" });
  const [cost] = linesOf(learningSection({ ...findings, history: [measured(1, 2)] }));
  assertEquals(cost.subtitle, "Batch size 40, rate 0.25");
});

Deno.test("without a history, the report says how to get one", () => {
  const unset = learningSection(findingsOf({}));
  assertEquals(chartsOf(unset), []);
  assertStringIncludes(notesOf(unset)[0], "set rel_path_history_file");
  const findings = findingsOf({ config: "rel_path_history_file = none.csv" });
  for (const history of [undefined, []]) {
    assertMatch(notesOf(learningSection({ ...findings, history }))[0], /^none\.csv.*train again/);
  }
});

Deno.test("the table of classes has the measures of each class and of the system", () => {
  const labels = Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1);
  const matrix = new ConfusionMatrix(labels, Uint8Array.of(0, 0, 0, 1, 1, 1, 0, 0), 3);
  // Class 0: precision 3/5, recall 3/4, F1 6/9. Class 1: precision 2/3, recall 2/4, F1 4/7.
  // Class 2 has neither images nor predictions. Of the system: 2 / (1/0.6333 + 1/0.625).
  assertEquals(rowsOf(classesSection({ ...findingsOf({}), matrix })), [
    ["class", "TP", "FN", "FP", "TN", "accuracy", "precision", "recall", "F1"],
    ["0", "3", "1", "2", "2", "62.50 %", "60.00 %", "75.00 %", "66.67 %"],
    ["1", "2", "2", "1", "3", "62.50 %", "66.67 %", "50.00 %", "57.14 %"],
    ["2", "0", "0", "0", "8", "100.00 %", "–", "–", "–"],
    ["mean", "", "", "", "", "75.00 %", "63.33 %", "62.50 %", "61.90 %"],
    ["system", "", "", "", "", "", "", "", "62.91 %"],
  ]);
});

Deno.test("confusions come with the most frequent first, unless there are none", () => {
  const labels = Uint8Array.of(0, 0, 0, 0, 1, 1);
  const matrix = new ConfusionMatrix(labels, Uint8Array.of(0, 1, 1, 2, 1, 0), 3);
  const section = confusionsSection({ ...findingsOf({}), matrix });
  assertEquals(idsOf(section), ["confusion-matrix"]);
  assertEquals(rowsOf(section), [
    ["true class", "taken for", "images", "share"],
    ["0", "1", "2", "50.00 %"],
    ["0", "2", "1", "25.00 %"],
    ["1", "0", "1", "50.00 %"],
  ]);
  const perfect = confusionsSection({
    ...findingsOf({}),
    matrix: new ConfusionMatrix(labels, labels, 3),
  });
  assertEquals(notesOf(perfect).length, 1);
});

Deno.test("a confusion matrix of many classes takes the page", () => {
  const widthOf = (classes: number) => {
    const section = confusionsSection(findingsOf({ layers: `dense ${classes} softmax`, classes }));
    return section.parts.flatMap((part) => part.kind === "chart" ? [part.width] : []);
  };
  assertEquals([widthOf(10), widthOf(62)], [["half"], ["full"]]);
});

Deno.test("a confusion matrix of very many classes is left out", () => {
  const section = confusionsSection(findingsOf({ layers: "dense 101 softmax", classes: 101 }));
  assertEquals(chartsOf(section), []);
  assertStringIncludes(notesOf(section)[0], "With 101 classes");
});

Deno.test("curves are those of each class, of the second of two, or of the ten worst", () => {
  for (const [classes, curves] of [[2, 1], [3, 3], [12, 10]]) {
    const findings = findingsOf({ layers: `dense ${classes} softmax`, classes });
    const [precisionRecall, roc] = linesOf(thresholdsSection(findings));
    for (const { lines } of [precisionRecall, roc]) {
      const ofClasses = lines.filter(({ role }) => role === "class");
      assertEquals(ofClasses.length, curves);
      if (classes === 2) assertMatch(ofClasses[0].name, /^1 /);
    }
  }
});

Deno.test("calibration is for probabilities", () => {
  const probabilities = thresholdsSection(findingsOf({}));
  assertEquals(idsOf(probabilities), ["precision-recall", "roc", "threshold", "calibration"]);
  const counts = rowsOf(probabilities).slice(1, -1).map(([_, images]) => Number(images));
  assertEquals(counts.reduce((sum, count) => sum + count), 40);
  const outputs = thresholdsSection(findingsOf({ layers: "dense 3 tanh" }));
  assertEquals(idsOf(outputs), ["precision-recall", "roc"]);
  assertStringIncludes(notesOf(outputs)[0], "end the layers with softmax");
});

Deno.test("mistakes are shown as long as there are some", () => {
  const findings = findingsOf({});
  assertEquals(idsOf(mistakesSection(findings)), ["misclassified"]);
  const evaluation = { ...findings.evaluation, wrong: 0 };
  const note = "There are none: every image was classified correctly.";
  assertEquals(notesOf(mistakesSection({ ...findings, evaluation })), [note]);
});

Deno.test("the weights shown are those that meet the image", () => {
  const cases = [
    { layers: "dense 3 softmax", id: "weights-1", captions: ["0", "1", "2"] },
    { layers: "max_pool 2, flatten, dense 3", id: "weights-3", captions: ["0", "1", "2"] },
    { layers: "dropout 0.5, dense 3 relu, dense 3", id: "weights-2", captions: ["1", "2", "3"] },
    { layers: "batch_norm, conv 2 3x3 relu, dense 3", id: "filters-2", captions: ["1", "2"] },
  ];
  for (const { layers, id, captions } of cases) {
    const [chart] = chartsOf(weightsSection(findingsOf({ layers })));
    assertEquals(chart.id, id);
    assertEquals(chart.kind === "tiles" && chart.tiles.map((tile) => tile.captions[0]), captions);
  }
});

Deno.test("weights that make no pictures are left out", () => {
  const flat = findingsOf({ shape: [64] });
  const bare = findingsOf({ layers: "flatten, softmax", shape: [1, 1, 3] });
  for (const findings of [flat, bare]) {
    const section = weightsSection(findings);
    assertEquals(chartsOf(section), []);
    assertStringIncludes(notesOf(section)[0], "no pictures of weights");
  }
});

Deno.test("activation maps are those of convolutions and pooling", () => {
  const layers = "conv 2 3x3 same relu, max_pool 2, flatten, dense 3 softmax";
  const section = activationsSection(findingsOf({ layers, shape: [3, 8, 8] }));
  assertEquals(idsOf(section), ["activations-1", "activations-3"]);
  assertStringIncludes(section.introduction, "test image 0, of the class “0”");
  assertStringIncludes(notesOf(activationsSection(findingsOf({})))[0], "conv 16 5x5 same relu");
});

Deno.test("activation maps are those of the image asked for", () => {
  const findings = findingsOf({ layers: "conv 2 3x3 same relu, flatten, dense 3 softmax" });
  const { network, data } = findings;
  const section = activationsSection({ ...findings, image: 17 });
  // Of classes in turn, 17 modulo 3.
  assertStringIncludes(section.introduction, "test image 17, of the class “2”");
  const [{ output, ...layer }] = activationsOf(
    network,
    new Matrix(1, 64, Float64Array.from(data.test.slice(17, 18).images, (pixel) => pixel / 255)),
  );
  assertEquals(chartsOf(section)[0], activationMaps({ output, ...layer }));
});

Deno.test("distributions are those of the training, or else of the trained network", () => {
  const found = histogram([1, 2, 3]);
  const record = { layer: 1, name: "1 dense 3", quantity: "bias", histogram: found } as const;
  const histograms = [{ ...record, epoch: 1 }, { ...record, epoch: 7 }];
  const kept = distributionsSection({ ...findingsOf({}), histograms });
  assertEquals({ charts: idsOf(kept).length, notes: notesOf(kept) }, { charts: 1, notes: [] });
  const last = distributionsSection(findingsOf({}));
  assertEquals(idsOf(last).length, 6);
  const deep = findingsOf({ layers: "dense 4 tanh, dense 5 sigmoid, dense 3 softmax" });
  assertEquals(idsOf(distributionsSection(deep)).slice(0, 3), [
    "activations-over-layers",
    "activation-derivatives-over-layers",
    "activation-gradients-over-layers",
  ]);
  assertStringIncludes(notesOf(last)[0], "set rel_path_histograms_file");
  const config = "rel_path_histograms_file = none.jsonl";
  assertMatch(notesOf(distributionsSection(findingsOf({ config })))[0], /^none\.jsonl/);
});

Deno.test("the data is counted by class and shown, if it is images", () => {
  const section = dataSection(findingsOf({}));
  assertEquals(rowsOf(section), [
    ["class", "training", "test"],
    ["0", "14", "14"],
    ["1", "13", "13"],
    ["2", "13", "13"],
    ["3 classes", "40", "40"],
  ]);
  assertEquals(idsOf(section), ["training-images", "edge-filters", "augmentation"]);
  assertEquals(idsOf(dataSection(findingsOf({ shape: [64] }))), []);
});
