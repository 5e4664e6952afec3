/**
 * Trains and evaluates neural networks on MNIST and its relatives, from the matrix product up.
 *
 * Charts, file formats, metrics, ONNX, the early units, what makes a photograph like a training image, and
 * the GPU have entries of their own: `/plots`, `/formats`, `/metrics`, `/onnx`, `/units`, `/pictures` and
 * `/webgpu`.
 *
 * @example
 * ```ts
 * import {
 *   Dataset,
 *   dense,
 *   evaluate,
 *   Network,
 *   openDevice,
 *   relu,
 *   SGD,
 *   softmax,
 *   Training,
 * } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * // Two images of two pixels: dark and light, light and dark.
 * const dataset = new Dataset(Uint8Array.of(0, 255, 255, 0), Uint8Array.of(0, 1), [2], 2);
 * using device = openDevice();
 * const layers = [dense(8), relu(), dense(2), softmax()];
 * const network = new Network({ device, inputShape: [2], layers, batchSize: 2 });
 * const optimizer = new SGD(network, { learningRate: 0.5 });
 * const training = new Training(network, dataset, { length: { epochs: 20 }, optimizer });
 * for (const { epoch, loss } of training) console.log(`epoch ${epoch}: loss ${loss}`);
 * assertEquals(evaluate(network, dataset).accuracy, 1);
 * ```
 *
 * @module
 */

// Matrices, and the random numbers that everything is drawn from.
export { type Elements, Matrix, type Precision } from "./lib/matrix.ts";
export { Random, type RandomState } from "./lib/random.ts";
export { type Shape, sizeOf } from "./lib/shape.ts";

// How values are shown by consoles and notebooks.
export { consoleDisplay, type Display, notebookDisplay } from "./lib/formats/display.ts";

// Devices: what does the arithmetic.
export type { Activation, Activations } from "./lib/devices/activations.ts";
export type { ConvolutionGeometry, Convolutions } from "./lib/devices/convolution.ts";
export type { Device } from "./lib/devices/device.ts";
export type { DeviceOptions } from "./lib/devices/device_options.ts";
export type { LinearAlgebra } from "./lib/devices/linear_algebra.ts";
export { loadDevice } from "./lib/devices/load_device.ts";
export type { Losses } from "./lib/devices/losses.ts";
export type { Measures } from "./lib/devices/measures.ts";
export type { Memory } from "./lib/devices/memory.ts";
export type { BatchNormalization } from "./lib/devices/normalization.ts";
export { openDevice } from "./lib/devices/open_device.ts";
export type { Pooling, PoolingGeometry } from "./lib/devices/pooling.ts";
export type { Scalar } from "./lib/devices/scalar.ts";
export type { AdamStep, MomentumStep, Updates } from "./lib/devices/updates.ts";
export type { ActivationName } from "./lib/devices/typescript/activation_functions.ts";
export { createTypeScriptDevice } from "./lib/devices/typescript/typescript_device.ts";
export {
  createWasmDevice,
  isWasmSupported,
  type WasmDeviceOptions,
} from "./lib/devices/wasm/wasm_device.ts";

// Layers, each made by a factory; `parseLayers` reads them from their notation.
export {
  elu,
  heaviside,
  leakyRelu,
  relu,
  sigmoid,
  softplus,
  tanh,
} from "./lib/layers/activations.ts";
export { BatchNorm, batchNorm, type BatchNormOptions } from "./lib/layers/batch_norm.ts";
export {
  Convolution,
  convolution,
  type ConvolutionLayerOptions,
} from "./lib/layers/convolution.ts";
export type { ConvolutionOptions } from "./lib/layers/convolution_plan.ts";
export { Dense, dense, type DenseInitializers } from "./lib/layers/dense.ts";
export { dropout } from "./lib/layers/dropout.ts";
export type { Extent } from "./lib/layers/image.ts";
export type {
  FeatureMaps,
  Layer,
  LayerBuffer,
  LayerContext,
  LayerFactory,
  Mode,
  WeightedSum,
} from "./lib/layers/layer.ts";
export type { OnnxOperator } from "./lib/layers/onnx_operator.ts";
export {
  Parameter,
  type ParameterOptions,
  type TensorLayout,
  type Trainable,
  type WeightPictures,
} from "./lib/layers/parameter.ts";
export { ParameterlessLayer } from "./lib/layers/parameterless_layer.ts";
export { flatten, identity } from "./lib/layers/pass_through.ts";
export { PassedMatrices, type PassedMatrix } from "./lib/layers/passed_matrices.ts";
export { averagePool, globalAveragePool, maxPool } from "./lib/layers/pooling.ts";
export { softmax } from "./lib/layers/softmax.ts";
export { type NotatedLayer, parseLayers } from "./lib/config/layer_notation.ts";

