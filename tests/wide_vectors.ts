/**
 * A program that trains two small networks for a few steps and prints the bits of their parameters,
 * and whether products had wide vectors then: `wide_vectors.ts PRECISION THREADS SECONDS`. It waits
 * until they have, but no longer than so many seconds.
 */
import { hasWideVectors } from "../lib/devices/wasm/assemble_device.ts";
import type { Device } from "../lib/devices/device.ts";
import { createWasmDevice } from "../lib/devices/wasm/wasm_device.ts";
import { Dataset, Network, parseLayers, SGD, Training } from "../mod.ts";
import { Random } from "../lib/random.ts";

const NETWORKS = [
  "flatten, dense 100 tanh, dense 90 relu, dense 10 softmax",
  "conv 12 5x5 same relu, max_pool 2, conv 20 5x5 valid, batch_norm, relu, flatten, dense 40 tanh, dense 10 softmax",
];

const [precision, threads, seconds] = Deno.args;
if (precision !== "f32" && precision !== "f64") throw new Error("Expected a precision");
using device = createWasmDevice({ precision, threads: Number(threads) });
await settle(device);
const bits = NETWORKS.map((layers) => train(device, layers));
console.log(JSON.stringify({ isWide: hasWideVectors(device), bits }));

async function settle(device: Device): Promise<void> {
  const [a, b, c] = [device.matrix(64, 64), device.matrix(64, 64), device.matrix(64, 64)];
  const end = performance.now() + 1000 * Number(seconds);
  while (!hasWideVectors(device) && performance.now() < end) {
    for (let i = 0; i < 200; i++) device.gemm(false, false, 1, a, b, 0, c);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function train(device: Device, layers: string): string {
  const random = new Random(1, "weights");
  const count = 300;
  const pixels = Uint8Array.from({ length: 784 * count }, () => random.integer(256));
  const labels = Uint8Array.from({ length: count }, () => random.integer(10));
  const network = new Network({
    ...{ device, inputShape: [1, 28, 28], layers: parseLayers(layers) },
    ...{ batchSize: 70, seed: 1 },
  });
  const optimizer = new SGD(network, { learningRate: 0.05 });
  const dataset = new Dataset(pixels, labels, [1, 28, 28], 10);
  const training = new Training(network, dataset, { length: { epochs: 3 }, optimizer });
  for (const _ of training) { /* each step */ }
  let hash = 0;
  for (const { value: { data } } of network.parameters) {
    const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
    for (const word of words) hash = Math.imul(hash ^ word, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}
