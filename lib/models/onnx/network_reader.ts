import { buildLayers, layerNotation } from "../../config/layer_notation.ts";
import {
  createPlanningDevice,
  MOST_ACTIVATIONS,
  type PlanningDevice,
} from "../../devices/planning_device.ts";
import { FormatError } from "../../formats/format_error.ts";
import { sizeOfTensor } from "../../formats/safetensors.ts";
import { untouched } from "../../initializers.ts";
import type { Layer } from "../../layers/layer.ts";
import type { Probabilities } from "../../losses.ts";
import type { Elements } from "../../matrix.ts";
import { Random } from "../../random.ts";
import { formatShape, type Shape, sizeOf } from "../../shape.ts";
import type { FloatTensor } from "../tensors.ts";
import { inputSignal, placesIn, reshaped, type Signal, transposed } from "./signal.ts";

/** A layer of a network that is being read. */
export interface ReadLayer {
  /** In the layer notation. */
  readonly notation: string;
  /** By the names that PyTorch has for them, without the layer's number. */
  readonly tensors: ReadonlyMap<string, FloatTensor>;
  /** What probabilities its outputs are; absent where they are none. */
  readonly probabilities?: Probabilities;
}

/** Pixels that an operator adds around an image for the convolution after it. */
export interface AddedPixels {
  /** At the top, on the left, at the bottom and on the right. */
  readonly pads: readonly [number, number, number, number];
  readonly border: "zero" | "reflect";
}

/** What an operator begins that only the next one makes a layer of. */
export type Unfinished = AddedPixels | "step" | "end";

/** A factor and a summand. */
export interface Affine {
  readonly scale: number;
  readonly shift: number;
}

/** The `ε` of a batch normalization that is made of a product and a sum. */
const EPSILON = 1e-5;

/** Makes a network of the operators of a graph, from the input on. */
export class NetworkReader {
  readonly layers: ReadLayer[] = [];
  /** What the graph does with every value of its input before the first layer; undefined if nothing. */
  inputScaling: Affine | undefined;
  /** Whether the graph multiplies or adds before the first layer, as what normalizes pixels does. */
  beginsWithArithmetic = false;
  /** What the last operator has begun; the next one must finish it. */
  unfinished: Unfinished | undefined;
  #signal: Signal;
  #inputShape: Shape;
  readonly #device: PlanningDevice;

  /**
   * Begins a network.
   *
   * @param elements As many parameters as there can be.
   */
  constructor(input: Signal, elements: number) {
    this.#device = createPlanningDevice(elements + MOST_ACTIVATIONS);
    this.#signal = input;
    this.#inputShape = input.shape;
  }

  /** Where the last operator has led. */
  get signal(): Signal {
    return this.#signal;
  }

  /** The shape of one image that goes into the network. */
  get inputShape(): Shape {
    return this.#inputShape;
  }

  /**
   * Adds a layer on top.
   *
   * @throws {FormatError} If it does not fit there.
   */
  add(written: string, tensors: readonly (readonly [string, FloatTensor])[] = []): void {
    const { layout, shape, extents, image } = this.#signal;
    const { notation, outputShape, probabilities } = this.#build(written);
    this.layers.push({ notation, tensors: new Map(tensors), probabilities });
    if (outputShape.join() === shape.join()) {
      this.#signal = { extents, shape, layout, image };
    } else {
      this.#signal = { extents: outputShape, shape: outputShape, layout: "channels first" };
    }
  }

  /** What probabilities come out; undefined where they are none. */
  get probabilities(): Probabilities | undefined {
    return this.layers.at(-1)?.probabilities;
  }

  /** Adds a layer whose output is, in the graph, an image of single pixels. */
  addGlobalPooling(extents: readonly number[]): void {
    this.add("global_average_pool");
    this.#signal = { ...this.#signal, extents };
  }

