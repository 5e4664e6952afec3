import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { sigmoid } from "../../../lib/layers/activations.ts";
import { dense } from "../../../lib/layers/dense.ts";
import type { LayerFactory } from "../../../lib/layers/layer.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { Network } from "../../../lib/network.ts";
import {
  layerOutputsOfAsync,
  outputsOfAsync,
  predict,
  predictAsync,
  tellsProbabilities,
} from "../../../lib/training/predict.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";

function networkOf(layers: LayerFactory[], device = createTypeScriptDevice()): Network {
  return new Network({ device, inputShape: [2], layers, batchSize: 2 });
}

testOnEachDevice(
  "predict() tells the class and all scores of each image",
  async (device, tolerance) => {
    const network = new Network({
      device,
      inputShape: [2],
      layers: [dense(2), softmax()],
      batchSize: 2,
    });
    network.parameters[0].value.data.set([1, 0, 0, 1]);
    const divide = { method: "divide", divisor: 10 } as const;
    const predictions = await predictAsync(network, Uint8Array.of(10, 0, 0, 20, 5, 5), divide);
    assertEquals(predictions.map((prediction) => prediction.class), [0, 1, 0]);
    // softmax(1, 0), softmax(0, 2) and softmax(0.5, 0.5).
    const scores = [0.7310585786300049, 0.11920292202211756, 0.5].flatMap((p) => [p, 1 - p]);
    assertClose(predictions.flatMap(({ scores }) => scores), scores, tolerance);
  },
);

Deno.test("predict() takes a single output for the probability of the second class", () => {
  const network = networkOf([dense(1), sigmoid()]);
  network.parameters[0].value.data.set([1, -1]);
  const predictions = predict(network, Uint8Array.of(255, 0, 0, 255));
  assertEquals(predictions.map((prediction) => prediction.class), [1, 0]);
  const p = 0.7310585786300049;
  assertClose(predictions.flatMap(({ scores }) => scores), [1 - p, p, p, 1 - p], 1e-12);
});

Deno.test("predict() tells the class that the network tells where outputs are not numbers", () => {
  const network = networkOf([dense(2)]);
  network.parameters[0].value.data.fill(NaN);
  const [prediction] = predict(network, Uint8Array.of(1, 2));
  network.evaluateLoss(Matrix.of([[1, 2]]), Matrix.of([[1, 0]]));
  const told = Int32Array.of(-1);
  network.classify(Int32Array.of(0), Int32Array.of(0), told);
  assertEquals([prediction.class, told[0]], [0, 0]);
});

Deno.test("predict() refuses half an image", () => {
  assertThrows(() => predict(networkOf([dense(2)]), Uint8Array.of(1, 2, 3)), RangeError);
});

Deno.test("tellsProbabilities() knows the last layers whose outputs are probabilities", () => {
  assertEquals(tellsProbabilities(networkOf([dense(3), softmax()])), true);
  assertEquals(tellsProbabilities(networkOf([dense(1), sigmoid()])), true);
  assertEquals(tellsProbabilities(networkOf([dense(3), sigmoid()])), false);
  assertEquals(tellsProbabilities(networkOf([dense(3)])), false);
});

testOnEachDevice(
  "layerOutputsOf() has the units of a layer, for more samples than a batch",
  async (device) => {
    const network = networkOf([dense(3), sigmoid(), dense(1)], device);
    network.parameters[0].value.data.set([1, 0, 1, 0, 1, 1]);
    const features = Float64Array.of(1, 2, 3, 4, -5, 5);
    // x, y and their sum.
    const first = await layerOutputsOfAsync(network, 1, features);
    assertEquals(first, Float64Array.of(1, 2, 3, 3, 4, 7, -5, 5, 0));
    assertEquals((await layerOutputsOfAsync(network, 2, features))[8], 0.5);
    const last = await layerOutputsOfAsync(network, 3, features);
    assertEquals(last, await outputsOfAsync(network, features));
    for (const layer of [0, 4, 1.5]) {
      await assertRejects(
        () => layerOutputsOfAsync(network, layer, features),
        RangeError,
        `Expected a layer of 1 to 3 but found ${layer}`,
      );
    }
  },
);
