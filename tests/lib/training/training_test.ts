import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { batchAugmentation } from "../../../lib/data/augmentation.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { fitNormalization } from "../../../lib/data/normalization.ts";
import type { Device } from "../../../lib/devices/device.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { relu, sigmoid } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { binaryCrossEntropy } from "../../../lib/losses.ts";
import type { Elements } from "../../../lib/matrix.ts";
import { Network } from "../../../lib/network.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { l2 } from "../../../lib/optimizers/regularizers.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { onPlateau } from "../../../lib/schedules/on_plateau.ts";
import { stepDecay } from "../../../lib/schedules/schedule.ts";
import { evaluate, evaluateAsync } from "../../../lib/training/evaluate.ts";
import { stopWithoutGain } from "../../../lib/training/stopping_rules.ts";
import { DivergenceError } from "../../../lib/training/divergence_error.ts";
import { Training } from "../../../lib/training/training.ts";
import type { TrainingOptions } from "../../../lib/training/training_options.ts";
import { testOnEachDevice } from "../../devices.ts";
import { stripes } from "../../stripes.ts";

function classifier(device: Device, batchSize: number): Network {
  const layers = [dense(16), relu(), dense(4), softmax()];
  return new Network({ device, inputShape: [1, 6, 6], layers, batchSize });
}

/** A training of a new classifier on ten images in batches of four. */
function shortTraining(
  options: Partial<TrainingOptions> = {},
  network = classifier(createTypeScriptDevice(), 4),
): { training: Training; network: Network } {
  const optimizer = new SGD(network, { learningRate: 0.1 });
  const all = { length: { epochs: 2 }, optimizer, ...options };
  return { training: new Training(network, stripes(10, 4, 6), all), network };
}

testOnEachDevice("Training learns what can be learned, and evaluate sees it", async (device) => {
  const network = classifier(device, 8);
  const before = (await evaluateAsync(network, stripes(100, 4, 6, 2))).accuracy;
  const optimizer = new SGD(network, { learningRate: 0.2 });
  const training = new Training(network, stripes(60, 4, 6), { length: { epochs: 12 }, optimizer });
  const progress = await Array.fromAsync(training);
  const epochs = progress.filter(({ measurement }) => measurement !== undefined);
  assertEquals(epochs.length, 12);
  assert(epochs[11].loss < epochs[0].loss / 5, `${epochs.map(({ loss }) => loss)}`);
  assert(before < 0.6, `${before}`);
  assertEquals((await evaluateAsync(network, stripes(100, 4, 6, 2))).accuracy, 1);
});

testOnEachDevice("Training overfits one image to a loss below 1e-3", async (device) => {
  const network = classifier(device, 1);
  const optimizer = new SGD(network, { learningRate: 0.2 });
  const image = stripes(1, 4, 6);
  const training = new Training(network, image, { length: { epochs: 200 }, optimizer });
  const { loss } = (await Array.fromAsync(training))[199];
  assert(loss < 1e-3, `${loss}`);
});

Deno.test("Training reports every batch, the smaller last one included", () => {
  const { training } = shortTraining();
  assertEquals([training.samplesPerEpoch, training.batchesPerEpoch, training.lastEpoch], [
    10,
    3,
    2,
  ]);
  assertEquals(
    [...training].map(({ epoch, batch, samples }) => [epoch, batch, samples]),
    [[1, 1, 4], [1, 2, 8], [1, 3, 10], [2, 1, 4], [2, 2, 8], [2, 3, 10]],
  );
});

Deno.test("Training reports the mean loss and error over the samples, not over the batches", () => {
  // With all-zero weights and a rate that underflows, every sample has the loss log 4, and class 0
  // is predicted; three of the ten samples are of class 0.
  const network = classifier(createTypeScriptDevice(), 4);
  for (const { value } of network.parameters) value.data.fill(0);
  const optimizer = new SGD(network, { learningRate: Number.MIN_VALUE });
  const { training } = shortTraining({ optimizer }, network);
  for (const { loss } of training) assertAlmostEquals(loss, Math.log(4), 1e-12);
  assertAlmostEquals(training.history[0].training.loss, Math.log(4), 1e-12);
  assertEquals(training.history[0].training.errorRate, 7 / 10);
});

