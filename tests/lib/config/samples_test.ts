import { assertEquals, assertThrows } from "@std/assert";
import { parseConfig } from "../../../lib/config/config.ts";
import {
  areImages,
  poolData,
  prepareAny,
  prepareFolds,
  prepareSamples,
} from "../../../lib/config/data.ts";
import { dataPaths, imagePaths } from "../../../lib/config/data_paths.ts";
import { buildNetwork } from "../../../lib/config/network.ts";
import { buildTraining } from "../../../lib/config/training.ts";
import { ConfigError } from "../../../lib/config/source.ts";
import { sampleFunction, sineFunction } from "../../../lib/data/functions.ts";
import { moons } from "../../../lib/data/point_sets.ts";
import { ClassSamples, RegressionSamples, type Samples } from "../../../lib/data/samples.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { stripes } from "../../stripes.ts";

function configOf(...lines: string[]) {
  const text = [
    "rel_path_train_samples = a.csv",
    "rel_path_test_samples = b.csv",
    "rel_path_log_file = log",
    "num_epochs = 2",
    "batch_size = 10",
    "learning_rate = 0.1",
    ...lines,
  ].join("\n");
  return parseConfig(text, "x.config");
}

const device = createTypeScriptDevice();
const sine = sampleFunction(sineFunction, { count: 20 });

Deno.test("a configuration names samples in place of images", () => {
  const config = configOf("hidden_size = 3");
  assertEquals(dataPaths(config).noun, "samples");
  assertEquals([dataPaths(config).training, dataPaths(config).test], ["a.csv", "b.csv"]);
  assertThrows(
    () => imagePaths(config),
    ConfigError,
    "x.config:1: rel_path_train_samples: Expected images but found samples of numbers",
  );
  assertEquals(configOf("hidden_size = 3", "target_columns = a, b c").targetColumns, ["a", "b c"]);
});

for (
  const [lines, message] of [
    [["augmentation = batch"], 'augmentation: Expected images but found samples; "rel_path_train_'],
    [["rel_path_test_images = a"], "rel_path_test_images: Expected"],
    [["label_column = a", "target_columns = b"], 'Expected no "label_column" beside'],
    [["target_columns = a,,b"], "Expected names of columns, separated by commas"],
    [["target_columns = a, a"], "Expected names of columns, separated by commas"],
  ] as const
) {
  Deno.test(`a configuration of samples refuses ${lines.join(", ")}`, () => {
    assertThrows(() => configOf("hidden_size = 3", ...lines), ConfigError, message);
  });
}

Deno.test("a configuration of images refuses what is said of samples", () => {
  const text = "rel_path_train_images = a\nrel_path_test_images = b\nrel_path_log_file = l\n" +
    "num_epochs = 1\nbatch_size = 1\nhidden_size = 1\nlearning_rate = 1\nlabel_column = c";
  assertThrows(() => parseConfig(text, "x"), ConfigError, 'Expected "rel_path_train_samples" too');
});

Deno.test("prepareSamples() sets samples aside and standardizes by the rest", () => {
  const config = configOf("hidden_size = 3", "validation = 0.25", "normalization = z_score");
  const { training, validation, test, normalization } = prepareSamples(config, sine, sine);
  assertEquals([training.count, validation?.count, test.count], [15, 5, 20]);
  const mean = training.features.reduce((sum, x) => sum + x, 0) / 15;
  assertEquals(normalization.method === "per_feature" && normalization.offsets, [mean]);
});

Deno.test("prepareSamples() takes features as they are unless a normalization is stated", () => {
  const { normalization } = prepareSamples(configOf("hidden_size = 3"), sine, sine);
  assertEquals(normalization, { method: "per_feature", offsets: [0], scales: [1] });
  assertThrows(
    () => prepareSamples(configOf("hidden_size = 3", "normalization = divide"), sine, sine),
    ConfigError,
    "x.config:8: normalization: Expected none, min_max, min_max_centered or z_score",
  );
});

Deno.test("prepareSamples() matches classes by name, and chooses some", () => {
  const training = ClassSamples.of([[1], [2], [3]], ["a", "b", "c"]);
  const test = ClassSamples.of([[4], [5]], ["c", "a"]);
  const config = configOf("hidden_size = 3", "classes = c, a");
  const data = prepareSamples(config, training, test);
  if (!("labels" in data.training && "labels" in data.test)) throw new Error("no classes");
  assertEquals([data.training.labels, data.test.labels], [
    Uint8Array.of(1, 0),
    Uint8Array.of(0, 1),
  ]);
  const other = ClassSamples.of([[4], [5]], ["c", "d"]);
  assertThrows(
    () => prepareSamples(configOf("hidden_size = 3"), training, other),
    ConfigError,
    "Expected samples of the classes a, b, c, those of a.csv, but found some of d in b.csv",
  );
  assertThrows(() => prepareSamples(config, sine, sine), ConfigError, "but found numeric targets");
});

Deno.test("prepareSamples() splits training and test samples anew, each once", () => {
  const features = (samples: Samples[]) => samples.flatMap((part) => [...part.features]);
  const inOrder = (numbers: number[]) => numbers.sort((a, b) => a - b);
  const other = sampleFunction(sineFunction, { count: 5, seed: 2 });
  const config = configOf("hidden_size = 3", "pooled_test = 0.2", "validation = 2");
  const { training, validation, test } = prepareSamples(config, sine, other);
  if (validation === undefined) throw new Error("no validation data");
  assertEquals([training.count, validation.count, test.count], [18, 2, 5]);
  assertEquals(
    inOrder(features([training, validation, test])),
    inOrder(features([sine, other])),
  );
});

