import {
  assertEquals,
  assertGreater,
  assertInstanceOf,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { type Config, parseConfig } from "../../../lib/config/config.ts";
import { ConfigError, OptionError } from "../../../lib/config/source.ts";
import { batchAugmentation } from "../../../lib/data/augmentation.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { heNormal, heUniform, inverseRootUniform, zeros } from "../../../lib/initializers.ts";
import { Parameter } from "../../../lib/layers/parameter.ts";
import { crossEntropy, meanSquaredError } from "../../../lib/losses.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { mutationsOf } from "../../mutations.ts";

// Listing 2 of the course sheet.
const sheet = `
rel_path_train_images = train-images.idx3-ubyte // relative path to train image dataset
rel_path_train_labels = train-labels.idx1-ubyte // relative path to train label dataset

rel_path_test_images = t10k-images.idx3-ubyte // relative path to test iamge dataset
rel_path_test_labels = t10k-labels.idx1-ubyte // relative path to test label dataset

rel_path_log_file = log_predictions.txt // relative path to output log file (see below)

// hyper-parameters
num_epochs = 5 // number of epochs executed
batch_size = 1 // size of a batch
hidden_size = 500 // number of neurons after the first fully-connected layer (i.e. m)
learning_rate = 1E-3 // learning rate used by optimizers (e.g. SGD)
`;

const sheetConfig = {
  trainImages: "train-images.idx3-ubyte",
  trainLabels: "train-labels.idx1-ubyte",
  testImages: "t10k-images.idx3-ubyte",
  testLabels: "t10k-labels.idx1-ubyte",
  logFile: "log_predictions.txt",
  epochs: 5,
  batchSize: 1,
  hiddenSize: 500,
  learningRate: 0.001,
};

/** What the course sheet means where it says nothing, as far as it can be compared. */
const defaults = {
  trainSamples: undefined,
  testSamples: undefined,
  labelColumn: undefined,
  targetColumns: undefined,
  modelFile: undefined,
  historyFile: undefined,
  histogramsFile: undefined,
  tensorboardFolder: undefined,
  checkpointFile: undefined,
  checkpointEvery: undefined,
  orientation: undefined,
  classes: undefined,
  normalization: "divide",
  augmentation: undefined,
  validation: undefined,
  trainSize: undefined,
  pooledTest: undefined,
  folds: undefined,
  stratified: false,
  layers: undefined,
  weightInitializer: heNormal,
  biasInitializer: zeros,
  loss: crossEntropy,
  labelSmoothing: 0,
  iterations: undefined,
  earlyStopping: undefined,
  weightAverage: undefined,
  measureEvery: undefined,
  slices: 1,
  seed: 1,
  scheduleUnit: "epoch",
  l1: 0,
  l2: 0,
  clipGradients: undefined,
  precision: "f64",
  device: undefined,
  threads: undefined,
} as const;

/** Everything that a configuration says, but for what is a function. */
function comparable(text: string): Record<string, unknown> {
  const { source: _source, optimizerRecipe: _optimizer, scheduleRecipe: _schedule, ...rest } =
    parseConfig(text, "x");
  return rest;
}

Deno.test("parseConfig() reads the course sheet's listing", () => {
  assertEquals(comparable(sheet), { ...sheetConfig, ...defaults });
});

Deno.test("parseConfig() trains by plain gradient descent if nothing else is said", () => {
  const { optimizerRecipe, scheduleRecipe, scheduleUnit } = parseConfig(sheet, "x");
  const parameter = new Parameter("weights", Matrix.of([[3]]), { role: "weights" });
  const options = { learningRate: 0.5 };
  const created = optimizerRecipe(
    { device: createTypeScriptDevice(), parameters: [parameter] },
    options,
  );
  assertEquals(created.state, []);
  created.begin();
  assertEquals([parameter.destination, parameter.scale, parameter.keep], [
    parameter.value,
    -0.5,
    1,
  ]);
  const rates = [0, 1, 1000].map((epoch) => scheduleRecipe(0.5, scheduleUnit).learningRate(epoch));
  assertEquals(rates, [0.5, 0.5, 0.5]);
});

Deno.test("parseConfig() reads keys in any order", () => {
  assertEquals(comparable(sheet.split("\n").reverse().join("\n")), {
    ...sheetConfig,
    ...defaults,
  });
});

const optional: readonly (readonly [string, Partial<Config>])[] = [
  ["rel_path_model_file = a/b.safetensors", { modelFile: "a/b.safetensors" }],
  ["rel_path_history_file = a.csv", { historyFile: "a.csv" }],
  ["rel_path_histograms_file = a.jsonl", { histogramsFile: "a.jsonl" }],
  ["rel_path_tensorboard_dir = runs/a", { tensorboardFolder: "runs/a" }],
  ["checkpoint_every = 2", { checkpointEvery: 2 }],
  ["checkpoint_every = 1\nrel_path_checkpoint_file = c", {
    checkpointEvery: 1,
    checkpointFile: "c",
  }],
  ["classes = 1, 7", { classes: ["1", "7"] }],
  ["normalization = z_score", { normalization: "z_score" }],
  ["augmentation = batch 0.5", { augmentation: { ...batchAugmentation, chance: 0.5 } }],
  ["validation = 0.2", { validation: 0.2 }],
  ["validation = 2000\nstratified = yes", { validation: 2000, stratified: true }],
  ["train_size = 100", { trainSize: 100 }],
  ["pooled_test = 0.2", { pooledTest: 0.2 }],
  ["folds = 5", { folds: 5 }],
  ["weight_initializer = he_uniform", { weightInitializer: heUniform }],
  ["bias_initializer = inverse_root_uniform", { biasInitializer: inverseRootUniform }],
  ["loss = mean_squared_error", { loss: meanSquaredError }],
  ["label_smoothing = 0.05", { labelSmoothing: 0.05 }],
  ["measure_every = 100", { measureEvery: 100 }],
  ["seed = 7", { seed: 7 }],
  ["schedule = step 5\nschedule_unit = iteration", { scheduleUnit: "iteration" }],
  ["l1 = 1e-5", { l1: 1e-5 }],
  ["l2 = 0.01", { l2: 0.01 }],
  ["device = wasm\nthreads = 4", { device: "wasm", threads: 4 }],
  ["device = typescript", { device: "typescript" }],
  ["precision = f32", { precision: "f32" }],
  ["device = webgpu", { device: "webgpu", precision: "f32" }],
];

for (const [lines, values] of optional) {
  Deno.test(`parseConfig() reads ${lines.replace("\n", ", ")}`, () => {
    assertEquals(comparable(sheet + lines), { ...sheetConfig, ...defaults, ...values });
  });
}

Deno.test("parseConfig() reads keys whose values are recipes", () => {
  const config = parseConfig(
    sheet + "optimizer = adam\nschedule = step 1\nearly_stopping = training_loss 3\n" +
      "clipping = norm 1",
    "x",
  );
  const network = { device: createTypeScriptDevice(), parameters: [] };
  assertInstanceOf(config.optimizerRecipe(network, { learningRate: 1 }), Adam);
  assertEquals(config.scheduleRecipe(1, "epoch").learningRate(1), 0.5);
  assertEquals(config.earlyStopping?.watch, "training loss");
  assertEquals(typeof config.clipGradients, "function");
});

Deno.test("parseConfig() reads layers in place of hidden_size", () => {
  const text = sheet.replace(/hidden_size.*/, "layers = dense 5 relu, dense 10 softmax");
  const { layers, hiddenSize } = parseConfig(text, "x");
  assertEquals(hiddenSize, undefined);
  assertEquals(layers?.map(({ text }) => text), ["dense 5", "relu", "dense 10", "softmax"]);
});

Deno.test("parseConfig() reads num_iterations in place of num_epochs", () => {
  const { epochs, iterations } = parseConfig(
    sheet.replace(/num_epochs.*/, "num_iterations = 3000"),
    "x",
  );
  assertEquals([epochs, iterations], [undefined, 3000]);
});

Deno.test("parseConfig() reads a batch of all images", () => {
  const { batchSize } = parseConfig(sheet.replace(/batch_size.*/, "batch_size = all"), "x");
  assertGreater(batchSize, 1e15);
});

Deno.test("parseConfig() takes an override in place of what the file says, or beside it", () => {
  const overrides = [{ key: "batch_size", value: "7" }, { key: "seed", value: "2" }];
  const { batchSize, seed, learningRate, source } = parseConfig(sheet, "x", overrides);
  assertEquals({ batchSize, seed, learningRate }, { batchSize: 7, seed: 2, learningRate: 1e-3 });
  // The order of the file, in which a model file tells what it was trained with.
  assertEquals(
    Array.from(source.entries.values(), ({ key, value }) => `${key} ${value}`).slice(6),
    [
      "batch_size 7",
      "hidden_size 500",
      "learning_rate 1E-3",
      "seed 2",
    ],
  );
  const partial = sheet.replace(/learning_rate.*/, "");
  const { learningRate: given } = parseConfig(partial, "x", [{ key: "learning_rate", value: "2" }]);
  assertEquals(given, 2);
});

Deno.test("parseConfig() checks an override as it checks the file", () => {
  const messageOf = (key: string, value: string) =>
    assertThrows(() => parseConfig(sheet, "x", [{ key, value }]), OptionError).message;
  assertEquals(
    messageOf("batch_size", "0"),
    '--batch_size: Expected an integer from 1 to 1000000 or all but found "0"',
  );
  assertEquals(
    messageOf("device", "gpu"),
    '--device: Expected typescript, wasm or webgpu but found "gpu"',
  );
  assertEquals(
    messageOf("batchsize", "1"),
    '--batchsize: Expected a known key but found "batchsize"; did you mean "batch_size"?',
  );
});

/** The sheet's listing with another value in line `line`, and the error at that. */
function errorAt(line: number, replacement: string): string {
  const lines = sheet.split("\n");
  lines[line - 1] = replacement;
  return assertThrows(() => parseConfig(lines.join("\n"), "a.config"), ConfigError).message;
}

const malformed: readonly (readonly [number, string, string])[] = [
  [11, "num_epochs = 0", 'num_epochs: Expected an integer from 1 to 1000000000 but found "0"'],
  [
    11,
    "num_epochs = 1e99",
    'num_epochs: Expected an integer from 1 to 1000000000 but found "1e99"',
  ],
  [12, "batch_size = 0", 'batch_size: Expected an integer from 1 to 1000000 or all but found "0"'],
  [13, "hidden_size = -5", 'hidden_size: Expected an integer from 1 to 100000 but found "-5"'],
  [14, "learning_rate = -1", 'learning_rate: Expected a number above 0 but found "-1"'],
  [14, "learning_rate = abc", 'learning_rate: Expected a number above 0 but found "abc"'],
  [14, "learning_rate = nan // x", 'learning_rate: Expected a number above 0 but found "nan"'],
  [12, "batch_sise = 1", 'Expected a known key but found "batch_sise"; did you mean "batch_size"?'],
  [1, "__proto__ = 1", 'Expected a known key but found "__proto__"'],
  [1, "precision = f16", 'precision: Expected f64 or f32 but found "f16"'],
  [1, "seed = -1", 'seed: Expected an integer from 0 to 9007199254740991 but found "-1"'],
  [1, "validation = 0", 'validation: Expected a share below 1 or a number of images but found "0"'],
  [1, "folds = 1", 'folds: Expected an integer from 2 to 1000000 but found "1"'],
  [
    1,
    "pooled_test = 0",
    'pooled_test: Expected a share below 1 or a number of images but found "0"',
  ],
  [
    1,
    "pooled_test = 1.5",
    'pooled_test: Expected a share below 1 or a number of images but found "1.5"',
  ],
  [1, "stratified = true", 'stratified: Expected yes or no but found "true"'],
  [
    11,
    "num_iterations = 0",
    'num_iterations: Expected an integer from 1 to 1000000000 but found "0"',
  ],
  [1, "measure_every = 0", 'measure_every: Expected an integer from 1 to 1000000000 but found "0"'],
  [1, "schedule_unit = step", 'schedule_unit: Expected epoch or iteration but found "step"'],
  [1, "l1 = -1", 'l1: Expected a number of 0 or more but found "-1"'],
  [1, "l2 = inf", 'l2: Expected a number of 0 or more but found "inf"'],
  [1, "device = gpu", 'device: Expected typescript, wasm or webgpu but found "gpu"'],
  [1, "threads = 0", 'threads: Expected an integer from 1 to 64 but found "0"'],
  [1, "batch_size 1", 'Expected "key = value" but found "batch_size 1"'],
  [
    12,
    "num_epochs = 5",
    'Expected each key once but found "num_epochs" a second time, after line 11',
  ],
];

for (const [line, replacement, problem] of malformed) {
  Deno.test(`parseConfig() refuses ${replacement}`, () => {
    assertEquals(errorAt(line, replacement), `a.config:${line}: ${problem}`);
  });
}

/** Values with a notation: an error tells the column, too. */
const misspelt: readonly (readonly [string, number, string])[] = [
  ["layers = dense 5 relue, dense 10", 18, 'did you mean "relu"?'],
  ["  layers=dense 5,conv 3", 24, "as <kernel> but found the end of the line"],
  ["classes = 1, 1", 14, "Expected each class once but found 1 twice"],
  ["normalization = minmax // [0, 1]", 17, 'but found "minmax"; did you mean "min_max"?'],
  ["augmentation = batch 2", 22, 'from 0 to 1 as <chance> but found "2"'],
  ["weight_initializer = he", 22, "Expected an initializer (zeros,"],
  ["bias_initializer = constant", 28, "as <number> but found the end of the line"],
  ["loss = mse", 8, 'huber) but found "mse"'],
  ["optimizer = adam beta1 1", 24, "from 0 to below 1"],
  ["schedule = step", 16, "as <time>"],
  ["early_stopping = loss 5", 18, 'but found "loss"'],
  ["clipping = 5", 12, 'Expected a way of clipping (value, norm) but found "5"'],
];

for (const [replacement, column, problem] of misspelt) {
  Deno.test(`parseConfig() points into ${replacement}`, () => {
    const [key] = replacement.trim().split(/\s*=/);
    const line = key === "layers" ? 13 : 1;
    const message = errorAt(line, replacement);
    assertEquals(
      message.startsWith(`a.config:${line}:${column}: ${key}: Expected `),
      true,
      message,
    );
    assertStringIncludes(message, problem);
  });
}

Deno.test("parseConfig() names every missing key", () => {
  assertEquals(
    errorAt(11, ""),
    'a.config: Expected the required keys but found no line with "num_epochs" (or "num_iterations")',
  );
  const error = assertThrows(() => parseConfig("seed = 1\nhidden_size = 1", "x"), ConfigError);
  assertEquals(
    error.message,
    'x: Expected the required keys but found no line with "rel_path_train_images" ' +
      '(or "rel_path_train_samples"), "rel_path_test_images" (or "rel_path_test_samples"), ' +
      '"rel_path_log_file", "num_epochs" (or "num_iterations"), "batch_size", "learning_rate"',
  );
  assertEquals(error.position, undefined);
});

const everything = sheet.replace(/hidden_size.*/, "") + `
layers = conv 16 3x5 valid stride 2 reflect relu, max_pool 2, dropout 0.2, batch_norm epsilon 1e-4,
`.trimEnd() + ` flatten, dense 5 weights xavier_normal 1 bias zeros elu 0.5, dense 2 softmax
seed = 3
precision = f32
threads = 2
classes = 1, 7
normalization = min_max_centered
augmentation = image 0.5 zoom 0.1 rotation 5 shift 0.1
validation = 0.2
stratified = yes
weight_initializer = uniform -0.5 0.5
bias_initializer = normal 0 1e-2
loss = mean_squared_error
early_stopping = validation_loss 5 min_delta_rel 0.01
weight_average = 0.99
measure_every = 10
optimizer = momentum 0.8 dampening 0.1 from_zero weight_decay 1e-4
schedule = warm_up 5, piecewise 10:0.1 20:0.01
schedule_unit = iteration
l1 = 1e-5
l2 = 1e-4
clipping = norm 5
`;

Deno.test("parseConfig() reads a file with nearly every key", () => {
  const { layers, validation, loss } = parseConfig(everything, "x");
  assertEquals([layers?.length, validation, loss.name], [10, 0.2, "mean_squared_error"]);
});

Deno.test("parseConfig() throws nothing but ConfigError, in one line, at damaged text", () => {
  for (const text of [sheet + "seed = 3\nprecision = f32\nthreads = 2", everything]) {
    const original = new TextEncoder().encode(text);
    let refused = 0;
    for (const bytes of mutationsOf(original, 3000)) {
      const text = new TextDecoder().decode(bytes);
      try {
        const { batchSize, learningRate, layers } = parseConfig(text, "x");
        assertEquals(batchSize >= 1 && learningRate > 0 && layers?.length !== 0, true);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw new Error(`at ${text}`, { cause: error });
        // Nothing that moves to another line or controls the terminal.
        assertEquals(/[^\P{C}]|[\u2028\u2029]/u.test(error.message), false);
        refused++;
      }
    }
    assertGreater(refused, 1000);
  }
});
