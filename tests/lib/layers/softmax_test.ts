import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import {
  binaryCrossEntropy,
  crossEntropy,
  meanSquaredError,
  softmaxCrossEntropy,
} from "../../../lib/losses.ts";
import { rowsOf, testOnEachDevice } from "../../devices.ts";
import { assertLayerMatchesPytorch, layerContext } from "../../layers.ts";

testOnEachDevice("Softmax computes what PyTorch computes", async (device, tolerance) => {
  await assertLayerMatchesPytorch("softmax", softmax(), device, tolerance);
});

testOnEachDevice(
  "Softmax does not overflow and does not change when its input is shifted",
  async (device) => {
    const layer = softmax()(layerContext(device, [3], 2));
    const x = device.matrix(2, 3);
    x.data.set([1e4, 1e4 - 1, -1e4, 1, 0, -2e4 + 1]);
    const [large, small] = await rowsOf(device, layer.forward(x));
    assertEquals(large, small);
    assertAlmostEquals(large[0], 1 / (1 + Math.exp(-1)), 1e-7);
    assertEquals(large[2], 0);
  },
);

Deno.test("Softmax gives exclusive probabilities, and becomes one with their cross-entropy", () => {
  const layer = softmax()(layerContext(createTypeScriptDevice(), [3]));
  assertEquals(layer.probabilities, "exclusive");
  assertEquals(layer.fuse?.(crossEntropy), softmaxCrossEntropy);
  assertEquals(layer.fuse?.(meanSquaredError), undefined);
  assertEquals(layer.fuse?.(binaryCrossEntropy), undefined);
});
