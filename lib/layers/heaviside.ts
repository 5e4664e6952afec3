import type { Matrix } from "../matrix.ts";
import { sizeOf } from "../shape.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";
import { ParameterlessLayer } from "./parameterless.ts";

/**
 * Heaviside's step function, the activation of McCulloch-Pitts units and Rosenblatt's perceptron:
 * `y = 1` where `x ≥ 0`, else 0, element by element; NaN stays NaN.
 *
 * Its derivative is 0 wherever it has one, so gradient descent cannot train what lies below it.
 */
export class Heaviside extends ParameterlessLayer {
  readonly #output: Matrix;

  constructor({ device, inputShape, batchSize }: LayerContext) {
    super("heaviside", inputShape);
    this.#output = device.matrix(batchSize, sizeOf(inputShape));
  }

  override forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    const { data: x } = input;
    // The one layer that computes by itself: nothing below it can be trained, so that an operation of
    // the device would not be worth its while.
    for (let i = 0; i < x.length; i++) output.data[i] = Number.isNaN(x[i]) ? NaN : +(x[i] >= 0);
    return output;
  }

  /** @throws {Error} Always. */
  override backward(): never {
    throw new Error(
      "Expected a layer that gradient descent can train but found heaviside: its derivative is 0, " +
        "so no error reaches the layers below; sigmoid is its smooth form",
    );
  }
}

/** A {@linkcode Heaviside} layer. */
export function heaviside(): LayerFactory {
  return (context) => new Heaviside(context);
}
