import type { Activation } from "../devices/activations.ts";
import type { Device } from "../devices/device.ts";
import { binaryCrossEntropy, type Loss, sigmoidBinaryCrossEntropy } from "../losses.ts";
import type { Matrix } from "../matrix.ts";
import { nonNegative } from "../ranges.ts";
import type { LayerContext, LayerFactory } from "./layer.ts";
import { type OnnxOperator, scalar } from "./onnx_operator.ts";
import { ParameterlessLayer } from "./parameterless_layer.ts";
import { inputErrorOf, outputOf, type PassedMatrix } from "./passed_matrices.ts";

/**
 * A layer that applies an activation function `f` to each value: `y = f(x)`.
 *
 * Backward, for the error `e`: `e f'(x)`.
 */
class ActivationLayer extends ParameterlessLayer {
  readonly isActivation = true;
  readonly onnx: readonly OnnxOperator[];
  readonly #activation: Activation;
  readonly #device: Device;
  readonly #output: PassedMatrix;
  readonly #inputError: PassedMatrix;

  constructor(
    context: LayerContext,
    notation: string,
    activation: Activation,
    onnx: OnnxOperator,
  ) {
    super(notation, context.inputShape);
    this.onnx = [onnx];
    this.#activation = activation;
    this.#device = context.device;
    this.#output = outputOf(context, this.outputShape);
    this.#inputError = inputErrorOf(context);
  }

  override forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.#device.activate(this.#activation, input, output);
    return output;
  }

  override backward(error: Matrix): Matrix {
    const output = this.#output.firstRows(error.rows);
    const inputError = this.#inputError.firstRows(error.rows);
    this.#device.activateBackward(this.#activation, output, error, inputError);
    return inputError;
  }
}

/**
 * Rectified linear unit: `y = max(0, x)`.
 *
 * Derivative: 1 where `x > 0`, else 0.
 */
export function relu(): LayerFactory {
  return (context) => new ActivationLayer(context, "relu", { name: "relu" }, { operator: "Relu" });
}

/**
 * Leaky rectified linear unit: `y = x` where `x > 0`, else `α x`.
 *
 * Derivative: 1 where `x > 0`, else `α`.
 *
 * @param alpha The slope `α` below 0, a finite number of 0 or more; 0.01 when left out.
 * @returns A factory that throws a RangeError if `alpha` is out of range.
 */
export function leakyRelu(alpha = 0.01): LayerFactory {
  return (context) => {
    nonNegative(alpha, "the alpha of leaky_relu");
    const onnx = { operator: "LeakyRelu", attributes: { alpha: { float: alpha } } };
    return new ActivationLayer(context, `leaky_relu ${alpha}`, { name: "leakyRelu", alpha }, onnx);
  };
}

/**
 * Exponential linear unit: `y = x` where `x > 0`, else `α (exp(x) - 1)`; above `-α`.
 *
 * Derivative: 1 where `x > 0`, else `α exp(x)`, which is `y + α`.
 *
 * @param alpha The limit `α`, negated, for large negative inputs, a finite number of 0 or more; 1
 * when left out.
 * @returns A factory that throws a RangeError if `alpha` is out of range.
 */
export function elu(alpha = 1): LayerFactory {
  return (context) => {
    nonNegative(alpha, "the alpha of elu");
    const onnx = { operator: "Elu", attributes: { alpha: { float: alpha } } };
    return new ActivationLayer(context, `elu ${alpha}`, { name: "elu", alpha }, onnx);
  };
}

/**
 * Softplus, a smooth ReLU: `y = log(1 + exp(x))`; above 0.
 *
 * Derivative: the sigmoid of `x`, which is `1 - exp(-y)`.
 */
export function softplus(): LayerFactory {
  return (context) =>
    new ActivationLayer(context, "softplus", { name: "softplus" }, { operator: "Softplus" });
}

/**
 * Sigmoid, or logistic function: `y = 1 / (1 + exp(-x))`; from 0 to 1.
 *
 * Derivative: `y (1 - y)`.
 */
export function sigmoid(): LayerFactory {
  return (context) => new Sigmoid(context, "sigmoid", { name: "sigmoid" }, { operator: "Sigmoid" });
}

class Sigmoid extends ActivationLayer {
  readonly probabilities = "independent";

  fuse(loss: Loss): Loss | undefined {
    return loss === binaryCrossEntropy ? sigmoidBinaryCrossEntropy : undefined;
  }
}

/**
 * Hyperbolic tangent: `y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))`; from -1 to 1.
 *
 * Derivative: `1 - y²`.
 */
export function tanh(): LayerFactory {
  return (context) => new ActivationLayer(context, "tanh", { name: "tanh" }, { operator: "Tanh" });
}

/**
 * Heaviside's step function, the activation of McCulloch-Pitts units and Rosenblatt's perceptron:
 * `y = 1` where `x ≥ 0`, else 0; NaN stays NaN.
 *
 * Its derivative is 0 wherever it has one, so gradient descent cannot train what lies below it: the
 * backward pass of the layer throws an Error.
 */
export function heaviside(): LayerFactory {
  return (context) => new Heaviside(context);
}

class Heaviside extends ParameterlessLayer {
  readonly blocksGradients = true;
  readonly onnx: readonly OnnxOperator[] = [
    { operator: "GreaterOrEqual", inputs: [scalar(0)] },
    { operator: "Where", inputs: [scalar(1), scalar(0)] },
  ];
  readonly #device: Device;
  readonly #output: PassedMatrix;

  constructor(context: LayerContext) {
    super("heaviside", context.inputShape);
    this.#device = context.device;
    this.#output = outputOf(context, this.outputShape);
  }

  override forward(input: Matrix): Matrix {
    const output = this.#output.firstRows(input.rows);
    this.#device.heaviside(input, output);
    return output;
  }

  override backward(): never {
    throw new Error(
      "Expected a layer that gradient descent can train but found heaviside: its derivative is 0, " +
        "so no error reaches the layers below; sigmoid is its smooth form",
    );
  }
}
