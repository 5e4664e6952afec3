import type { ConfigValues } from "./config_values.ts";
import {
  augmentationNotation,
  classNotation,
  columnName,
  columnNotation,
  normalizationNotation,
} from "./data_notation.ts";
import { initializerNotation } from "./initializer_notation.ts";
import { type Key, optional, required, requiredUnless, withDefault } from "./key.ts";
import { layerNotation } from "./layer_notation.ts";
import { lossNotation } from "./loss_notation.ts";
import { clippingNotation, optimizerNotation } from "./optimizer_notation.ts";
import { scheduleNotation } from "./schedule_notation.ts";
import { stoppingNotation } from "./stopping_notation.ts";
import {
  integer,
  integerOrAll,
  nonNegativeNumber,
  oneOf,
  part,
  path,
  positiveNumber,
  powerOfTwo,
  properShare,
  share,
  yesOrNo,
} from "./values.ts";

const dataKeys = {
  trainImages: requiredUnless(
    "rel_path_train_samples",
    "rel_path_train_images",
    path,
    "training images: an IDX or CSV file, CIFAR-10 files, or a folder of these or of pictures",
  ),
  trainLabels: optional(
    "rel_path_train_labels",
    path,
    "the images have them",
    "labels of the training images, if these are an IDX file",
  ),
  testImages: requiredUnless(
    "rel_path_test_samples",
    "rel_path_test_images",
    path,
    "test images, likewise",
  ),
  testLabels: optional(
    "rel_path_test_labels",
    path,
    "the images have them",
    "labels of the test images, likewise",
  ),
  trainSamples: optional(
    "rel_path_train_samples",
    path,
    "the network is trained on images",
    "training samples of numbers in place of images: a CSV file whose first line names the columns",
  ),
  testSamples: optional(
    "rel_path_test_samples",
    path,
    "the network is tested on images",
    "test samples, likewise",
  ),
  labelColumn: optional(
    "label_column",
    columnName,
    "label or class",
    "the column of the samples' classes",
  ),
  targetColumns: optional(
    "target_columns",
    columnNotation,
    "y or target, if there are no classes",
    "the columns of numbers that are to be predicted of samples",
  ),
  logFile: required("rel_path_log_file", path, "prediction log to write"),
  modelFile: optional(
    "rel_path_model_file",
    path,
    "no model is kept",
    "model file to write: the trained network as safetensors",
  ),
  historyFile: optional(
    "rel_path_history_file",
    path,
    "no history is kept",
    "measurements to write: CSV if it ends in .csv, else JSON lines",
  ),
  histogramsFile: optional(
    "rel_path_histograms_file",
    path,
    "no histograms are kept",
    "histograms of weights, biases, activations and gradients to write, as JSON lines",
  ),
  tensorboardFolder: optional(
    "rel_path_tensorboard_dir",
    path,
    "no events are kept",
    "folder to write event files for TensorBoard into",
  ),
  checkpointFile: optional(
    "rel_path_checkpoint_file",
    path,
    "the name of the model file, or else of the log file, followed by .checkpoint",
    "checkpoint that train --resume continues from",
  ),
  checkpointEvery: optional(
    "checkpoint_every",
    integer(1, 1e9),
    "no checkpoints",
    "epochs from one checkpoint to the next",
  ),
  orientation: optional(
    "orientation",
    oneOf("upright", "transposed"),
    "transposed if the name of the file says EMNIST, else upright",
    "how IDX and CSV files store their images, which are then set upright",
  ),
  classes: optional(
    "classes",
    classNotation,
    "all of them",
    "the only classes to distinguish, by name, or by label in a file of labels",
  ),
  normalization: withDefault(
    "normalization",
    normalizationNotation,
    "divide",
    "how pixels become numbers; of samples, none is the default, and each feature has its own scale",
  ),
  augmentation: optional(
    "augmentation",
    augmentationNotation,
    "no distortion",
    "how training images are distorted at random",
  ),
  pooledTest: optional(
    "pooled_test",
    part,
    "test images as their files have them",
    "images or samples to test on, of those for training and testing together, which are split anew",
  ),
  validation: optional(
    "validation",
    part,
    "no images set aside",
    "training images to set aside: measured, never trained on",
  ),
  trainSize: optional(
    "train_size",
    part,
    "all of them",
    "training images to train on, a fair share of every class, of those that are not set aside",
  ),
  folds: optional(
    "folds",
    integer(2, 1e6),
    "no cross-validation",
    "cross-validation: as many trainings, each with another part set aside",
  ),
  stratified: withDefault(
    "stratified",
    yesOrNo,
    "no",
    "give each part its fair share of every class",
  ),
};

