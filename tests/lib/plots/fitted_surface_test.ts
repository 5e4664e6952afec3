import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { RegressionSamples } from "../../../lib/data/samples.ts";
import { fitStandardization } from "../../../lib/data/standardization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { Network } from "../../../lib/network.ts";
import { fittedSurface } from "../../../lib/plots/fitted_surface.ts";

Deno.test("fittedSurface() has lines of equal height of the target asked for", () => {
  const device = createTypeScriptDevice();
  const network = new Network({ device, inputShape: [2], layers: [dense(2)], batchSize: 100 });
  // The second output is x1' + 2 x2', of features from 0 to 1.
  network.parameters[0].value.data.set([0, 1, 0, 2]);
  const samples = RegressionSamples.of([[0, 0], [10, 100]], [[0, 0], [0, 3]]);
  const normalization = fitStandardization("min_max", samples);
  const chart = fittedSurface(network, samples, { normalization, target: 1 });
  assertEquals([chart.x.range, chart.y.range], [[-1, 11], [-10, 110]]);
  assertEquals(chart.lines.map(({ name }) => name), ["y2, from -0.3 to 3.3", "samples"]);
  // Fifteen steps from -0.3 to 3.3.
  for (const [x, y] of chart.lines[0].points.filter(([x]) => !Number.isNaN(x))) {
    const step = (x / 10 + 2 * y / 100 + 0.3) / (3.6 / 15);
    assertAlmostEquals(step, Math.round(step), 1e-9);
  }
  assertEquals(chart.lines[1].points, [[0, 0], [10, 100]]);
});

Deno.test("fittedSurface() refuses samples of other features", () => {
  const device = createTypeScriptDevice();
  const network = new Network({ device, inputShape: [1], layers: [dense(1)], batchSize: 1 });
  assertThrows(
    () => fittedSurface(network, RegressionSamples.of([[1]], [2])),
    RangeError,
    "Expected samples of 2 features but found 1",
  );
});
