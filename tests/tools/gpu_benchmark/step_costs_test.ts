import { assertEquals } from "@std/assert";
import { parseConfig } from "../../../lib/config/config.ts";
import { countStep, leastSeconds, totalCost } from "../../../tools/gpu_benchmark/step_costs.ts";

const config = parseConfig(
  `rel_path_train_images = a
rel_path_train_labels = b
rel_path_test_images = c
rel_path_test_labels = d
rel_path_log_file = e
layers = conv 2 3x3 same relu, flatten, dense 10 softmax
batch_size = 5
num_epochs = 1
learning_rate = 0.1
`,
  "test",
);

Deno.test("countStep() counts the products of a step", () => {
  const operations = countStep(config, [1, 4, 4], 10);
  // 5 images of 2 x 16 outputs of 9 terms, forward and for the gradient: nothing lies below. 32 inputs
  // and 10 outputs, forward, for the gradient and for the error below.
  const convolution = 2 * 5 * 2 * 16 * 9;
  const dense = 2 * 5 * 32 * 10;
  assertEquals(totalCost(operations).flop, 2 * convolution + 3 * dense);
  const forward = operations.find(({ name }) => name === "convolution");
  // The images, the weights, the bias and the outputs.
  assertEquals(forward?.bytes, 4 * (5 * 16 + 2 * 9 + 2 + 5 * 2 * 16));
  assertEquals(forward?.geometry?.filters, 2);
});

Deno.test("leastSeconds() takes the arithmetic or the memory, whichever is slower", () => {
  const costs = [{ flop: 200, bytes: 10 }, { flop: 100, bytes: 30 }];
  assertEquals(leastSeconds(costs, { name: "", flops: 100, bandwidth: 10 }), 2 + 3);
});
