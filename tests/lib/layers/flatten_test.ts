import { assertEquals, assertStrictEquals } from "@std/assert";
import { flatten } from "../../../lib/layers/flatten.ts";
import { testOnEachDevice } from "../../devices.ts";
import { layerContext } from "../../layers.ts";

testOnEachDevice("Flatten changes the shape and nothing else", (device) => {
  const layer = flatten()(layerContext(device, [2, 3, 5], 4));
  assertEquals(layer.outputShape, [30]);
  const x = device.matrix(4, 30);
  assertStrictEquals(layer.forward(x), x);
  assertStrictEquals(layer.backward(x), x);
});
