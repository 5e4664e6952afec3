import { buildLayers, layerNotationWith } from "../config/layer_notation.ts";
import type { Device } from "../devices/device.ts";
import { createPlanningDevice, MOST_ACTIVATIONS } from "../devices/planning_device.ts";
import { encodeSafetensors } from "../formats/encode_safetensors.ts";
import { FormatError } from "../formats/format_error.ts";
import { parseSafetensors, parseSafetensorsHeader } from "../formats/parse_safetensors.ts";
import { type Safetensors, sizeOfTensor } from "../formats/safetensors.ts";
import { untouched } from "../initializers.ts";
import { Network, type NetworkOptions } from "../network.ts";
import { sizeOf } from "../shape.ts";
import { encodeMetadata, parseMetadata } from "./metadata.ts";
import type { Model, ModelDescription, ModelMetadata, OwnModelParts } from "./model.ts";
import { checkTensors, loadTensors, networkTensors } from "./tensors.ts";

/**
 * Writes a network as a safetensors file that suffices to use it: the tensors as
 * {@linkcode networkTensors} names them, and in the metadata its layers in the layer notation, the
 * shape of its input, its loss, and the description.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, dense, encodeModel, Matrix, Network, parseModel, restoreNetwork, softmax } from "@handwriting/mnist";
 * import { divideBy255 } from "../data/normalization.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const layers = [dense(2), softmax()];
 * const network = new Network({ device, inputShape: [3], layers, batchSize: 1 });
 * const file = encodeModel(network, { normalization: divideBy255, classNames: ["cat", "dog"] });
 *
 * const restored = restoreNetwork(parseModel(file), device, 1);
 * const input = Matrix.of([[0.1, 0.2, 0.3]]);
 * assertEquals(restored.forward(input).toRows(), network.forward(input).toRows());
 * ```
 *
 * @param network On a device whose results come later it is settled first, by {@linkcode Network.settle}.
 * @param own Layers and losses of your own that the network may have.
 * @throws {RangeError} If there are not as many class names as the network tells classes apart, or names of
 * targets as it predicts numbers, or
 * {@linkcode parseModel} would refuse what was written.
 * @throws {FormatError} If one of the names is none, or two are the same.
 */
export function encodeModel(
  network: Network,
  description: ModelDescription,
  own?: OwnModelParts,
): Uint8Array<ArrayBuffer> {
  const problem = classProblem(network, description);
  if (problem !== undefined) throw new RangeError(problem);
  const layers = network.layers.map(({ notation }) => notation).join(", ");
  const { inputShape, loss } = network;
  const metadata = encodeMetadata({ ...description, layers, inputShape, loss });
  const bytes = encodeSafetensors({ tensors: networkTensors(network), metadata });
  try {
    parseModel(bytes, own);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new RangeError(error.message, { cause: error });
  }
  return bytes;
}

/**
 * The length that a model file must have, from its beginning: so nothing has to be read of a file that
 * is none, or says more than its layers need.
 *
 * @param start The file, or its beginning with the whole header.
 * @throws {FormatError} As {@linkcode parseModel}, as far as the header tells.
 */
export function modelFileLength(start: Uint8Array): number {
  const { entries, metadata, length } = parseSafetensorsHeader(start);
  checkElements(metadata, entries.reduce((sum, { shape }) => sum + sizeOfTensor(shape), 0));
  return length;
}

/**
 * Checks that a model has as many numbers in its tensors as its layers need.
 *
 * @param metadata The texts that {@linkcode encodeModel} writes.
 * @throws {FormatError} If it has not, or the texts describe no model.
 */
export function checkElements(metadata: ReadonlyMap<string, string>, elements: number): void {
  const needed = elementsLearned(plan(parseMetadata(metadata), elements));
  if (needed === elements) return;
  throw new FormatError(`Expected tensors of ${needed} numbers in all but found ${elements}`);
}

