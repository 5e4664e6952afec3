import { assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { Network } from "../../../lib/network.ts";
import { lookBehind } from "../../../web/worker/unit_view.ts";

const network = new Network({
  device: createTypeScriptDevice(),
  inputShape: [1, 3, 3],
  layers: parseLayers("conv 1 3x3 same, relu, flatten, dense 2"),
  batchSize: 1,
});
const [filter, filterBias, weights, bias] = network.parameters.map(({ value }) => value.data);
filter.set([1, 2, 3, 4, 5, 6, 7, 8, 9]);
filterBias.set([0.5]);
weights.forEach((_, i) => weights[i] = i);
bias.set([10, 20]);
const image = Float32Array.of(1, 0, 0, 0, 2, 0, 0, 0, 3);

Deno.test("lookBehind() shows the part of a filter that lies on the image", () => {
  // At the upper left corner: the lower right of the filter, 5, 6, 8, 9.
  const outputs = Float32Array.of(23.5, 0, 0, 0, 0, 0, 0, 0, 0);
  assertEquals(lookBehind(network, 0, 0, { inputs: image, outputs }), {
    value: 23.5,
    bias: 0.5,
    pictures: {
      shape: [1, 2, 2],
      weights: Float32Array.of(5, 6, 8, 9),
      inputs: Float32Array.of(1, 0, 0, 2),
    },
  });
});

Deno.test("lookBehind() shows the weights of a unit as the image that its inputs were", () => {
  const outputs = Float32Array.of(1, 2);
  const { bias, pictures } = lookBehind(network, 3, 1, { inputs: image, outputs });
  assertEquals(bias, 20);
  assertEquals(pictures?.shape, [1, 3, 3]);
  assertEquals(pictures?.weights, Float32Array.of(1, 3, 5, 7, 9, 11, 13, 15, 17));
  assertEquals(pictures?.inputs, image);
});

Deno.test("lookBehind() shows the one input of a layer that works value by value", () => {
  const inputs = Float32Array.of(-1, 0, 0, 0, 0, 0, 0, 0, 4);
  const outputs = inputs.map((value) => Math.max(0, value));
  assertEquals(lookBehind(network, 1, 8, { inputs, outputs }), { value: 4, input: 4 });
});
