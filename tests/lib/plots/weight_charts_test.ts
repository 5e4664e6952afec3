import { assertEquals } from "@std/assert";
import { weightCharts } from "../../../lib/plots/weight_charts.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { relu } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { convolution } from "../../../lib/layers/convolution.ts";
import { dense } from "../../../lib/layers/dense.ts";
import type { LayerFactory } from "../../../lib/layers/layer.ts";
import { flatten } from "../../../lib/layers/pass_through.ts";
import { Network } from "../../../lib/network.ts";
import type { Shape } from "../../../lib/shape.ts";

function weightsOf(inputShape: Shape, ...layers: readonly LayerFactory[]) {
  const device = createTypeScriptDevice();
  const network = new Network({ device, inputShape, layers, batchSize: 1 });
  const charts = weightCharts(network, ["cat", "dog"]);
  assertEquals(charts.map(({ isFirst }) => isFirst), charts.map((_, i) => i === 0));
  return charts.map(({ chart }) => {
    return [chart.title, chart.tiles.map(({ captions }) => captions.join(" "))];
  });
}

Deno.test("weightCharts() shows the units of a dense layer, which are the classes if it is the last", () => {
  const image = [1, 4, 3] as const;
  assertEquals(weightsOf(image, dense(2)), [["Weights of layer 1 dense 2", ["cat", "dog"]]]);
  const units = ["Weights of layer 2 dense 2", ["1", "2"]];
  assertEquals(weightsOf(image, flatten(), dense(2), relu(), dense(2)), [units]);
  assertEquals(weightsOf(image, dense(1))[0][1], ["1"]);
});

Deno.test("weightCharts() shows the filters of a convolution", () => {
  assertEquals(weightsOf([3, 5, 5], relu(), convolution(2, 3), dense(2)), [[
    "Filters of layer 2 conv 2 3x3 same",
    ["1", "2"],
  ]]);
});

Deno.test("weightCharts() shows the filters of deeper layers, by their channels", () => {
  const layers = [convolution(2, 3), relu(), convolution(1, 3), flatten(), dense(2)];
  assertEquals(weightsOf([1, 5, 5], ...layers), [
    ["Filters of layer 1 conv 2 3x3 same", ["1", "2"]],
    ["Filters of layer 3 conv 1 3x3 same", ["f1 c1", "f1 c2"]],
  ]);
});

Deno.test("weightCharts() passes over parameters that are nothing to look at", () => {
  const title = "Filters of layer 2 conv 1 3x3 same";
  assertEquals(weightsOf([1, 5, 5], batchNorm(), convolution(1, 3), dense(2))[0][0], title);
});

Deno.test("weightCharts() shows nothing where there is no image or no weight", () => {
  assertEquals(weightsOf([4], dense(2)), []);
  assertEquals(weightsOf([1, 2, 2], relu()), []);
});
