import { assertEquals, assertStringIncludes } from "@std/assert";
import { ConfusionMatrix } from "../../../lib/metrics/confusion_matrix.ts";
import { confusionHeatMap } from "../../../lib/plots/confusion_heat_map.ts";

const names = ["cat", "dog", "cow"];

Deno.test("confusionHeatMap() has rows of true classes and columns of predicted ones", () => {
  const labels = Uint8Array.of(0, 0, 0, 0, 1, 1, 2);
  const predictions = Uint8Array.of(0, 0, 0, 2, 0, 0, 2);
  const chart = confusionHeatMap(new ConfusionMatrix(labels, predictions, 3), names);
  assertEquals(chart.values, [[NaN, 0, 0.25], [1, NaN, 0], [0, 0, NaN]]);
  assertEquals(chart.texts, [["3", "0", "1"], ["2", "0", "0"], ["0", "0", "1"]]);
  assertEquals([chart.rows, chart.columns], [names, names]);
  assertEquals([chart.rowLabel, chart.columnLabel], ["true class", "predicted class"]);
  assertStringIncludes(chart.description, "dog taken for cat, 2 times, 100.00 % of its images");
});

Deno.test("confusionHeatMap() says so if nothing is confused", () => {
  const labels = Uint8Array.of(0, 1);
  const chart = confusionHeatMap(new ConfusionMatrix(labels, labels, 2), ["cat", "dog"]);
  assertStringIncludes(
    chart.description,
    "None of the images were taken for another class than their own.",
  );
});

Deno.test("confusionHeatMap() has no shares in the row of a class without images", () => {
  const matrix = new ConfusionMatrix(Uint8Array.of(1), Uint8Array.of(1), 2);
  const { values, texts } = confusionHeatMap(matrix, ["cat", "dog"]);
  assertEquals(values, [[NaN, NaN], [0, NaN]]);
  assertEquals(texts, [["0", "0"], ["0", "1"]]);
});
