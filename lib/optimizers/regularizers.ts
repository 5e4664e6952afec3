import type { Device } from "../devices/device.ts";
import type { Scalar } from "../devices/scalar.ts";
import type { Trainable } from "../layers/parameter.ts";
import type { Matrix } from "../matrix.ts";
import { nonNegative } from "../ranges.ts";

/**
 * A number that grows with the weights and is added to the loss, so that training prefers small
 * weights. It concerns the parameters that are `penalized`: weights, not biases.
 */
export interface Penalty {
  /** What `weights` add to the loss. */
  loss(device: Device, weights: Matrix): Scalar;

  /** Adds the derivative of {@linkcode loss} with respect to `weights` to `gradient`. */
  addGradient(device: Device, weights: Matrix, gradient: Matrix): void;
}

/**
 * Penalty on the magnitude of weights, which drives many of them to 0: `λ Σ |w|`, with gradient
 * `λ sign(w)`.
 *
 * @throws {RangeError} If `λ` is not a finite number of 0 or more.
 */
export function l1(lambda: number): Penalty {
  nonNegative(lambda, "the L1 penalty");
  return {
    loss: (device, weights) => multiple(lambda, device.sumOfMagnitudes(weights)),
    addGradient: (device, weights, gradient) => device.addSign(lambda, weights, gradient),
  };
}

/**
 * Penalty on the square of weights, which shrinks all of them: `λ/2 Σ w²`, with gradient `λ w`.
 *
 * @throws {RangeError} If `λ` is not a finite number of 0 or more.
 */
export function l2(lambda: number): Penalty {
  nonNegative(lambda, "the L2 penalty");
  return {
    loss: (device, weights) => multiple(lambda / 2, device.sumOfSquares(weights)),
    addGradient: (device, weights, gradient) => device.add(lambda, weights, gradient),
  };
}

/** What all penalties together add to the loss of a network. */
export function penaltyLoss(
  { device, parameters }: Trainable,
  penalties: readonly Penalty[],
): Scalar {
  const penalized = parameters.filter(({ penalized }) => penalized);
  const losses = penalties.flatMap((penalty) =>
    penalized.map(({ value }) => penalty.loss(device, value))
  );
  return {
    get value() {
      return losses.reduce((sum, { value }) => sum + value, 0);
    },
  };
}

function multiple(factor: number, scalar: Scalar): Scalar {
  return {
    get value() {
      return factor * scalar.value;
    },
  };
}