// What parameters are filled with at first.
export {
  constant,
  heNormal,
  heUniform,
  type Initializer,
  inverseRootUniform,
  type LayerInitializers,
  normal,
  uniform,
  xavierNormal,
  xavierUniform,
  zeros,
} from "./lib/initializers.ts";

// What training makes small.
export {
  binaryCrossEntropy,
  crossEntropy,
  huber,
  type Loss,
  meanAbsoluteError,
  meanSquaredError,
  type Probabilities,
} from "./lib/losses.ts";

// Optimizers, with penalties on weights and limits for gradients.
export { AdaGrad, type AdaGradOptions } from "./lib/optimizers/adagrad.ts";
export { Adam, type AdamOptions, AdamW, type AdamWOptions } from "./lib/optimizers/adam.ts";
export { clipByNorm, clipByValue, type Clipping } from "./lib/optimizers/clipping.ts";
export {
  Momentum,
  type MomentumOptions,
  Nesterov,
  type NesterovOptions,
} from "./lib/optimizers/momentum.ts";
export type { Optimizer, OptimizerOptions, OptimizerState } from "./lib/optimizers/optimizer.ts";
export { l1, l2, type Penalty } from "./lib/optimizers/regularizers.ts";
export { RMSprop, type RMSpropOptions } from "./lib/optimizers/rmsprop.ts";
export { SGD } from "./lib/optimizers/sgd.ts";
export { StatefulOptimizer, type StatefulOptions } from "./lib/optimizers/stateful_optimizer.ts";
export type { GradientOptions } from "./lib/optimizers/stored_gradients.ts";

// Learning rates that change.
export { onPlateau, type PlateauOptions } from "./lib/schedules/on_plateau.ts";
export { type Piece, piecewise } from "./lib/schedules/piecewise.ts";
export {
  constantRate,
  exponential,
  linearDecay,
  power,
  type PowerOptions,
  type Schedule,
  type ScheduleUnit,
  stepDecay,
  type StepDecayOptions,
} from "./lib/schedules/schedule.ts";
export { cosineDecay, oneCycle, type OneCycleOptions } from "./lib/schedules/cosine.ts";
export { tunable, type TunableOptions } from "./lib/schedules/tunable.ts";
export { warmUp } from "./lib/schedules/warm_up.ts";

// Networks: layers in sequence, with a loss.
export { Network, type NetworkOptions } from "./lib/network.ts";

// Datasets, and how they are prepared.
export {
  type Augmentation,
  batchAugmentation,
  imageAugmentation,
} from "./lib/data/augmentation.ts";
export { className, parseClassNames } from "./lib/data/class_names.ts";
export {
  type Classified,
  type ClassMatch,
  findClasses,
  matchClasses,
  restrictToClasses,
} from "./lib/data/classes.ts";
export { Dataset } from "./lib/data/dataset.ts";
export {
  bumpsFunction,
  polynomialFunction,
  ridgeFunction,
  sampleFunction,
  sineFunction,
  type TrueFunction,
} from "./lib/data/functions.ts";
export { type Generator, generators } from "./lib/data/generators.ts";
export { filterImage, type Kernel3x3, laplace, sobelX, sobelY } from "./lib/data/edge_filters.ts";
export type { IdxElement, IdxHeader } from "./lib/data/idx_header.ts";
export {
  encodeImages,
  type IdxExtents,
  type IdxImages,
  type ImageHeader,
  parseImages,
} from "./lib/data/idx_images.ts";
export { encodeLabels, parseLabels } from "./lib/data/idx_labels.ts";
export {
  describeImages,
  type Framing,
  type ImageDescription,
} from "./lib/data/image_description.ts";
export type { WarpedImages } from "./lib/data/image_warp.ts";
export type { Labels } from "./lib/data/labels.ts";
export { labelsOfNumbers, type NumberedLabels } from "./lib/data/label_numbers.ts";
export {
  divideBy255,
  fitNormalization,
  type Normalization,
  type NormalizationMethod,
  type PixelNormalization,
} from "./lib/data/normalization.ts";
export type { ImageExtents } from "./lib/data/pixel.ts";
export {
  blobs,
  circles,
  type GeneratorOptions,
  moons,
  spirals,
  xor,
} from "./lib/data/point_sets.ts";
export {
  type ColourImage,
  type GreyImage,
  type Raster,
  toColourPlanes,
  toGrey,
} from "./lib/data/raster.ts";
export {
  ClassSamples,
  type ClassSamplesOptions,
  type LabelledSet,
  RegressionSamples,
  type RegressionSamplesOptions,
  type Samples,
  type TrainingSet,
} from "./lib/data/samples.ts";
export {
  fitStandardization,
  type Standardization,
  type StandardizationMethod,
} from "./lib/data/standardization.ts";
export { type Divisible, type Fold, folds, split, type SplitOptions } from "./lib/data/split.ts";
export { subset, type SubsetOptions } from "./lib/data/subset.ts";
export { blankClasses, countShared } from "./lib/data/suspicions.ts";
export { transposeImages } from "./lib/data/transpose.ts";
export type { ImageBorder } from "./lib/data/warp.ts";

