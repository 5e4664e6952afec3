// TensorFlow.js in Node at the work of the benchmarks, as its guide writes it: layers, fit, predict.
//
//   npm install --prefix build/peers/tfjs --no-save @tensorflow/tfjs-core@4.22.0 \
//     @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
//   yes | head -3 | node tensorflow.mjs build/peers/tfjs DATASETS --backend=wasm --network=course \
//     --batch=100
//
// Prints a line once it is warm, and for every line that it reads the seconds that 60,000 images take,
// measured for about a second: an epoch of training or, with --inference, telling the classes of test
// images. Without DATASETS it only checks that products are right, and prints the version.
//
// It computes in f32 on one thread: in Node, the wasm backend uses SIMD but no threads. That backend
// trains no convolution, for it has no gradient with respect to filters.
import { closeSync, openSync, readSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";

process.on("uncaughtException", ({ message }) => {
  console.error(message.split("\n", 1)[0]);
  process.exit(1);
});

/** Of the set; it goes through them as often as it takes. */
const IMAGES = 10_000;

const { values: options, positionals: [folder, datasets] } = parseArgs({
  options: {
    backend: { type: "string", default: "wasm" },
    network: { type: "string", default: "course" },
    batch: { type: "string", default: "100" },
    inference: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const batchSize = Number(options.batch);

const require = createRequire(join(resolve(folder), "package.json"));
const tf = require("@tensorflow/tfjs-core");
const { layers, sequential } = require("@tensorflow/tfjs-layers");
require("@tensorflow/tfjs-backend-cpu");
require("@tensorflow/tfjs-backend-wasm");

/** Compares products of small whole numbers, which are exact in f32, with sums worked out here. */
function checkProducts() {
  for (const [m, k, n] of [[1, 784, 50], [16, 784, 50], [50, 100, 10]]) {
    const a = Float32Array.from({ length: m * k }, (_, i) => (i * 7919) % 17 - 8);
    const b = Float32Array.from({ length: k * n }, (_, i) => (i * 104_729) % 13 - 6);
    const product = tf.tidy(() => tf.matMul(tf.tensor2d(a, [m, k]), tf.tensor2d(b, [k, n])))
      .dataSync();
    for (let i = 0; i < m * n; i++) {
      let sum = 0;
      for (let j = 0; j < k; j++) sum += a[Math.trunc(i / n) * k + j] * b[j * n + i % n];
      if (product[i] !== sum) {
        throw new Error(`Expected the product ${sum} but found ${product[i]}`);
      }
    }
  }
}

function readBytes(name, header, count) {
  const bytes = new Uint8Array(count);
  const file = openSync(join(datasets, name), "r");
  const length = readSync(file, bytes, 0, count, header);
  closeSync(file);
  return bytes.subarray(0, length);
}

function readImages() {
  const part = options.inference ? "t10k" : "train";
  const pixels = readBytes(`${part}-images.idx3-ubyte`, 16, IMAGES * 784);
  const labels = readBytes(`${part}-labels.idx1-ubyte`, 8, IMAGES);
  const shape = options.network === "course" ? [784] : [28, 28, 1];
  return {
    x: tf.tensor(Float32Array.from(pixels, (value) => value / 255), [labels.length, ...shape]),
    y: tf.cast(tf.oneHot(tf.tensor1d(Int32Array.from(labels), "int32"), 10), "float32"),
  };
}

function buildModel(network) {
  const conv = (filters) =>
    layers.conv2d({ filters, kernelSize: 5, padding: "same", activation: "relu" });
  const pool = () => layers.maxPooling2d({ poolSize: 2 });
  const drop = () => layers.dropout({ rate: 0.2 });
  const networks = {
    course: () => [layers.dense({ units: 500, activation: "relu" })],
    fman45: () => [conv(16), pool(), conv(16), pool()],
    ninth: () => [conv(8), pool(), drop(), conv(16), pool(), drop()],
    twelfth: () => [
      ...[conv(16), drop(), conv(32), pool(), drop()],
      ...[conv(48), drop(), conv(64), pool(), drop()],
    ],
  };
  const optimizers = {
    course: () => tf.train.sgd(1e-3),
    // It has no dampening: with one of 0.9, the step is a tenth.
    fman45: () => tf.train.momentum(1e-3, 0.9),
    ninth: () => tf.train.adam(1e-3),
    twelfth: () => tf.train.adam(1e-3),
  };
  const model = sequential({
    layers: [
      layers.inputLayer({ inputShape: network === "course" ? [784] : [28, 28, 1] }),
      ...networks[network](),
      ...network === "course" ? [] : [layers.flatten()],
      layers.dense({ units: 10, activation: "softmax" }),
    ],
  });
  model.compile({ optimizer: optimizers[network](), loss: "categoricalCrossentropy" });
  return model;
}

/** The work, on as many batches as asked for, at most all of the set; returns the number of images. */
function makeWork(model, { x, y }) {
  const first = (tensor, count) =>
    tf.slice(tensor, 0, Math.min(count * batchSize, tensor.shape[0]));
  return async (batches) => {
    const images = first(x, batches);
    const labels = first(y, batches);
    if (options.inference) {
      tf.tidy(() => tf.argMax(model.predict(images, { batchSize }), 1).dataSync());
    } else {
      await model.fit(images, labels, { batchSize, epochs: 1, verbose: 0, yieldEvery: "never" });
    }
    tf.dispose([images, labels]);
    return images.shape[0];
  };
}

/** Seconds that 60,000 images take, measured on so many batches that it takes about a second. */
async function measure(work, batches) {
  let done = 0;
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  do done += await work(batches); while (elapsed() < 0.8);
  return elapsed() * 60_000 / done;
}

/** Batches that take about a second; finding out warms up. */
async function batchesPerSecond(work, count) {
  await work(1);
  for (let batches = 1;;) {
    const start = performance.now();
    await work(batches);
    const seconds = (performance.now() - start) / 1000;
    if (seconds > 0.5 || batches * batchSize >= count) {
      return Math.max(1, Math.round(batches / Math.max(seconds, 0.5)));
    }
    batches *= 2;
  }
}

/** The loss on the images that training begins with. */
function lossOf(model, { x, y }) {
  return tf.tidy(() => {
    const count = Math.min(batchSize, x.shape[0]);
    return model.evaluate(tf.slice(x, 0, count), tf.slice(y, 0, count)).dataSync()[0];
  });
}

async function main() {
  if (!await tf.setBackend(options.backend)) {
    throw new Error(`Expected the backend ${options.backend} to start`);
  }
  checkProducts();
  if (datasets === undefined) return console.log(tf.version_core);

  const data = readImages();
  const model = buildModel(options.network);
  const work = makeWork(model, data);
  const before = lossOf(model, data);
  const batches = await batchesPerSecond(work, data.x.shape[0]);
  const after = lossOf(model, data);
  if (!options.inference && !(after < before)) {
    throw new Error(`Expected a loss that falls but found ${before}, then ${after}`);
  }
  console.log("ready");
  for await (const _ of createInterface({ input: process.stdin })) {
    console.log(await measure(work, batches));
  }
}

await main();
