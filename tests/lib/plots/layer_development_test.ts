import { assertAlmostEquals, assertEquals } from "@std/assert";
import { histogram } from "../../../lib/metrics/histogram.ts";
import type { Lines } from "../../../lib/plots/chart.ts";
import {
  developmentOverEpochs,
  developmentOverLayers,
  layerDistributions,
} from "../../../lib/plots/layer_development.ts";
import type { HistogramRecord } from "../../../lib/training/histogram_lines.ts";
import type { LayerQuantity } from "../../../lib/training/inspection.ts";

/** Numbers with a mean and a deviation. */
function record(
  epoch: number,
  layer: number,
  quantity: LayerQuantity,
  mean: number,
  deviation = 1,
): HistogramRecord {
  const values = [mean - deviation, mean + deviation];
  return { epoch, layer, name: `${layer} tanh`, quantity, histogram: histogram(values, 2) };
}

/** Three epochs of two activation functions above dense layers. */
const records = [2, 0, 1].flatMap((epoch) => [
  record(epoch, 1, "activations", 100),
  record(epoch, 2, "activations", epoch, 0.5),
  record(epoch, 2, "activation derivatives", 1 - epoch / 4, 0.25),
  record(epoch, 2, "activation gradients", 0, 1000 - epoch),
  record(epoch, 3, "weights", 7),
  record(epoch, 4, "activations", 10 * epoch, 2),
  record(epoch, 4, "activation derivatives", 0.5, 0.25),
  record(epoch, 4, "activation gradients", 0, 1),
]);

function summaryOf(charts: readonly Lines[]) {
  return charts.map(({ id, lines }) => [id, lines.map(({ name }) => name)]);
}

Deno.test("developmentOverEpochs() has a line for each activation function, from epoch 0 on", () => {
  const charts = developmentOverEpochs(records);
  const layers = ["2 tanh", "4 tanh"];
  assertEquals(summaryOf(charts), [
    ["activations-over-epochs", layers],
    ["activation-derivatives-over-epochs", layers],
    ["activation-gradients-over-epochs", layers],
  ]);
  const [{ lines: [{ points, band }] }, , gradients] = charts;
  assertEquals(points, [[0, 0], [1, 1], [2, 2]]);
  assertEquals(band, [[0, -0.5, 0.5], [1, 0.5, 1.5], [2, 1.5, 2.5]]);
  // Of gradients, the deviation: on a logarithmic axis, as that of one layer is a thousand times as large.
  assertEquals(gradients.lines[0].points, [[0, 1000], [1, 999], [2, 998]]);
  assertEquals(gradients.y.scale, "log");
});

Deno.test("developmentOverLayers() has a line for the first, the middle and the last epoch", () => {
  const [activations, derivatives] = developmentOverLayers(records);
  assertEquals(activations.lines.map(({ name }) => name), ["epoch 0", "epoch 1", "epoch 2"]);
  assertEquals(activations.lines[2].points, [[2, 2], [4, 20]]);
  assertEquals(activations.lines[2].band, [[2, 1.5, 2.5], [4, 18, 22]]);
  assertEquals(derivatives.lines[1].points, [[2, 0.75], [4, 0.5]]);
});

Deno.test("without activation functions, or with a single epoch or layer, nothing develops", () => {
  const linear = records.filter(({ quantity }) => quantity !== "activation derivatives");
  assertEquals([...developmentOverEpochs(linear), ...developmentOverLayers(linear)], []);
  const last = records.filter(({ epoch }) => epoch === 2);
  assertEquals(developmentOverEpochs(last), []);
  assertEquals(developmentOverLayers(last).length, 3);
  assertEquals(developmentOverLayers(last.filter(({ layer }) => layer < 4)), []);
});

Deno.test("layerDistributions() has a density for each layer, and its deviation in the legend", () => {
  const first = records.filter(({ epoch }) => epoch === 0);
  const title = { id: "a", title: "Activations" };
  const { lines } = layerDistributions(first, "activations", title);
  assertEquals(lines.map(({ name }) => name), ["2 tanh (σ 0.5)", "4 tanh (σ 2)"]);
  // Half of the numbers in each bin of 0.5.
  assertEquals(lines[0].points, [[-0.5, 0], [-0.5, 1], [0, 1], [0.5, 0]]);
  const area = lines[1].points.slice(1).reduce((sum, [x], i) => {
    const [before, height] = lines[1].points[i];
    return sum + height * (x - before);
  }, 0);
  assertAlmostEquals(area, 1, 1e-12);
});
