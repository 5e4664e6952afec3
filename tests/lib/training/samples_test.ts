import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { sampleFunction, sineFunction } from "../../../lib/data/functions.ts";
import { moons } from "../../../lib/data/point_sets.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { ClassSamples, RegressionSamples } from "../../../lib/data/samples.ts";
import { fitStandardization } from "../../../lib/data/standardization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { constant } from "../../../lib/initializers.ts";
import { meanSquaredError } from "../../../lib/losses.ts";
import { Network } from "../../../lib/network.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { Batches } from "../../../lib/training/batches.ts";
import { evaluate, evaluateAsync, evaluateInDetail } from "../../../lib/training/evaluate.ts";
import { outputsOf, predict } from "../../../lib/training/predict.ts";
import { stopWithoutGain } from "../../../lib/training/stopping_rules.ts";
import { Training } from "../../../lib/training/training.ts";
import { testOnEachDevice } from "../../devices.ts";
import { stripes } from "../../stripes.ts";

const line = RegressionSamples.of([[1], [2], [4]], [3, 5, 10]);
const device = createTypeScriptDevice();

/** A network of one linear output with the given weight and no bias. */
function linear(weight: number, batchSize = 3) {
  const layers = parseLayers("dense 1", { weights: constant(weight) });
  return new Network({ device, inputShape: [1], layers, batchSize, loss: meanSquaredError });
}

Deno.test("Training takes one step down the gradient of the mean squared error", () => {
  const network = linear(2);
  const optimizer = new SGD(network, { learningRate: 0.1 });
  const training = new Training(network, line, { length: { epochs: 1 }, optimizer });
  const [{ measurement }] = Array.from(training);
  // Predicted are 2, 4 and 8: off by -1, -1 and -2. The targets are 6 in the mean, spread 9 + 1 + 16.
  assertAlmostEquals(measurement?.training.loss ?? 0, (1 + 1 + 4) / 3, 1e-15);
  assertAlmostEquals(measurement?.training.rSquared ?? 0, 1 - 6 / 26, 1e-15);
  assertEquals(measurement?.training.errorRate, NaN);
  const [weight, bias] = network.parameters.map(({ value }) => value.at(0, 0));
  assertAlmostEquals(weight, 2 + 0.1 * 2 / 3 * (1 * 1 + 1 * 2 + 2 * 4), 1e-15);
  assertAlmostEquals(bias, 0.1 * 2 / 3 * (1 + 1 + 2), 1e-15);
});

Deno.test("R² of an epoch is that of all its samples, whatever the batch size", () => {
  const network = linear(2, 2);
  // A step that is too small to change a prediction, so that all batches meet the same network.
  const optimizer = new SGD(network, { learningRate: 1e-300 });
  const training = new Training(network, line, { length: { epochs: 1 }, optimizer });
  assertEquals(Array.from(training).length, 2);
  assertAlmostEquals(training.history[0].training.rSquared ?? 0, 1 - 6 / 26, 1e-15);
});

Deno.test("evaluate() of numeric targets predicts numbers", () => {
  const { predictions, loss, rSquared } = evaluate(linear(2, 2), line);
  assertEquals(predictions, Float64Array.of(2, 4, 8));
  assertAlmostEquals(loss, 2, 1e-15);
  assertAlmostEquals(rSquared, 1 - 6 / 26, 1e-15);
});

Deno.test("evaluate() of samples of classes tells what it tells of images", () => {
  const layers = parseLayers("dense 2", { weights: constant(0) });
  const network = new Network({ device, inputShape: [2], layers, batchSize: 2 });
  network.parameters[0].value.data.set([1, 0, 0, 1]);
  const samples = ClassSamples.of([[3, 1], [0, 2], [1, 5]], ["a", "b", "a"]);
  const { predictions, wrong, scores } = evaluateInDetail(network, samples);
  assertEquals([predictions, wrong], [Uint8Array.of(0, 1, 1), 1]);
  assertEquals(scores, [[3, 1], [0, 2], [1, 5]]);
  assertEquals(predict(network, samples.features)[2], { class: 1, scores: [1, 5] });
  assertEquals(outputsOf(network, samples.features), samples.features);
});

