import { assertEquals, assertStrictEquals } from "@std/assert";
import { flatten, identity } from "../../../lib/layers/pass_through.ts";
import { testOnEachDevice } from "../../devices.ts";
import { layerContext, matrixOf } from "../../layers.ts";

testOnEachDevice("Flatten changes the shape and nothing else", (device) => {
  const layer = flatten()(layerContext(device, [2, 3, 5], 4));
  assertEquals(layer.outputShape, [30]);
  const x = device.matrix(4, 30);
  assertStrictEquals(layer.forward(x), x);
  assertStrictEquals(layer.backward(x), x);
});

testOnEachDevice("Identity passes inputs and errors on without a copy", (device) => {
  const layer = identity()(layerContext(device, [2, 1, 1]));
  const x = matrixOf(device, 1, [-1, 2]);
  assertStrictEquals(layer.forward(x), x);
  assertStrictEquals(layer.backward(x), x);
  assertEquals(layer.outputShape, [2, 1, 1]);
});