/** Numbers of the parameters and buffers of a network. */
function elementsLearned({ parameterCount, layers }: Network): number {
  const buffers = layers.flatMap(({ buffers }) => buffers);
  return buffers.reduce((sum, { value }) => sum + value.rows * value.columns, parameterCount);
}

/**
 * Numbers that the network of a model holds for each sample of a batch, besides its parameters: what
 * the size of its batches costs.
 */
export function activationCount(model: Model): number {
  const device = createPlanningDevice(Infinity);
  const network = build(model, device, 1);
  return Math.ceil(device.elements - elementsLearned(network));
}

/** The network that a model describes, to look at: it takes no memory, and computes nothing. */
export function outlineNetwork(model: Model): Network {
  return build(model, createPlanningDevice(Infinity), 1);
}

/**
 * Reads what {@linkcode encodeModel} writes.
 *
 * @param bytes The file. The model shares its memory.
 * @param own Layers and losses of your own that it may name.
 * @throws {FormatError} If it is no safetensors file, none that this program wrote, or the layers,
 * the tensors and the class names do not fit together.
 */
export function parseModel(bytes: Uint8Array, own?: OwnModelParts): Model {
  return modelOf(parseSafetensors(bytes), own);
}

/**
 * The model that tensors and texts describe, as {@linkcode encodeModel} names them.
 *
 * @param own Layers and losses of a user's own that they may name.
 * @throws {FormatError} If they do not fit together.
 */
export function modelOf({ tensors, metadata: texts }: Safetensors, own?: OwnModelParts): Model {
  const metadata = parseMetadata(texts, own);
  let elements = 0;
  for (const { data } of tensors.values()) elements += data.length;
  const network = plan(metadata, elements);
  checkTensors(network, tensors);
  const problem = classProblem(network, metadata);
  if (problem !== undefined) throw new FormatError(problem);
  const isSingle = [...tensors.values()].some(({ data }) => data instanceof Float32Array);
  return { ...metadata, tensors, precision: isSingle ? "f32" : "f64" };
}

/**
 * The network that a model describes, with its parameters.
 *
 * @param model From {@linkcode parseModel}.
 * @param device Where it is to compute, in whatever precision.
 * @param batchSize Most samples in one batch.
 * @param options Whether it is for inference alone; it can be trained too when left out.
 */
export function restoreNetwork(
  model: Model,
  device: Device,
  batchSize: number,
  options: Pick<NetworkOptions, "inferenceOnly"> = {},
): Network {
  const network = build(model, device, batchSize, options);
  loadTensors(network, model.tensors);
  return network;
}

/**
 * The network that the metadata describes, without memory for it.
 *
 * @param elements Numbers of all tensors: they justify as many parameters.
 */
function plan(metadata: ModelMetadata, elements: number): Network {
  try {
    return build(metadata, createPlanningDevice(elements + MOST_ACTIVATIONS), 1);
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof RangeError)) throw error;
    throw new FormatError(`"layers" in the metadata: ${error.message}`, { cause: error });
  }
}

function build(
  { layers, ownLayers, inputShape, loss }: ModelMetadata,
  device: Device,
  batchSize: number,
  options: Pick<NetworkOptions, "inferenceOnly"> = {},
): Network {
  const loaded = { weights: untouched, bias: untouched };
  const factories = buildLayers(layerNotationWith(ownLayers).parse(layers), () => loaded);
  return new Network({ device, inputShape, layers: factories, loss, batchSize, ...options });
}

function classProblem(
  { outputShape }: Network,
  { classNames, targetNames }: ModelDescription,
): string | undefined {
  const outputs = sizeOf(outputShape);
  if (targetNames !== undefined) {
    if (targetNames.length === outputs) return undefined;
    return `Expected ${outputs} names of targets but found ${targetNames.length}`;
  }
  const classes = outputs === 1 ? 2 : outputs;
  if (classNames.length === classes) return undefined;
  return `Expected ${classes} class names but found ${classNames.length}`;
}
