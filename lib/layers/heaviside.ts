import type { Matrix } from "../matrix.ts";
import { type Shape, sizeOf } from "../shape.ts";
import type { Layer, LayerContext, LayerFactory } from "./layer.ts";

/**
 * Heaviside's step function, the activation of McCulloch-Pitts units and Rosenblatt's perceptron:
 * `y = 1` where `x ≥ 0`, else 0, element by element; NaN stays NaN.
 *
 * Its derivative is 0 wherever it has one, so gradient descent cannot train what lies below it.
 */
export class Heaviside implements Layer {
  readonly notation = "heaviside";
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters = [];
  readonly buffers = [];
  readonly #output: Matrix;

  constructor({ device, inputShape, batchSize }: LayerContext) {
    this.inputShape = inputShape;
    this.outputShape = inputShape;
    this.#output = device.matrix(batchSize, sizeOf(inputShape));
  }

  forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    const { data: x } = input;
    // The one layer that is never part of a training step, and so needs no fast operation.
    for (let i = 0; i < x.length; i++) output.data[i] = Number.isNaN(x[i]) ? NaN : +(x[i] >= 0);
    return output;
  }

  /** @throws {Error} Always. */
  backward(): never {
    throw new Error(
      "Expected a layer that gradient descent can train but found heaviside: its derivative is 0, " +
        "so no error reaches the layers below; sigmoid is its smooth form",
    );
  }

  backwardParameters(): void {}
}

/** A {@linkcode Heaviside} layer. */
export function heaviside(): LayerFactory {
  return (context) => new Heaviside(context);
}
