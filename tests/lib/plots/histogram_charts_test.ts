import { assertEquals } from "@std/assert";
import { type Histogram, histogram } from "../../../lib/metrics/histogram.ts";
import type { Lines } from "../../../lib/plots/chart.ts";
import { histogramCharts } from "../../../lib/plots/histogram_charts.ts";
import type { HistogramRecord } from "../../../lib/training/histogram_lines.ts";
import type { LayerQuantity } from "../../../lib/training/inspection.ts";

function record(
  epoch: number,
  layer: number,
  quantity: LayerQuantity,
  values: readonly number[] = [epoch, epoch + 1],
): HistogramRecord {
  return { epoch, layer, name: `${layer} dense 2`, quantity, histogram: histogram(values, 2) };
}

Deno.test("histogramCharts() makes a chart of each quantity and a panel of each layer", () => {
  const charts = histogramCharts([
    record(1, 1, "weights"),
    record(1, 1, "bias gradients"),
    record(1, 3, "weights"),
  ]);
  assertEquals(charts.map(({ id, title }) => [id, title]), [
    ["weights-histograms", "Weights of each layer"],
    ["bias-gradients-histograms", "Bias gradients of each layer"],
  ]);
  assertEquals(charts[0].panels.map(({ title }) => title), ["1 dense 2", "3 dense 2"]);
});

Deno.test("histogramCharts() draws densities as steps", () => {
  // Two of five numbers in 0 to 2, one in 2 to 4, and two in 4 to 6: 0.4, 0.2 and 0.4, by a width of 2.
  const { lines, y } = panelOf(histogram([0, 1, 2, 5, 6], 3));
  assertEquals(lines, [{
    name: "epoch 1",
    points: [[0, 0], [0, 0.2], [2, 0.1], [4, 0.2], [6, 0]],
    role: "class",
    shape: "step",
  }]);
  assertEquals(y, { label: "density" });
});

Deno.test("histogramCharts() shows a peak on a logarithmic axis, with empty bins at its end", () => {
  // Four of five numbers in 0 to 2, none in 2 to 4, one in 4 to 6: 0.8, 0 and 0.2, by a width of 2.
  const { lines, y } = panelOf(histogram([0, 0, 0, 1, 6], 3));
  assertEquals(y, { label: "density", scale: "log", range: [0.01, 1] });
  assertEquals(lines[0].points, [[0, 0.01], [0, 0.4], [2, 0.01], [4, 0.1], [6, 0.01]]);
});

/** The only panel of a histogram. */
function panelOf(histogram: Histogram): Lines {
  const one = { epoch: 1, layer: 1, name: "1 dense 2", quantity: "weights", histogram } as const;
  const [{ panels: [panel] }] = histogramCharts([one]);
  if (panel.kind !== "lines") throw new TypeError("Expected lines");
  return panel;
}

Deno.test("histogramCharts() shows the first, the middle and the last epoch", () => {
  const epochsOf = (epochs: readonly number[]) => {
    const [{ panels: [panel] }] = histogramCharts(epochs.map((e) => record(e, 1, "weights")));
    return panel.kind === "lines" ? panel.lines.map(({ name }) => name) : [];
  };
  assertEquals(epochsOf([7]), ["epoch 7"]);
  assertEquals(epochsOf([1, 2]), ["epoch 1", "epoch 2"]);
  assertEquals(epochsOf([5, 4, 3, 2, 1]), ["epoch 1", "epoch 3", "epoch 5"]);
});

Deno.test("histogramCharts() makes no chart without records, and a line without points of NaN", () => {
  assertEquals(histogramCharts([]), []);
  const [{ panels: [panel] }] = histogramCharts([record(1, 1, "weights", [NaN])]);
  assertEquals(panel.kind === "lines" && panel.lines[0].points, []);
});