Deno.test("prepareSamples() splits anew only the samples of the classes, a fair share of each", () => {
  const training = ClassSamples.of([[1], [2], [3], [4], [5], [6]], [..."abcabc"]);
  const test = ClassSamples.of([[7], [8], [9]], [..."cab"]);
  const config = configOf(
    "hidden_size = 3",
    "classes = c, a",
    "pooled_test = 2",
    "stratified = yes",
  );
  const data = prepareSamples(config, training, test);
  if (!("labels" in data.training && "labels" in data.test)) throw new Error("no classes");
  assertEquals([data.training.count, data.test.classNames], [4, ["c", "a"]]);
  // Three of each class: one of each is tested.
  assertEquals([...data.test.labels].sort(), [0, 1]);
  const all = [data.training, data.test].flatMap(({ features, labels }) =>
    Array.from(features, (feature, i) => `${feature}${"ca"[labels[i]]}`)
  );
  assertEquals(all.sort(), ["1a", "3c", "4a", "6c", "7c", "8a"]);
});

Deno.test("numeric targets cannot be stratified", () => {
  for (const part of ["validation = 0.2", "pooled_test = 0.2"]) {
    assertThrows(
      () => prepareSamples(configOf("hidden_size = 3", part, "stratified = yes"), sine, sine),
      ConfigError,
      "x.config:9: stratified: Expected samples of classes but found numeric targets",
    );
  }
});

Deno.test("poolData() refuses samples of two kinds", () => {
  const classes = ClassSamples.of([[1], [2]], ["a", "b"]);
  assertThrows(
    () =>
      poolData(configOf("hidden_size = 3", "pooled_test = 0.5"), { training: sine, test: classes }),
    ConfigError,
    "x.config:2: rel_path_test_samples: Expected images, samples of classes or numeric targets both",
  );
});

Deno.test("prepareFolds() has each sample in the validation data once, and standardizes by the others", () => {
  const config = configOf("hidden_size = 3", "folds = 3", "normalization = z_score");
  const all = [...prepareFolds(config, sine)];
  assertEquals(all.map(({ validation }) => validation.count), [7, 7, 6]);
  const validated = all.flatMap(({ validation }) =>
    "images" in validation ? [] : [...validation.features]
  );
  assertEquals(validated.sort((a, b) => a - b), [...sine.features].sort((a, b) => a - b));
  for (const { training, normalization } of all) {
    if ("images" in training) throw new Error("images");
    const mean = training.features.reduce((sum, x) => sum + x, 0) / training.count;
    assertEquals(normalization.method === "per_feature" && normalization.offsets, [mean]);
  }
});

Deno.test("prepareFolds() gives each fold its share of classes, which numbers do not have", () => {
  const stratified = ["hidden_size = 3", "folds = 2", "stratified = yes"];
  const samples = ClassSamples.of([[1], [2], [3], [4]], ["a", "a", "b", "b"]);
  for (const { validation } of prepareFolds(configOf(...stratified), samples)) {
    assertEquals("labels" in validation && [...validation.labels].sort(), [0, 1]);
  }
  assertThrows(
    () => [...prepareFolds(configOf(...stratified), sine)],
    ConfigError,
    "x.config:9: stratified: Expected samples of classes but found numeric targets",
  );
  assertThrows(
    () => [...prepareFolds(configOf("hidden_size = 3", "folds = 2", "classes = a, b"), sine)],
    ConfigError,
    "Expected samples of classes but found numeric targets",
  );
});

Deno.test("prepareAny() takes images or samples, but not one of each", () => {
  const config = configOf("hidden_size = 3");
  const images = stripes(8, 4, 6);
  assertEquals(areImages({ training: images, test: images }), true);
  assertThrows(
    () => prepareAny(config, { training: sine, test: images }),
    ConfigError,
    "found one of each",
  );
});

Deno.test("buildNetwork() gives a regression one output for each target, and no softmax", () => {
  const data = RegressionSamples.of([[1, 2], [3, 4]], [[1, 2, 3], [4, 5, 6]]);
  const config = configOf("hidden_size = 4", "loss = huber 0.5");
  const network = buildNetwork(config, device, data);
  assertEquals(network.layers.map(({ notation }) => notation), ["dense 4", "relu", "dense 3"]);
  assertEquals(network.loss.name, "huber 0.5");
  buildTraining(config, network, prepareSamples(config, data, data));
});

Deno.test("buildNetwork() refuses outputs and losses that do not fit numeric targets", () => {
  const refuse = (message: string, ...lines: string[]) => {
    assertThrows(() => buildNetwork(configOf(...lines), device, sine), ConfigError, message);
  };
  refuse("Expected 1 output, for y, from the last layer but found 2", "layers = dense 2");
  refuse("loss: Expected mean_squared_error, mean_absolute_error or huber", "hidden_size = 2");
  const linear = ["layers = dense 1", "loss = huber"];
  const stopping = ["validation = 0.5", "early_stopping = validation_error 2"];
  refuse("early_stopping: Expected training_loss or validation_loss", ...linear, ...stopping);
  refuse("label_smoothing: Expected classes to smooth", ...linear, "label_smoothing = 0.1");
  refuse("no classes are known", "layers = dense classes", "loss = huber");
});

Deno.test("buildNetwork() builds for samples of classes as for images", () => {
  const network = buildNetwork(configOf("hidden_size = 4"), device, moons());
  assertEquals(
    network.layers.map(({ notation }) => notation).join(),
    "dense 4,relu,dense 2,softmax",
  );
});
