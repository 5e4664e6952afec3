import { assertEquals, assertThrows } from "@std/assert";
import { parseConfig } from "../../../lib/config/config.ts";
import { ConfigError } from "../../../lib/config/source.ts";
import { prepareData } from "../../../lib/config/data.ts";
import { buildNetwork } from "../../../lib/config/network.ts";
import { buildOptimizer, buildTraining } from "../../../lib/config/training.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { alone } from "../../../lib/training/communicator.ts";
import type { Measurement } from "../../../lib/training/measurement.ts";
import { assertClose } from "../../close.ts";
import { configText } from "./config_text.ts";

const device = createTypeScriptDevice();

// Eight images of 2 x 2 pixels; the first pixel tells the class.
const dataset = new Dataset(
  Uint8Array.from({ length: 32 }, (_, i) => i % 4 === 0 ? 255 * (i / 4 % 2) : 8 * i),
  Uint8Array.from({ length: 8 }, (_, i) => i % 2),
  [1, 2, 2],
  2,
);

/** Trains by a configuration, and returns the measurements and the parameters. */
function train(lines: readonly string[], measureEpochs?: number) {
  const config = parseConfig(configText("hidden_size = 3", ...lines), "x");
  const data = prepareData(config, dataset, dataset);
  const network = buildNetwork(config, device, data.training);
  const training = buildTraining(config, network, data, measureEpochs);
  const steps = Array.from(training).length;
  const weights = network.parameters.flatMap(({ value }) => Array.from(value.data));
  return { steps, history: training.history, weights };
}

function field<K extends keyof Measurement>(history: readonly Measurement[], key: K) {
  return history.map((measurement) => measurement[key]);
}

Deno.test("buildTraining() trains for the epochs, and measures training and test data", () => {
  const { steps, history } = train(["num_epochs = 3", "batch_size = 3"]);
  assertEquals(steps, 9);
  assertEquals(field(history, "epoch"), [1, 2, 3]);
  assertEquals(field(history, "learningRate"), [0.1, 0.1, 0.1]);
  assertEquals(history.every(({ test, validation }) => test && validation === undefined), true);
  assertEquals(field(history, "penalty"), [0, 0, 0]);
});

Deno.test("buildTraining() trains for the iterations, and measures between epochs", () => {
  const { steps, history } = train(["num_iterations = 10", "measure_every = 3"]);
  assertEquals(steps, 10);
  assertEquals(field(history, "iteration"), [3, 4, 6, 8, 9, 10]);
});

Deno.test("buildTraining() measures as rarely as told, but each epoch where it matters", () => {
  const epochs = ["num_epochs = 4"];
  assertEquals(field(train(epochs, 3).history, "epoch"), [3, 4]);
  assertEquals(field(train([...epochs, "validation = 2"], 3).history, "epoch"), [1, 2, 3, 4]);
});

Deno.test("buildTraining() follows the schedule, in epochs or iterations", () => {
  const rates = (...lines: string[]) => field(train(lines).history, "learningRate");
  assertEquals(rates("schedule = step 1", "num_epochs = 3"), [0.1, 0.05, 0.025]);
  // Four steps an epoch: steps number 3, 7 and 11, counted from 0.
  assertEquals(rates("schedule = step 4", "schedule_unit = iteration", "num_epochs = 3"), [
    0.1,
    0.05,
    0.025,
  ]);
});

Deno.test("buildTraining() stops early", () => {
  const lines = ["num_epochs = 50", "early_stopping = training_loss 3 min_delta 1000"];
  assertEquals(train(lines).history.length, 4);
});

Deno.test("buildTraining() uses optimizer, augmentation, normalization, classes and seed", () => {
  const plain = train([]).weights;
  assertEquals(train([]).weights, plain);
  for (
    const line of [
      "optimizer = adam",
      "augmentation = batch 1",
      "normalization = z_score",
      "classes = 1, 0",
      "seed = 2",
      "l1 = 0.1",
      "l2 = 0.1",
      "clipping = value 1e-3",
      "loss = mean_squared_error",
      "label_smoothing = 0.1",
      "weight_average = 0.9",
    ]
  ) {
    assertEquals(train([line]).weights.join() === plain.join(), false, line);
  }
});

Deno.test("buildTraining() smooths the labels of the training data alone", () => {
  const losses = (...more: string[]) => {
    const [{ training, test }] = train(["learning_rate = 1e-12", "seed = 3", ...more]).history;
    return [training.loss, test?.loss ?? NaN];
  };
  const [plainTraining, plainTest] = losses();
  const [training, test] = losses("label_smoothing = 1");
  // The same images, and the mean over both classes, which is at least that of equal outputs.
  assertClose([plainTraining, test], [plainTest, plainTest], 1e-9);
  assertEquals(training > Math.log(2) - 1e-12, true);
  assertClose([losses("label_smoothing = 0.5")[0]], [(plainTraining + training) / 2], 1e-9);
});