Deno.test("Batches bring features to their scales, and put targets beside them", () => {
  const samples = RegressionSamples.of([[0, 10], [2, 30], [4, 50]], [[1, -1], [2, -2], [3, -3]]);
  const normalization = fitStandardization("min_max", samples);
  const layers = parseLayers("dense 2");
  const network = new Network({ device, inputShape: [2], layers, batchSize: 2 });
  const batches = new Batches(network, samples, { normalization });
  assertEquals([batches.count, batches.targetMeans], [2, Float64Array.of(2, -2)]);
  const first = batches.load(0);
  assertEquals([first.inputs.toRows(), first.targets.toRows()], [[[0, 0], [0.5, 0.5]], [
    [1, -1],
    [2, -2],
  ]]);
  assertEquals(first.labels, undefined);
  const last = batches.load(1);
  assertEquals([last.inputs.toRows(), last.targets.toRows()], [[[1, 1]], [[3, -3]]]);
});

Deno.test("Batches refuse samples and normalizations that do not fit", () => {
  const network = linear(1);
  const two = RegressionSamples.of([[1, 2]], [1]);
  assertThrows(
    () => new Batches(network, two),
    RangeError,
    "Expected samples of 1 features but found 2",
  );
  assertThrows(
    () => new Batches(network, RegressionSamples.of([[1]], [[1, 2]])),
    RangeError,
    "Expected 1 targets, one for each output, but found 2",
  );
  assertThrows(
    () => new Batches(network, line, { normalization: divideBy255 }),
    RangeError,
    "Expected a normalization of features but found divide, one of pixels",
  );
  assertThrows(
    () => new Batches(network, line, { normalization: fitStandardization("z_score", two) }),
    RangeError,
    "Expected a normalization of 1 features but found 2",
  );
  assertThrows(
    () => new Batches(network, line, { labelSmoothing: 0.1 }),
    RangeError,
    "Expected classes to smooth the labels of but found numeric targets",
  );
  const images = stripes(4, 4, 6);
  const layers = parseLayers("dense 4 softmax");
  const forImages = new Network({ device, inputShape: [1, 6, 6], layers, batchSize: 4 });
  assertThrows(
    () => new Batches(forImages, images, { normalization: fitStandardization("none", line) }),
    RangeError,
    "Expected a normalization of pixels but found one of features",
  );
});

Deno.test("Training refuses what makes no sense without images or classes", () => {
  const network = linear(1);
  const optimizer = new SGD(network, { learningRate: 0.1 });
  const length = { epochs: 1 };
  const earlyStopping = {
    rule: stopWithoutGain({ patience: 1 }),
    watch: "validation error",
  } as const;
  assertThrows(
    () => new Training(network, line, { length, optimizer, earlyStopping, validation: line }),
    RangeError,
    "Expected early stopping to watch a loss",
  );
  assertThrows(
    () => new Training(network, line.slice(0, 0), { length, optimizer }),
    RangeError,
    "Expected 1 or more training samples but found 0",
  );
});

testOnEachDevice("a network learns the moons, and a sine", async (device) => {
  const points = moons({ count: 200, noise: 0.1, seed: 1 });
  const classifier = new Network({
    device,
    inputShape: [2],
    layers: parseLayers("dense 16 tanh, dense 2 softmax"),
    batchSize: 20,
  });
  const optimizer = new Adam(classifier, { learningRate: 0.03 });
  for await (const _ of new Training(classifier, points, { length: { epochs: 60 }, optimizer }));
  assert((await evaluateAsync(classifier, moons({ seed: 2 }))).accuracy > 0.97);

  const samples = sampleFunction(sineFunction, { count: 200, noise: 0.1 });
  const normalization = fitStandardization("z_score", samples);
  const network = new Network({
    device,
    inputShape: [1],
    layers: parseLayers("dense 16 tanh, dense 1"),
    batchSize: 20,
    loss: meanSquaredError,
  });
  const adam = new Adam(network, { learningRate: 0.02 });
  const length = { epochs: 100 };
  const training = new Training(network, samples, { length, optimizer: adam, normalization });
  for await (const _ of training);
  // Noise of 0.1 hides 0.01 / 0.51 of the variance; the function itself is hit closely.
  const exact = sampleFunction(sineFunction, { count: 100, noise: 0, seed: 9 });
  assert((await evaluateAsync(network, exact, normalization)).rSquared > 0.98);
});
