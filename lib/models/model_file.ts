import { parseLayers } from "../config/layer_notation.ts";
import type { Device } from "../devices/device.ts";
import { encodeSafetensors } from "../formats/encode_safetensors.ts";
import { FormatError } from "../formats/format_error.ts";
import { parseSafetensors } from "../formats/parse_safetensors.ts";
import type { Tensor } from "../formats/safetensors.ts";
import { zeros } from "../initializers.ts";
import { Network } from "../network.ts";
import { sizeOf } from "../shape.ts";
import { encodeMetadata, parseMetadata } from "./metadata.ts";
import type { Model, ModelDescription, ModelMetadata } from "./model.ts";
import { createPlanningDevice } from "./planning_device.ts";
import { loadTensors, networkTensors } from "./tensors.ts";

/** Numbers that a network may hold for a single sample, besides its parameters. */
const MOST_ACTIVATIONS = 2 ** 24;

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
 * @throws {RangeError} If there are not as many class names as the network tells classes apart.
 */
export function encodeModel(
  network: Network,
  description: ModelDescription,
): Uint8Array<ArrayBuffer> {
  const problem = classProblem(network, description);
  if (problem !== undefined) throw new RangeError(problem);
  const layers = network.layers.map(({ notation }) => notation).join(", ");
  const { inputShape, loss } = network;
  const metadata = encodeMetadata({ ...description, layers, inputShape, loss });
  return encodeSafetensors({ tensors: networkTensors(network), metadata });
}

/**
 * Reads what {@linkcode encodeModel} writes.
 *
 * @param bytes The file. The model shares its memory.
 * @throws {FormatError} If it is no safetensors file, none that this program wrote, or the layers,
 * the tensors and the class names do not fit together.
 */
export function parseModel(bytes: Uint8Array): Model {
  const { tensors, metadata: texts } = parseSafetensors(bytes);
  const metadata = parseMetadata(texts);
  const network = plan(metadata, tensors);
  loadTensors(network, tensors);
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
 */
export function restoreNetwork(model: Model, device: Device, batchSize: number): Network {
  const network = build(model, device, batchSize);
  loadTensors(network, model.tensors);
  return network;
}

/** The network that the metadata describes, in no more memory than the tensors justify. */
function plan(metadata: ModelMetadata, tensors: ReadonlyMap<string, Tensor>): Network {
  let elements = MOST_ACTIVATIONS;
  for (const { data } of tensors.values()) elements += data.length;
  try {
    return build(metadata, createPlanningDevice(elements), 1);
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof RangeError)) throw error;
    throw new FormatError(`"layers" in the metadata: ${error.message}`, { cause: error });
  }
}

function build(
  { layers, inputShape, loss }: ModelMetadata,
  device: Device,
  batchSize: number,
): Network {
  const factories = parseLayers(layers, { weights: zeros, bias: zeros });
  return new Network({ device, inputShape, layers: factories, loss, batchSize });
}

function classProblem(
  { outputShape }: Network,
  { classNames }: ModelDescription,
): string | undefined {
  const outputs = sizeOf(outputShape);
  const classes = outputs === 1 ? 2 : outputs;
  if (classNames.length === classes) return undefined;
  return `Expected ${classes} class names but found ${classNames.length}`;
}
