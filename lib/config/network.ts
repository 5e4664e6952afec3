import type { Dataset } from "../data/dataset.ts";
import type { Device } from "../devices/device.ts";
import type { LayerFactory } from "../layers/layer.ts";
import type { Probabilities } from "../losses.ts";
import { Network } from "../network.ts";
import { sizeOf } from "../shape.ts";
import type { Config } from "./config.ts";
import { layerNotation, type NotatedLayer } from "./layer_notation.ts";
import { type ConfigError, errorIn } from "./source.ts";

/**
 * The network that a configuration describes: its `layers`, or the course sheet's, dense
 * (`hidden_size`), ReLU, dense (one output per class), softmax.
 *
 * @param dataset What it is for: the shape of the images, the number of classes, and most samples
 * that there can be in one batch, which limits the batch size.
 * @throws {ConfigError} If a layer does not fit on the one below, the last one not to the classes,
 * or the loss not to the last one.
 */
export function buildNetwork(
  config: Config,
  device: Device,
  { shape, classes, count }: Pick<Dataset, "shape" | "classes" | "count">,
): Network {
  const sheet = `dense ${config.hiddenSize} relu, dense ${classes} softmax`;
  const layers = config.layers ?? layerNotation.parse(sheet);
  const network = new Network({
    device,
    inputShape: shape,
    layers: layers.map((layer, i) => located(config, layer, i + 1)),
    batchSize: Math.max(1, Math.min(config.batchSize, count)),
    loss: config.loss,
    seed: config.seed,
  });
  checkOutputs(config, network, classes);
  checkLoss(config, network);
  return network;
}

/** The factory of a layer, with errors that tell which layer of the file it is. */
function located(config: Config, layer: NotatedLayer, number: number): LayerFactory {
  const { text, offset, recipe } = layer;
  const factory = recipe({ weights: config.weightInitializer, bias: config.biasInitializer });
  return (context) => {
    try {
      return factory(context);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const problem = `layer ${number}, "${text}": ${error.message}`;
      if (config.layers === undefined) throw errorIn(config.source, "hidden_size", problem);
      throw errorIn(config.source, "layers", problem, offset);
    }
  };
}

function checkOutputs(config: Config, network: Network, classes: number): void {
  const outputs = sizeOf(network.outputShape);
  if (outputs === classes || (outputs === 1 && classes === 2)) return;
  const wanted = `${classes} outputs, one for each class${classes === 2 ? ", or 1" : ""}`;
  throw errorInLastLayer(config, `Expected ${wanted}, from the last layer but found ${outputs}`);
}

/** The layers that a message names as giving probabilities of each kind. */
const usualLayers: Readonly<Record<Probabilities, string>> = {
  exclusive: "softmax",
  independent: "sigmoid",
};

function checkLoss(config: Config, { layers, loss, outputShape }: Network): void {
  const { notation, probabilities } = layers[layers.length - 1];
  if (loss.probabilities?.every((kind) => kind !== probabilities)) {
    const suitable = loss.probabilities.map((kind) => usualLayers[kind]).join(" or ");
    const wanted = `${suitable} as the last layer, for the loss ${loss.name},`;
    throw errorInLastLayer(config, `Expected ${wanted} but found "${notation}"`);
  }
  if (probabilities === "exclusive" && sizeOf(outputShape) === 1) {
    const wanted = `2 or more values for ${notation}, whose single output is always 1,`;
    throw errorInLastLayer(config, `Expected ${wanted} but found 1`);
  }
}

function errorInLastLayer(config: Config, problem: string): ConfigError {
  return errorIn(config.source, "layers", problem, config.layers?.at(-1)?.offset);
}
