import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import type { Shape } from "../shape.ts";

/** How PyTorch, and with it a model file, lays a parameter out. */
export interface TensorLayout {
  /** What PyTorch calls it: `weight`; as the layer does when left out. */
  readonly name?: string;
  /** Whether the rows of the tensor are the columns of the matrix; they are its rows when left out. */
  readonly transposed?: boolean;
  /** Its extents; those of the matrix when left out, where a single row makes a list. */
  readonly shape?: readonly number[];
}

/**
 * What the pictures of weights show: `filters`, each a row of the matrix and an image of the shape;
 * or `units`, each a column with one weight for each value of the layer's input.
 */
export type WeightPictures =
  | { readonly of: "filters"; readonly shape: Shape }
  | { readonly of: "units" };

/** What others must know of a parameter. */
export interface ParameterOptions {
  /** Whether it multiplies what comes in or is added to it; what statistics count it with. */
  readonly role: "weights" | "bias";
  /** Whether penalties on large weights apply to it; not when left out. */
  readonly penalized?: boolean;
  /** What is different in PyTorch; nothing when left out. */
  readonly tensor?: TensorLayout;
  /** What its numbers show as pictures; nothing when left out. */
  readonly pictures?: WeightPictures;
}

/**
 * A trainable matrix, and where its gradient goes: a backward pass that finds the gradient `G`
 * computes `destination ← scale G + keep destination`.
 *
 * An optimizer chooses the destination. For plain gradient descent it is the value itself, with the
 * negative learning rate as scale, so that no gradient is ever stored; otherwise it is a matrix of
 * the optimizer's.
 */
export class Parameter {
  /** What the layer calls it: `weights`, `bias`. */
  readonly name: string;
  /** The value that the layer computes with. */
  readonly value: Matrix;
  /** Whether it multiplies what comes in or is added to it. */
  readonly role: "weights" | "bias";
  /** Whether penalties on large weights apply to it; they leave biases alone. */
  readonly penalized: boolean;
  /** How PyTorch lays it out. */
  readonly tensor: TensorLayout;
  /** What its numbers show as pictures, if anything. */
  readonly pictures?: WeightPictures;
  #destination: Matrix;
  #scale = 0;
  #keep = 1;

  /** Makes a parameter whose gradient has no destination yet. */
  constructor(name: string, value: Matrix, options: ParameterOptions) {
    const { role, penalized = false, tensor = {}, pictures } = options;
    this.name = name;
    this.value = value;
    this.role = role;
    this.penalized = penalized;
    this.tensor = tensor;
    this.pictures = pictures;
    this.#destination = value;
  }

  /** Where the gradient goes; the value, scaled by 0, until an optimizer has chosen. */
  get destination(): Matrix {
    return this.#destination;
  }

  /** What the gradient is multiplied with on its way. */
  get scale(): number {
    return this.#scale;
  }

  /** What the destination is multiplied with before the gradient is added. */
  get keep(): number {
    return this.#keep;
  }

  /**
   * Sends the gradients of the coming backward passes to `destination`, a matrix of the value's
   * size: `destination ← scale G + keep destination`.
   */
  sendGradient(destination: Matrix, scale: number, keep: number): void {
    this.#destination = destination;
    this.#scale = scale;
    this.#keep = keep;
  }
}

/** What an optimizer changes; a network is one. */
export interface Trainable {
  /** Where the parameters lie. */
  readonly device: Device;
  /** What training changes by gradients. */
  readonly parameters: readonly Parameter[];
}
