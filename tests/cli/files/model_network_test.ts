import { assertEquals, assertThrows } from "@std/assert";
import { checkScores, openModel } from "../../../cli/files/model_network.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { encodeModel, parseModel } from "../../../lib/models/model_file.ts";
import { Network } from "../../../lib/network.ts";

function modelOf(layers: string) {
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: [1, 28, 28],
    layers: parseLayers(layers),
    batchSize: 1,
  });
  const classNames = ["a", "b"];
  return parseModel(encodeModel(network, { normalization: divideBy255, classNames }));
}

Deno.test("openModel() makes batches of the images, of 100 at most", async () => {
  const model = modelOf("dense 2");
  const networks = [1, 7, 1000].map((images) => openModel(model, images, "typescript"));
  assertEquals((await Promise.all(networks)).map(({ batchSize }) => batchSize), [1, 7, 100]);
});

Deno.test("openModel() makes smaller batches of a network that holds much for each image", async () => {
  // Of 1028 x 1028 pixels, in f64, the convolution has an output; 2²⁸ bytes hold 31.75 of them, and the
  // rest is small. Errors take nothing, as it is not trained.
  const model = modelOf("conv 1 1x1 padding 500, max_pool 100, dense 2");
  assertEquals((await openModel(model, 1000, "typescript")).batchSize, 31);
});

Deno.test("checkScores() refuses what is not finite, and names the model", () => {
  checkScores("model", [[0, -1e300], []]);
  for (const wrong of [NaN, Infinity, -Infinity]) {
    assertThrows(
      () => checkScores("model", [[0, 1], [0, wrong]]),
      Error,
      `model: Expected outputs that are finite numbers but found ${wrong}`,
    );
  }
});