Deno.test("buildTraining() reports what the penalties add", () => {
  // Weights of 1: four times three, and three times two; biases are left alone.
  const lines = ["weight_initializer = constant 1", "learning_rate = 1e-12"];
  const penalty = (...more: string[]) => train([...lines, ...more]).history[0].penalty;
  assertClose([penalty("l1 = 0.5")], [0.5 * 18], 1e-9);
  assertClose([penalty("l2 = 0.5")], [0.5 / 2 * 18], 1e-9);
  assertClose([penalty("l1 = 0.5", "l2 = 0.5")], [0.75 * 18], 1e-9);
});

Deno.test("buildTraining() refuses a batch that is too small for a layer", () => {
  const build = (layers: string, batchSize: number) => {
    const lines = [`layers = ${layers}, dense 2 softmax`, `batch_size = ${batchSize}`];
    const config = parseConfig(configText(...lines), "x");
    const data = prepareData(config, dataset, dataset);
    buildTraining(config, buildNetwork(config, device, data.training), data);
  };
  const list = "flatten, batch_norm momentum 0.2";
  for (const batchSize of [1, 7]) {
    assertThrows(
      () => build(list, batchSize),
      ConfigError,
      "Expected batches of 2 or more images, for batch_norm momentum 0.2 to train on, but found " +
        "one of 1 among 8 images",
    );
    build("batch_norm", batchSize);
    build("dense 3", batchSize);
  }
  for (const batchSize of [2, 3, 6, 8, 9]) build(list, batchSize);
});

Deno.test("buildTraining() trains in slices, alone or with as many ranks", () => {
  const lines = ["num_epochs = 3", "batch_size = 5"];
  const { weights } = train([...lines, "slices = 4"]);
  assertClose(weights, train(lines).weights, 1e-12);
  assertEquals(train([...lines, "slices = 1"]).weights, train(lines).weights);
});

Deno.test("buildTraining() refuses slices that a batch or the ranks cannot be cut into", () => {
  const build = (size: number, ...lines: string[]) => {
    const config = parseConfig(configText(...lines), "x");
    const data = prepareData(config, dataset, dataset);
    buildTraining(config, buildNetwork(config, device, data.training), data, 1, { ...alone, size });
  };
  const hidden = "hidden_size = 3";
  assertThrows(
    () => build(1, hidden, "batch_size = 3", "slices = 4"),
    ConfigError,
    "slices: Expected slices to be a power of 2 up to the batch size, 3, but found 4",
  );
  // All eight images are one batch.
  assertThrows(() => build(1, hidden, "batch_size = all", "slices = 16"), ConfigError, "8, but");
  for (const size of [3, 8]) {
    assertThrows(
      () => build(size, hidden, "batch_size = 5", "slices = 4"),
      ConfigError,
      `slices: Expected a power of 2 up to 4, the number of slices, as the number of ranks but found ${size}`,
    );
  }
  assertThrows(() => build(2, hidden, "batch_size = 5"), ConfigError, "power of 2 up to 1");
});

Deno.test("buildTraining() refuses a slice that is too small for a layer", () => {
  const build = (batchSize: number) => {
    const layers = "layers = flatten, batch_norm, dense 2 softmax";
    const config = parseConfig(configText(layers, `batch_size = ${batchSize}`, "slices = 2"), "x");
    const data = prepareData(config, dataset, dataset);
    return buildTraining(config, buildNetwork(config, device, data.training), data);
  };
  // Batches of 5 and 3, of 7 and 1, of 6 and 2: the smallest slice of each has one image.
  for (const batchSize of [5, 7, 6]) {
    assertThrows(
      () => build(batchSize),
      ConfigError,
      "slices: Expected slices of batches of 2 or more images, for batch_norm to train on, " +
        "but found one of 1 among 8 images",
    );
  }
  for (const batchSize of [4, 8]) for (const _ of build(batchSize));
});

Deno.test("buildOptimizer() gives no penalties to an optimizer that needs none", () => {
  const config = parseConfig(configText("hidden_size = 3", "l1 = 0"), "x");
  const network = buildNetwork(config, device, dataset);
  const optimizer = buildOptimizer(config, network);
  assertEquals([optimizer.penalties, optimizer.learningRate], [[], 0.1]);
});
