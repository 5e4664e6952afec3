import { assertEquals, assertStrictEquals } from "@std/assert";
import { identity } from "../../../lib/layers/identity.ts";
import { testOnEachDevice } from "../../devices.ts";
import { layerContext, matrixOf } from "../../layers.ts";

testOnEachDevice("Identity passes inputs and errors on without a copy", (device) => {
  const layer = identity()(layerContext(device, [2, 1, 1]));
  const x = matrixOf(device, 1, [-1, 2]);
  assertStrictEquals(layer.forward(x), x);
  assertStrictEquals(layer.backward(x), x);
  assertEquals(layer.outputShape, [2, 1, 1]);
});
