import { assertEquals, assertLess } from "@std/assert";

const lib = new URL("../lib/", import.meta.url).href;

/** Trains a small network for long, and prints the bytes that each epoch leaves behind. */
const program = `
import { Dataset } from "${lib}data/dataset.ts";
import { createWasmDevice } from "${lib}devices/wasm/wasm_device.ts";
import { dense } from "${lib}layers/dense.ts";
import { dropout } from "${lib}layers/dropout.ts";
import { softmax } from "${lib}layers/softmax.ts";
import { Network } from "${lib}network.ts";
import { Adam } from "${lib}optimizers/adam.ts";
import { Training } from "${lib}training/training.ts";

const dataset = new Dataset(Uint8Array.of(0, 255, 255, 0, 9, 9), Uint8Array.of(0, 1, 1), [2], 2);
const device = createWasmDevice({ threads: 1 });
const layers = [dense(3), dropout(0.5), dense(2), softmax()];
const network = new Network({ device, inputShape: [2], layers, batchSize: 2 });
const optimizer = new Adam(network, { learningRate: 0.001 });
const training = new Training(network, dataset, {
  length: { epochs: 6000 },
  optimizer,
  validation: dataset,
  test: dataset,
  earlyStopping: { rule: () => false, watch: "validation loss" },
});
const used = () => {
  gc();
  const { heapUsed, external } = Deno.memoryUsage();
  return heapUsed + external;
};
let before = 0;
for (const { epoch, isEpochEnd } of training) {
  if (isEpochEnd && epoch === 1000) before = used();
}
console.log((used() - before) / 5000);
`;

Deno.test("an epoch of a training leaves nothing behind but its measurement", async () => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-check",
      "--ext=js",
      "--v8-flags=--expose-gc",
      `data:text/javascript,${encodeURIComponent(program)}`,
    ],
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  // Four objects with eleven numbers and three references, and a watched value.
  assertLess(Number(new TextDecoder().decode(stdout)), 600);
});