Deno.test("Training tells the mean loss of each mini-batch, whose mean is that of the epoch", () => {
  const { training } = shortTraining({});
  let [before, sum] = [0, 0];
  for (const { batch, batchLoss, samples, loss } of training) {
    if (batch === 1) before = sum = 0;
    sum += (samples - before) * batchLoss;
    before = samples;
    assertAlmostEquals(sum / samples, loss, 1e-12);
  }
});

Deno.test("Training ends after a number of iterations, with a measurement", () => {
  const { training } = shortTraining({ length: { iterations: 4 } });
  assertEquals([...training].map(({ epoch, batch }) => [epoch, batch]), [[1, 1], [1, 2], [1, 3], [
    2,
    1,
  ]]);
  assertEquals(training.history.map(({ epoch, iteration }) => [epoch, iteration]), [[1, 3], [
    2,
    4,
  ]]);
});

Deno.test("Training measures every few epochs, at the end, and every few iterations", () => {
  const { training } = shortTraining({
    length: { epochs: 5 },
    measureEpochs: 2,
    measureIterations: 7,
  });
  for (const _ of training);
  assertEquals(training.history.map(({ iteration }) => iteration), [6, 7, 12, 14, 15]);
});

Deno.test("Training measures validation and test data as evaluate does", () => {
  const [validation, test] = [stripes(20, 4, 6, 5), stripes(30, 4, 6, 6)];
  const { training, network } = shortTraining({ validation, test });
  for (const _ of training);
  const last = training.history[1];
  for (
    const [dataset, performance] of [[validation, last.validation], [test, last.test]] as const
  ) {
    const { loss, errorRate } = evaluate(network, dataset);
    assertEquals(performance, { loss, errorRate });
  }
  assert(last.test?.loss !== last.validation?.loss);
});

Deno.test("Training learns nothing from validation and test data", () => {
  const weights = (options: Partial<TrainingOptions>) => {
    const { training, network } = shortTraining(options);
    for (const _ of training);
    return network.parameters[0].value.data.join();
  };
  const other = stripes(20, 4, 6, 5);
  assertEquals(weights({ validation: other, test: other }), weights({}));
});

Deno.test("Training follows its schedule", () => {
  const network = classifier(createTypeScriptDevice(), 4);
  const optimizer = new SGD(network, { learningRate: 1 });
  const schedule = stepDecay(0.1, { every: 2 });
  const { training } = shortTraining({ length: { epochs: 4 }, optimizer, schedule }, network);
  for (const _ of training);
  assertEquals(training.history.map(({ learningRate }) => learningRate), [0.1, 0.1, 0.05, 0.05]);
  assertEquals(optimizer.learningRate, 0.05);
});

Deno.test("Training tells its schedule the loss of each epoch", () => {
  const network = classifier(createTypeScriptDevice(), 4);
  const seen: number[] = [];
  const schedule = onPlateau(0.1, { patience: 3 });
  const observe = schedule.observe.bind(schedule);
  schedule.observe = (value) => {
    seen.push(value);
    observe(value);
  };
  const { training } = shortTraining({ schedule }, network);
  for (const _ of training);
  assertEquals(seen, training.history.map(({ training }) => training.loss));
});

Deno.test("Training reports the penalty apart from the loss", () => {
  const network = classifier(createTypeScriptDevice(), 4);
  const optimizer = new SGD(network, { learningRate: 0.1, penalties: [l2(0.5)] });
  const { training } = shortTraining({ optimizer }, network);
  for (const _ of training);
  const squares = [network.parameters[0], network.parameters[2]].flatMap((
    { value },
  ) => [...value.data])
    .reduce((sum, w) => sum + w * w, 0);
  assertAlmostEquals(training.history[1].penalty, 0.25 * squares, 1e-12);
});

