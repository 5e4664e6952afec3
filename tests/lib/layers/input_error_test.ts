import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { InputErrors } from "../../../lib/layers/input_error.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { Network } from "../../../lib/network.ts";
import { assertEquals, assertNotStrictEquals, assertStrictEquals } from "@std/assert";

Deno.test("InputErrors gives two pieces in turns, each as large as the largest that shares it", () => {
  const errors = new InputErrors(createTypeScriptDevice(), 3);
  const [first, second, third] = [errors.take(2), errors.take(5), errors.take(4)];
  const [a, b, c] = [first, second, third].map((error) => error.firstRows(3));
  assertEquals([a, b, c].map(({ rows, columns }) => [rows, columns]), [[3, 2], [3, 5], [3, 4]]);
  assertStrictEquals(a.data.buffer, c.data.buffer);
  assertNotStrictEquals(a.data.buffer, b.data.buffer);
  assertEquals(a.data.buffer.byteLength, 8 * 3 * 4);
  c.data.set([1, 2, 3, 4]);
  assertEquals(a.toRows()[0], [1, 2]);
  assertStrictEquals(first.firstRows(2), first.firstRows(2));
  assertEquals(first.firstRows(2).rows, 2);
});

Deno.test("a network takes memory for errors when it is trained, and then for two layers only", () => {
  const device = createTypeScriptDevice();
  let elements = 0;
  const counting = {
    ...device,
    matrix: (rows: number, columns: number) => {
      elements += rows * columns;
      return device.matrix(rows, columns);
    },
  };
  const network = new Network({
    device: counting,
    inputShape: [6],
    layers: parseLayers("dense 4 relu, dropout 0.5, dense 3 relu, dense 2 softmax"),
    batchSize: 5,
  });
  const [input, targets] = [device.matrix(5, 6), device.matrix(5, 2)];
  elements = 0;
  network.evaluateLoss(input, targets);
  assertEquals(elements, 0);
  network.backpropagate(input, targets);
  // The layers take 6, 4, 4, 4, 3, 3 and 2 columns of input errors: in turns 6, 4, 3, 2 and 4, 4, 3.
  assertEquals(elements, 5 * 6 + 5 * 4);
});
