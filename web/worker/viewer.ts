import { type Config, parseConfig } from "../../lib/config/config.ts";
import { ConfigError } from "../../lib/config/source.ts";
import { Dataset } from "../../lib/data/dataset.ts";
import { usualImages } from "../../lib/data/image_description.ts";
import { wholeOf } from "../../lib/data/pictures/field.ts";
import { type PreparedPicture, preparePicture } from "../../lib/data/pictures/prepare_picture.ts";
import { extentsOf } from "../../lib/data/pixel.ts";
import type { Raster } from "../../lib/data/raster.ts";
import type { Device } from "../../lib/devices/device.ts";
import { openDevice } from "../../lib/devices/open_device.ts";
import type { Matrix, Precision } from "../../lib/matrix.ts";
import { Committee, type Member } from "../../lib/models/committee.ts";
import type { Model } from "../../lib/models/model.ts";
import { restoreNetwork } from "../../lib/models/model_file.ts";
import { loadTensors, networkTensors } from "../../lib/models/tensors.ts";
import type { Network } from "../../lib/network.ts";
import { formatShape, sizeOf } from "../../lib/shape.ts";
import { Batches } from "../../lib/training/batches.ts";
import { activationsOf, Inspection } from "../../lib/training/inspection.ts";
import type { Sight, Subject, UnitView } from "../dialogue.ts";
import { lookBehind } from "./unit_view.ts";

/** Most images that go through a network together. */
const BATCH_SIZE = 64;

/** What a layer took in and put out when it was looked into last. */
interface Passage {
  readonly inputs: Float32Array;
  readonly outputs: Float32Array;
}

/** Shows images to a trained network or to a committee, and looks into it. */
export class Viewer {
  readonly subject: Subject;
  /** Says what the network was tested on in its training; undefined if its file does not. */
  readonly testConfig: Config | undefined;
  readonly #models: readonly Model[];
  readonly #members: readonly (Member & { readonly inspection: Inspection })[];
  readonly #committee: Committee;
  readonly #devices = new Map<Precision, Device>();
  #passages: { readonly network: Network; readonly layers: readonly Passage[] } | undefined;

  /**
   * Opens models, which decide together.
   *
   * @throws {RangeError} If they are not for images, or do not go together.
   */
  constructor(name: string, models: readonly Model[]) {
    for (const { inputShape } of models) {
      if (inputShape.length === 3 && (inputShape[0] === 1 || inputShape[0] === 3)) continue;
      throw new RangeError(
        `Expected a model for images of 1 or 3 channels but found one for ${
          formatShape(inputShape)
        }`,
      );
    }
    this.#models = models;
    this.testConfig = configOf(models[0]);
    this.#members = models.map((model) => {
      const network = restoreNetwork(model, this.#deviceOf(model.precision), BATCH_SIZE);
      const { normalization, classNames } = model;
      return { network, normalization, classNames, inspection: new Inspection(network) };
    });
    this.#committee = new Committee(this.#members);
    const networks = this.#members.map(({ network }) => network);
    this.subject = {
      name,
      classNames: this.#committee.classNames,
      isProbability: this.#committee.isProbability,
      shape: models[0].inputShape,
      members: networks.map(({ layers }) => layers.map(({ notation }) => notation).join(", ")),
      parameterCount: networks.reduce((sum, { parameterCount }) => sum + parameterCount, 0),
      testAccuracy: models.length === 1 ? models[0].training?.testAccuracy : undefined,
    };
  }

  /** Takes over what training has changed in a network with the same layers as the only member. */
  follow(network: Network): void {
    loadTensors(this.#members[0].network, networkTensors(network));
  }

  /** Prepares a picture as the training images were. */
  prepare(raster: Raster): PreparedPicture {
    const [{ inputShape, images }] = this.#models;
    return preparePicture(raster, images ?? usualImages(inputShape), inputShape);
  }

  /** Takes an image as it is, as long as it has the size of those of the network. */
  take(pixels: Uint8Array): PreparedPicture {
    const [{ inputShape }] = this.#models;
    if (pixels.length !== sizeOf(inputShape)) {
      throw new RangeError(
        `Expected an image of ${formatShape(inputShape)} but found ${pixels.length} values`,
      );
    }
    return { images: [{ pixels, box: wholeOf(extentsOf(inputShape)) }] };
  }

  /**
   * What the network makes of a picture, and what goes on in it.
   *
   * @param image Number of the image on the picture that is looked into.
   * @param member Number of the member that is.
   */
  look({ images, warning }: PreparedPicture, image: number, member: number): Sight {
    const pixels = images.map(({ pixels }) => pixels);
    const predictions = this.predict(pixels);
    const { network, inspection, normalization, classNames } = this.#members[member];
    const shown = Math.min(image, images.length - 1);
    const one = new Dataset(pixels[shown], Uint8Array.of(0), network.inputShape, classNames.length);
    const input = new Batches(network, one, { normalization }).load(0).inputs;

    const activations = activationsOf(network, input);
    const outputs = activations.map(({ output }) => Float32Array.from(output.data));
    const inputs = [Float32Array.from(input.data), ...outputs];
    this.#passages = {
      network,
      layers: outputs.map((outputs, layer) => ({ inputs: inputs[layer], outputs })),
    };
    const predicted = this.subject.classNames[predictions[shown].class];
    return {
      images: images.map((each, i) => ({ ...each, prediction: predictions[i] })),
      warning,
      layers: network.layers.map(({ notation, outputShape }, layer) => {
        return { notation, shape: outputShape, outputs: outputs[layer] };
      }),
      saliency: saliencyOf(network, inspection, input, classNames.indexOf(predicted)),
    };
  }

  /** The predictions for images of the size that the network is for. */
  predict(images: readonly Uint8Array[]) {
    const bytes = new Uint8Array(images.reduce((sum, { length }) => sum + length, 0));
    let end = 0;
    for (const pixels of images) {
      bytes.set(pixels, end);
      end += pixels.length;
    }
    return this.#committee.predict(bytes);
  }

  /** How an output of a layer came about when the network was looked into last. */
  lookBehind(layer: number, output: number): UnitView {
    if (this.#passages === undefined) throw new Error("Expected a picture first but found none");
    const { network, layers } = this.#passages;
    return lookBehind(network, layer, output, layers[layer]);
  }

  /** Gives the memory back. */
  [Symbol.dispose](): void {
    for (const device of this.#devices.values()) device[Symbol.dispose]();
  }

  /** A single image is too little work for several threads. */
  #deviceOf(precision: Precision): Device {
    const device = this.#devices.get(precision) ?? openDevice({ precision, threads: 1 });
    this.#devices.set(precision, device);
    return device;
  }
}

/** What a model was trained with, if its file says it in the notation of this program. */
function configOf({ training }: Model): Config | undefined {
  if (training?.config === undefined) return undefined;
  try {
    return parseConfig(training.config, "the model's configuration");
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** One output `p` stands for two classes: the score of the first falls as that of the second grows. */
function saliencyOf(
  network: Network,
  inspection: Inspection,
  input: Matrix,
  predicted: number,
): Float32Array {
  const isSingle = sizeOf(network.outputShape) === 1;
  const gradient = inspection.scoreGradient(input, isSingle ? 0 : predicted);
  const sign = isSingle && predicted === 0 ? -1 : 1;
  return Float32Array.from(gradient.data.subarray(0, input.columns), (slope) => sign * slope);
}