Deno.test("Training stops early and keeps the parameters of the best epoch", () => {
  const { training, network } = shortTraining({
    length: { epochs: 10 },
    earlyStopping: { rule: (values) => values.length === 4, watch: "validation loss" },
    validation: stripes(20, 4, 6, 5),
  });
  // The third epoch is spoilt, so that the second remains the best.
  const kept: number[][] = [];
  for (const { measurement } of training) {
    if (measurement === undefined) continue;
    kept.push([...network.parameters[0].value.data]);
    if (measurement.epoch === 2) network.parameters[0].value.data.fill(0);
  }
  assertEquals(training.history.length, 4);
  assertEquals([...network.parameters[0].value.data], kept[1]);
});

Deno.test("Training measures the epoch that early stopping ends it in", () => {
  const { training } = shortTraining({
    length: { epochs: 10 },
    measureEpochs: 5,
    earlyStopping: { rule: (values) => values.length === 7, watch: "training loss" },
  });
  for (const _ of training);
  assertEquals(training.history.map(({ epoch }) => epoch), [5, 7]);
});

Deno.test("Training begins an epoch anew that was stopped in the middle", () => {
  const { training } = shortTraining({ measureIterations: 2 });
  for (const { batch } of training) if (batch === 2) break;
  const rest = [...training];
  assertEquals(rest.map(({ epoch, batch }) => [epoch, batch]), [
    ...[[1, 1], [1, 2], [1, 3]],
    ...[[2, 1], [2, 2], [2, 3]],
  ]);
  assertEquals(training.history.map(({ iteration }) => iteration), [2, 3, 4, 6]);
  // The first measurement is the mean over the two batches that count.
  assertAlmostEquals(training.history[0].training.loss, rest[1].loss, 1e-12);
});

Deno.test("Training repeats itself for the same seed only", () => {
  const weights = (seed: number, options: Partial<TrainingOptions> = {}) => {
    const device = createTypeScriptDevice();
    const layers = [dense(16), dropout(0.3), dense(4), softmax()];
    const network = new Network({ device, inputShape: [1, 6, 6], layers, batchSize: 4 });
    const optimizer = new Adam(network, { learningRate: 0.01 });
    const { training } = shortTraining({ optimizer, seed, ...options }, network);
    for (const _ of training);
    return network.parameters[0].value.data.join();
  };
  assertEquals(weights(1), weights(1));
  assert(weights(1) !== weights(2));
  const augmentation = { ...batchAugmentation, chance: 1 };
  assertEquals(weights(1, { augmentation }), weights(1, { augmentation }));
  assert(weights(1) !== weights(1, { augmentation }));
});

testOnEachDevice("Training goes on from a state as if it had never stopped", async (device) => {
  const start = () => {
    const layers = [dense(16), batchNorm(), dropout(0.3), dense(4), softmax()];
    const network = new Network({ device, inputShape: [1, 6, 6], layers, batchSize: 4 });
    const training = new Training(network, stripes(18, 4, 6), {
      length: { epochs: 6 },
      optimizer: new Adam(network, { learningRate: 0.01 }),
      schedule: onPlateau(0.01, { patience: 1 }),
      earlyStopping: { rule: stopWithoutGain({ patience: 4 }), watch: "validation error" },
      validation: stripes(8, 4, 6, 3),
      augmentation: { ...batchAugmentation, chance: 0.5 },
      measureEpochs: 2,
    });
    return { network, training };
  };
  const whole = start();
  const copies: string[] = [];
  const matrices: Elements[][] = [];
  for await (const { batch } of whole.training) {
    if (batch < whole.training.batchesPerEpoch) continue;
    copies.push(JSON.stringify(whole.training.state));
    await device.settle(...whole.training.matrices);
    matrices.push(whole.training.matrices.map(({ data }) => data.slice()));
  }
  for (const epochs of [1, 2, 3, 4]) {
    const resumed = start();
    resumed.training.state = JSON.parse(copies[epochs - 1]);
    resumed.training.matrices.forEach(({ data }, i) => data.set(matrices[epochs - 1][i]));
    device.changed(...resumed.training.matrices);
    for await (const _ of resumed.training);
    assertEquals(resumed.training.history, whole.training.history);
    assertEquals(
      resumed.network.parameters.map(({ value }) => value.toRows()),
      whole.network.parameters.map(({ value }) => value.toRows()),
    );
  }
});