// Training: a loop to iterate over, what it measures, and when it ends.
export { alone, type Communicator } from "./lib/training/communicator.ts";
export {
  crossValidate,
  type CrossValidation,
  summarizeFolds,
} from "./lib/training/cross_validation.ts";
export type { EarlyStopping } from "./lib/training/early_stop.ts";
export {
  checkGradients,
  checkGradientsAsync,
  type GradientCheckOptions,
  type GradientComparison,
} from "./lib/training/gradient_check.ts";
export type {
  ErrorSums,
  Measurement,
  Moment,
  Performance,
  PerformanceSums,
} from "./lib/training/measurement.ts";
export {
  type Gain,
  type RelativeGain,
  type StoppingRule,
  stopWithoutGain,
  stopWithoutRelativeGain,
} from "./lib/training/stopping_rules.ts";
export {
  formatHistoryLines,
  formatHistoryTable,
  parseHistoryLines,
  parseHistoryTable,
} from "./lib/training/history.ts";
export { DivergenceError } from "./lib/training/divergence_error.ts";
export { Training, type TrainingProgress } from "./lib/training/training.ts";
export type { TrainingOptions } from "./lib/training/training_options.ts";
export {
  formatHistogramLines,
  type HistogramRecord,
  parseHistogramLines,
} from "./lib/training/histogram_lines.ts";
export type { MonitorState } from "./lib/training/monitor.ts";
export type { TrainingState } from "./lib/training/training_state.ts";

// How optimizers go down a surface of two parameters.
export { type CostSurface, descend, quadraticSurface } from "./lib/training/descent.ts";

// What a trained network makes of images, and what goes on inside it.
export { decide } from "./lib/training/decide.ts";
export {
  type DetailedEvaluation,
  evaluate,
  evaluateAsync,
  evaluateInDetail,
  evaluateInDetailAsync,
  type Evaluation,
  type RegressionEvaluation,
} from "./lib/training/evaluate.ts";
export {
  activationsOf,
  activationsOfAsync,
  Inspection,
  type LayerActivations,
  type LayerHistogram,
  type LayerQuantity,
} from "./lib/training/inspection.ts";
export {
  layerOutputsOf,
  layerOutputsOfAsync,
  outputsOf,
  outputsOfAsync,
  predict,
  predictAsync,
  type Prediction,
} from "./lib/training/predict.ts";

// Several networks that decide together.
export { Committee, type CommitteeEvaluation, type Member } from "./lib/models/committee.ts";
export { encodeCommittee, parseModels } from "./lib/models/committee_file.ts";

// Models as files: networks, and what a training goes on from.
export {
  encodeCheckpoint,
  restoreCheckpoint,
  type TrainingSnapshot,
} from "./lib/models/checkpoint.ts";
export type {
  Model,
  ModelDescription,
  ModelMetadata,
  OwnModelParts,
  TrainingFacts,
} from "./lib/models/model.ts";
export { encodeModel, parseModel, restoreNetwork } from "./lib/models/model_file.ts";
export type { OnnxAttribute } from "./lib/formats/onnx/onnx_model.ts";
export type { Histogram } from "./lib/metrics/histogram.ts";
export type { Tensor, TensorElements } from "./lib/formats/safetensors.ts";
export { type FloatTensor, loadTensors, networkTensors } from "./lib/models/tensors.ts";

// Configuration files, and what they describe.
export { type Config, parseConfig } from "./lib/config/config.ts";
export type { ConfigValues } from "./lib/config/config_values.ts";
export {
  type FoldData,
  poolData,
  prepareData,
  prepareFolds,
  prepareSamples,
  prepareTrainingData,
  type TestedTrainingData,
  type TrainingAndTest,
  type TrainingData,
} from "./lib/config/data.ts";
export type { InitializerChoice, LayerRecipe } from "./lib/config/layer_forms.ts";
export { buildNetwork, classesOfNumbers, type NetworkData } from "./lib/config/network.ts";
export type { OwnForms } from "./lib/config/notation/own_forms.ts";
export type { OwnParts } from "./lib/config/own_parts.ts";
export type { OptimizerRecipe } from "./lib/config/optimizer_notation.ts";
export type { ScheduleRecipe } from "./lib/config/schedule_notation.ts";
export {
  ConfigError,
  type ConfigSource,
  type Entry,
  type Override,
  type Position,
} from "./lib/config/source.ts";
export { buildTraining } from "./lib/config/training.ts";
export { FormatError } from "./lib/formats/format_error.ts";
