import { parseLayers } from "../lib/config/layer_notation.ts";
import type { Normalization } from "../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../lib/devices/typescript/typescript_device.ts";
import type { Model } from "../lib/models/model.ts";
import { encodeModel, parseModel } from "../lib/models/model_file.ts";
import { Network } from "../lib/network.ts";
import { Random } from "../lib/random.ts";
import type { Shape } from "../lib/shape.ts";

/** What a model is made of at random. */
export interface RandomModelOptions {
  readonly layers: string;
  readonly inputShape: Shape;
  readonly normalization: Normalization;
  readonly classNames: readonly string[];
}

/** A model in single precision whose numbers, running statistics too, are drawn, for each seed others. */
export function randomModel(options: RandomModelOptions, seed = 1): Model {
  return parseModel(randomModelFile(options, seed));
}

/** The file of such a model. */
export function randomModelFile(
  options: RandomModelOptions,
  seed = 1,
): Uint8Array<ArrayBuffer> {
  const random = new Random(seed, "model");
  const network = new Network({
    device: createTypeScriptDevice("f32"),
    inputShape: options.inputShape,
    layers: parseLayers(options.layers),
    batchSize: 1,
    seed,
  });
  for (const { parameters, buffers } of network.layers) {
    const others = parameters.filter(({ role, penalized }) => role === "bias" || !penalized);
    for (const { value } of [...others, ...buffers]) {
      value.data.forEach((_, i) => value.data[i] = random.uniform(0.5, 1.5));
    }
  }
  return encodeModel(network, options);
}