Deno.test("Training goes on from whole epochs, and from its own end alone", () => {
  // Three batches in an epoch.
  const training = (iterations: number) => shortTraining({ length: { iterations } }).training;
  const after = (iterations: number) => {
    const done = training(iterations);
    for (const _ of done);
    return done.state;
  };
  const resumed = training(5);
  resumed.state = after(3);
  assertEquals(resumed.state.iteration, 3);
  resumed.state = after(5);
  assertEquals([...resumed], []);
  const before = resumed.state;
  for (
    const [iterations, message] of [
      [6, "Expected at most 5 mini-batches, the length of this training, but found 6"],
      [4, "Expected whole epochs of 3 mini-batches but found 4 mini-batches"],
    ] as const
  ) {
    assertThrows(() => resumed.state = after(iterations), RangeError, message);
    assertEquals(resumed.state, before);
  }
});

Deno.test("Training that is over does nothing when it goes on", () => {
  const { training, network } = shortTraining();
  for (const _ of training);
  const weights = network.parameters[0].value.toRows();
  assertEquals([...training], []);
  assertEquals(network.parameters[0].value.toRows(), weights);
});

Deno.test("Training normalizes training, validation and test data alike", () => {
  const dataset = stripes(10, 4, 6);
  const normalization = fitNormalization("z_score", dataset);
  const { training, network } = shortTraining({
    normalization,
    test: dataset,
    validation: dataset,
  });
  for (const _ of training);
  const { loss, errorRate } = evaluate(network, dataset, normalization);
  assertEquals(training.history[1].test, { loss, errorRate });
  assertEquals(training.history[1].validation, { loss, errorRate });
  assert(evaluate(network, dataset).loss !== loss);
});

testOnEachDevice("Training tells two classes apart with a single output", async (device) => {
  const network = new Network({
    device,
    inputShape: [1, 6, 6],
    layers: [dense(1), sigmoid()],
    loss: binaryCrossEntropy,
    batchSize: 8,
  });
  const optimizer = new SGD(network, { learningRate: 0.5 });
  const training = new Training(network, stripes(40, 2, 6), { length: { epochs: 20 }, optimizer });
  for await (const _ of training);
  const { accuracy, loss } = await evaluateAsync(network, stripes(40, 2, 6, 3));
  assertEquals(accuracy, 1);
  assert(loss < 0.2, `${loss}`);
});

Deno.test("Training stops as soon as the loss is not finite, and says where", () => {
  const { training, network } = shortTraining();
  network.parameters[0].value.data.fill(NaN);
  assertThrows(() => [...training], DivergenceError, "found NaN in epoch 1, batch 1");
});

Deno.test("Training refuses options out of range", () => {
  for (const count of [0, 1.5, NaN]) {
    assertThrows(() => shortTraining({ length: { epochs: count } }), RangeError, "epochs");
    assertThrows(() => shortTraining({ length: { iterations: count } }), RangeError, "iterations");
    assertThrows(() => shortTraining({ measureEpochs: count }), RangeError, "epochs");
    assertThrows(() => shortTraining({ measureIterations: count }), RangeError, "iterations");
  }
  const earlyStopping = { rule: () => true, watch: "validation error" } as const;
  assertThrows(() => shortTraining({ earlyStopping }), RangeError, "validation data");
});

Deno.test("Training and evaluate refuse a dataset that does not fit the network", () => {
  const network = classifier(createTypeScriptDevice(), 4);
  const optimizer = new SGD(network, { learningRate: 0.1 });
  const options = { length: { epochs: 1 }, optimizer };
  const large = stripes(4, 4, 7);
  assertThrows(() => new Training(network, large, options), RangeError, "1x6x6 but found 1x7x7");
  assertThrows(() => evaluate(network, large), RangeError, "1x6x6 but found 1x7x7");
  const classes = new Dataset(new Uint8Array(36), Uint8Array.of(0), [1, 6, 6], 10);
  assertThrows(() => new Training(network, classes, options), RangeError, "4 classes but found 10");
  const empty = new Dataset(new Uint8Array(), new Uint8Array(), [1, 6, 6], 4);
  assertThrows(
    () => new Training(network, empty, options),
    RangeError,
    "1 or more training images",
  );
});
