import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { PassedMatrices } from "../../../lib/layers/passed_matrices.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { Network } from "../../../lib/network.ts";
import { Random } from "../../../lib/random.ts";
import { assertEquals, assertNotStrictEquals, assertStrictEquals, assertThrows } from "@std/assert";

Deno.test("PassedMatrices gives two pieces in turns, each as large as the largest that shares it", () => {
  const errors = new PassedMatrices(createTypeScriptDevice(), 3);
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

/** A device, and how many elements its matrices have had so far. */
function counting() {
  const device = createTypeScriptDevice();
  const count = { elements: 0 };
  const matrix = (rows: number, columns: number) => {
    count.elements += rows * columns;
    return device.matrix(rows, columns);
  };
  return { device: { ...device, matrix }, count };
}

const small = {
  inputShape: [6],
  layers: parseLayers("dense 4 relu, dropout 0.5, dense 3 relu, dense 2 softmax"),
  batchSize: 5,
} as const;

Deno.test("a network takes memory for errors when it is trained, and then for two layers only", () => {
  const { device, count } = counting();
  const network = new Network({ device, ...small });
  const [input, targets] = [device.matrix(5, 6), device.matrix(5, 2)];
  count.elements = 0;
  network.evaluateLoss(input, targets);
  assertEquals(count.elements, 0);
  network.backpropagate(input, targets);
  // The layers take 6, 4, 4, 4, 3, 3 and 2 columns of input errors: in turns 6, 4, 3, 2 and 4, 4, 3.
  assertEquals(count.elements, 5 * 6 + 5 * 4);
});

Deno.test("a network for inference alone takes memory for the outputs of two layers only", () => {
  const { device, count } = counting();
  const network = new Network({ device, ...small, inferenceOnly: true });
  // 28 weights and biases of the first layer, 15 and 8 of the others, and the error of the loss.
  assertEquals(count.elements, 28 + 15 + 8 + 5 * 2);
  const input = device.matrix(5, 6);
  count.elements = 0;
  for (const rows of [5, 3]) network.forward(input.firstRows(rows));
  // The layers put out 4, 4, 3, 3, 2 and 2 columns, apart from dropout: in turns 4, 3, 2 and 4, 3, 2.
  assertEquals(count.elements, 5 * 4 + 5 * 4);
});

Deno.test("a network for inference alone computes what any other does, and cannot be trained", () => {
  const options = {
    device: createTypeScriptDevice(),
    inputShape: [1, 6, 6],
    layers: parseLayers(
      "conv 3 3x3 same relu, dropout 0.2, batch_norm, max_pool 2, flatten, dropout 0.5, identity, " +
        "dense 5 elu, dense 4 softmax",
    ),
    batchSize: 3,
  } as const;
  const [any, alone] = [new Network(options), new Network({ ...options, inferenceOnly: true })];
  const input = options.device.matrix(3, 36);
  const random = new Random(2);
  input.data.forEach((_, i) => input.data[i] = random.uniform(-1, 1));
  const targets = options.device.matrix(3, 4);
  targets.data.set([1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
  const expected = any.forward(input).toRows();
  assertEquals(alone.forward(input).toRows(), expected);
  assertEquals(
    alone.evaluateLoss(input, targets).value,
    any.evaluateLoss(input, targets).value,
  );
  assertEquals(alone.lastOutput().toRows(), expected);
  const problem = "Expected a network that can be trained but found one for inference alone";
  for (const mode of ["training", "slice", "rehearsal"] as const) {
    assertThrows(() => alone.backpropagate(input, targets, mode), TypeError, problem);
    assertThrows(() => alone.forward(input, mode), TypeError, problem);
  }
});