  /** Adds a dense layer; its weights are `inputs × outputs`, the inputs in the order of the graph. */
  addDense(weightAt: (input: number, output: number) => number, bias: Elements): void {
    const { shape, extents } = this.#signal;
    if (extents.length !== 1) {
      throw new FormatError(
        `Expected a list of values as its input but found ${extents.length} extents for each image`,
      );
    }
    const [inputs, outputs] = [sizeOf(shape), bias.length];
    const places = placesIn(this.#signal);
    const weights = bias instanceof Float64Array
      ? new Float64Array(inputs * outputs)
      : new Float32Array(inputs * outputs);
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) weights[o * inputs + places[i]] = weightAt(i, o);
    }
    // A dense layer takes an image as the list of its values.
    if (this.layers.at(-1)?.notation === "flatten") {
      this.layers.pop();
    }
    this.add(`dense ${outputs}`, [
      ["weight", { shape: [outputs, inputs], data: weights }],
      ["bias", { shape: [outputs], data: bias.slice() }],
    ]);
    this.#signal = { extents: [outputs], shape: [outputs], layout: "channels first" };
  }

  /**
   * Multiplies each channel, or each value of a list, with a factor and adds a summand: in the layer
   * below, if that ends so anyhow, before the first layer, or as batch normalization.
   */
  addAffine(scales: Elements, shifts: Elements): void {
    const isSame = [scales, shifts].every((values) => values.every((value) => value === values[0]));
    const isFirst = this.layers.every(({ notation }) => notation === "flatten");
    this.beginsWithArithmetic ||= isFirst;
    if (isFirst && isSame) {
      const { scale, shift } = this.inputScaling ?? { scale: 1, shift: 0 };
      const [factor, summand] = [scales[0], shifts[0]];
      this.inputScaling = { scale: scale * factor, shift: shift * factor + summand };
    } else if (!this.#foldIntoLast(scales, shifts)) {
      const channels = [scales.length];
      // What is divided by the square root of 1.
      const variance = scales.slice().fill(1 - EPSILON);
      this.add("batch_norm", [
        ["weight", { shape: channels, data: scales.slice() }],
        ["bias", { shape: channels, data: shifts.slice() }],
        ["running_mean", { shape: channels, data: scales.slice().fill(0) }],
        ["running_var", { shape: channels, data: variance }],
      ]);
    }
    this.#signal = { ...this.#signal };
  }

  /** Multiplies and adds in the last layer, if that multiplies and adds in the end. */
  #foldIntoLast(scales: Elements, shifts: Elements): boolean {
    const last = this.layers.at(-1);
    const [weight, bias] = [last?.tensors.get("weight"), last?.tensors.get("bias")];
    if (weight === undefined || bias === undefined) return false;
    const each = sizeOfTensor(weight.shape) / scales.length;
    weight.data.forEach((value, i) => weight.data[i] = value * scales[Math.floor(i / each)]);
    bias.data.forEach((value, i) => bias.data[i] = value * scales[i] + shifts[i]);
    return true;
  }

  /**
   * Numbers for each channel of an image or each value of a list, in the network's order.
   *
   * @param values In the order of the graph.
   */
  inOrder(values: Elements): Elements {
    const { shape } = this.#signal;
    if (shape.length === 3) return values;
    const ordered = values.slice();
    placesIn(this.#signal).forEach((place, i) => ordered[place] = values[i]);
    return ordered;
  }

  /** Lays the values out as the graph does. */
  reshape(extents: readonly number[]): void {
    const { shape } = this.#signal;
    const changed = reshaped(this.#signal, extents);
    if (changed !== undefined) {
      if (changed.shape.length !== shape.length) this.add("flatten");
      this.#signal = changed;
      return;
    }
    if (this.layers.length > 0 || shape.length > 1) {
      throw new FormatError(
        `Expected ${formatShape(shape)} values as a list but found [${extents.join(", ")}]`,
      );
    }
    // The input is a list of the values of images, and the network takes these.
    this.#signal = inputSignal(extents);
    this.#inputShape = this.#signal.shape;
  }

  transpose(permutation: readonly number[]): void {
    const changed = transposed(this.#signal, permutation);
    if (changed === undefined) {
      throw new FormatError(
        `Expected the channels of an image to become the first or the last extent but found the ` +
          `order ${permutation.slice(0, 8).join(", ")}`,
      );
    }
    this.#signal = changed;
  }

  /** A layer on top, without its numbers. */
  #build(notation: string): Layer {
    const [factory] = buildLayers(layerNotation.parse(notation), () => {
      return { weights: untouched, bias: untouched };
    });
    try {
      return factory({
        device: this.#device,
        inputShape: this.#signal.shape,
        batchSize: 1,
        random: new Random(1),
        dropoutRandom: new Random(1),
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new FormatError(error.message, { cause: error });
    }
  }
}
