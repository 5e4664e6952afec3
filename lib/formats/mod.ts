/**
 * File formats: images and samples as CSV, CIFAR-10, tensors as text and as safetensors, the prediction log,
 * PNG images, and TensorBoard's events.
 *
 * @module
 */

export { type Cifar10Records, parseCifar10 } from "../data/cifar10.ts";
export { type CsvImages, CsvReader } from "../data/csv_images.ts";
export { type ColumnChoice, formatSamples, SamplesReader } from "../data/csv_samples.ts";
export { encodeColourPng, encodeGreyPng, type PngImage } from "./encode_png.ts";
export { encodeSafetensors } from "./encode_safetensors.ts";
export { FormatError } from "./format_error.ts";
export { formatGeneral } from "./general_number.ts";
export { formatNumberLog, type NumberLog, parseNumberLog } from "./number_log.ts";
export { parseSafetensors } from "./parse_safetensors.ts";
export { formatPredictionLog, parsePredictionLog, type PredictionLog } from "./prediction_log.ts";
export type { Safetensors, Tensor, TensorElements } from "./safetensors.ts";
export {
  type EncodedImage,
  encodeGraphEvent,
  encodeSummaryEvent,
  encodeVersionEvent,
  type PluginValue,
  type SummaryValue,
} from "./tensorboard/events.ts";
export { encodeGraph, type GraphNode } from "./tensorboard/graph.ts";
export {
  experimentValue,
  type HyperParameter,
  type HyperParameterMetric,
  sessionValues,
} from "./tensorboard/hyper_parameters.ts";
export { precisionRecallValue } from "./tensorboard/precision_recall_value.ts";
export {
  type Embedding,
  formatLabels,
  formatPoints,
  formatProjectorConfig,
} from "./tensorboard/projector.ts";
export { encodeRecord } from "./tensorboard/records.ts";
export { formatTensorText, parseTensorText, type TensorText } from "./tensor_text.ts";
export type { Histogram } from "../metrics/histogram.ts";
