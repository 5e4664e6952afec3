import { assertEquals } from "@std/assert";
import { chooseCrew, stepWork } from "../../../cli/sweep/crew.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { buildNetwork } from "../../../lib/config/network.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";

Deno.test("chooseCrew() lets small networks run side by side and gives large ones all threads", () => {
  assertEquals(chooseCrew(100, 4, 1e5, undefined), { jobs: 4, threads: 1 });
  assertEquals(chooseCrew(100, 4, 1e10, undefined), { jobs: 1, threads: 4 });
});

Deno.test("chooseCrew() leaves no processor idle where there are fewer runs", () => {
  assertEquals(chooseCrew(1, 4, 1e5, undefined), { jobs: 1, threads: 4 });
  assertEquals(chooseCrew(2, 4, 1e7, undefined), { jobs: 2, threads: 2 });
});

Deno.test("chooseCrew() does what the user says, with no more jobs than runs", () => {
  assertEquals(chooseCrew(100, 8, 1e10, 3), { jobs: 3, threads: 2 });
  assertEquals(chooseCrew(2, 8, 1, 100), { jobs: 2, threads: 4 });
  assertEquals(chooseCrew(9, 2, 1, 9), { jobs: 9, threads: 1 });
});

Deno.test("stepWork() counts every weight once for each place of the output and each sample", () => {
  const config = parseConfig(
    `rel_path_train_images = images
rel_path_test_images = images
rel_path_log_file = log
num_epochs = 1
batch_size = 5
learning_rate = 0.1
layers = conv 2 3x3 same, flatten, dense 4 softmax
`,
    "x",
  );
  const network = buildNetwork(config, createTypeScriptDevice(), {
    shape: [1, 6, 6],
    classes: 4,
    count: 1,
  });
  // 2 kernels of 9 weights and a bias at 36 places; 72 inputs and a bias for 4 outputs.
  assertEquals(stepWork(network, 5), 5 * (2 * 10 * 36 + 73 * 4));
});