const networkKeys = {
  hiddenSize: requiredUnless(
    "layers",
    "hidden_size",
    integer(1, 1e5),
    "neurons of the hidden layer",
  ),
  layers: optional(
    "layers",
    layerNotation,
    "dense hidden_size relu, dense classes softmax",
    "the network",
  ),
  weightInitializer: withDefault(
    "weight_initializer",
    initializerNotation,
    "he_normal",
    "initial weights",
  ),
  biasInitializer: withDefault("bias_initializer", initializerNotation, "zeros", "initial biases"),
  loss: withDefault("loss", lossNotation, "cross_entropy", "what training minimizes"),
  labelSmoothing: withDefault(
    "label_smoothing",
    share,
    "0",
    "share of each training label that is spread over all classes",
  ),
};

const trainingKeys = {
  epochs: requiredUnless(
    "num_iterations",
    "num_epochs",
    integer(1, 1e9),
    "passes over the training set",
  ),
  iterations: optional(
    "num_iterations",
    integer(1, 1e9),
    "num_epochs says how long",
    "training steps",
  ),
  batchSize: required("batch_size", integerOrAll(1, 1e6), "images per training step"),
  slices: withDefault(
    "slices",
    powerOfTwo(1024),
    "1",
    "parts that each batch is cut into, for as many processes or fewer to share; batch_norm " +
      "normalizes each part by itself",
  ),
  earlyStopping: optional(
    "early_stopping",
    stoppingNotation,
    "no early stopping",
    "when to stop early, with the parameters of the best epoch",
  ),
  weightAverage: optional(
    "weight_average",
    properShare,
    "no average",
    "average of the weights, tested and saved in their place; keeps min(this, (1 + t) / (10 + t)) " +
      "in step t, from 1 on",
  ),
  measureEvery: optional(
    "measure_every",
    integer(1, 1e9),
    "only at ends of epochs",
    "training steps from one measurement to the next",
  ),
  seed: withDefault(
    "seed",
    integer(0, Number.MAX_SAFE_INTEGER),
    "1",
    "start of all random numbers: same seed, same result",
  ),
};

const optimizerKeys = {
  learningRate: required("learning_rate", positiveNumber, "step size of gradient descent"),
  optimizerRecipe: withDefault("optimizer", optimizerNotation, "sgd", "how gradients become steps"),
  scheduleRecipe: withDefault(
    "schedule",
    scheduleNotation,
    "constant",
    "how the learning rate changes",
  ),
  scheduleUnit: withDefault(
    "schedule_unit",
    oneOf("epoch", "iteration"),
    "epoch",
    "what the schedule counts",
  ),
  l1: withDefault("l1", nonNegativeNumber, "0", "penalty λ Σ|w| on weights"),
  l2: withDefault("l2", nonNegativeNumber, "0", "penalty λ/2 Σw² on weights"),
  clipGradients: optional("clipping", clippingNotation, "no limit", "how gradients are limited"),
};

const machineKeys = {
  device: optional(
    "device",
    oneOf("typescript", "wasm", "webgpu"),
    "the fastest that runs here",
    "what does the arithmetic",
  ),
  threads: optional(
    "threads",
    integer(1, 64),
    "one per processor",
    "threads that share the arithmetic",
  ),
  precision: withDefault(
    "precision",
    oneOf("f64", "f32"),
    "f64",
    "bits of the numbers: 64 or 32; on webgpu always 32",
  ),
};

/**
 * Every key of the configuration file, under the name that the program knows it by. The checks and the
 * documentation follow from these tables.
 */
export const keys: { readonly [P in keyof ConfigValues]: Key<ConfigValues[P]> } = {
  ...dataKeys,
  ...networkKeys,
  ...trainingKeys,
  ...optimizerKeys,
  ...machineKeys,
};

/** The names that the program knows the keys by. */
export const keyProperties: readonly (keyof ConfigValues)[] = propertiesOf(keys);

function propertiesOf<T extends object>(object: T): Extract<keyof T, string>[] {
  const properties: Extract<keyof T, string>[] = [];
  for (const property in object) properties.push(property);
  return properties;
}

/** Keys that serve one purpose. */
export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly Key<unknown>[];
}

/** The keys by their purpose. */
export const keyGroups: readonly KeyGroup[] = [
  { title: "Data", keys: Object.values(dataKeys) },
  { title: "Network", keys: Object.values(networkKeys) },
  { title: "Training", keys: Object.values(trainingKeys) },
  { title: "Optimizer", keys: Object.values(optimizerKeys) },
  { title: "Machine", keys: Object.values(machineKeys) },
];

/** All keys, group by group. */
export const allKeys: readonly Key<unknown>[] = keyGroups.flatMap(({ keys }) => keys);
