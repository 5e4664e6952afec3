import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";

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
  /** Whether penalties on large weights apply to it; they leave biases alone. */
  readonly penalized: boolean;
  #destination: Matrix;
  #scale = 0;
  #keep = 1;

  constructor(name: string, value: Matrix, penalized: boolean) {
    this.name = name;
    this.value = value;
    this.penalized = penalized;
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
  readonly device: Device;
  readonly parameters: readonly Parameter[];
}
