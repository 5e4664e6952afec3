import type { Device } from "../devices/device.ts";
import type { Matrix } from "../matrix.ts";
import { positive } from "../ranges.ts";

/** Limits the gradients of all parameters, in place, so that a steep loss cannot throw them far. */
export type Clipping = (device: Device, gradients: readonly Matrix[]) => void;

/**
 * Limits each element of the gradient to `[-limit, limit]`.
 *
 * @throws {RangeError} If the limit is not a finite number above 0.
 */
export function clipByValue(limit: number): Clipping {
  positive(limit, "the limit of the gradient's elements");
  return (device, gradients) => {
    for (const gradient of gradients) device.clip(limit, gradient);
  };
}

/**
 * Limits the norm of the gradient, taken as one vector of all parameters: where `‖g‖ = √(Σ g²)` is
 * above the limit, `g ← g limit / (‖g‖ + 1e-6)`. The direction stays.
 *
 * Source: Pascanu, Mikolov, Bengio, "On the difficulty of training recurrent neural networks"
 * (2013), algorithm 1; the 1e-6 is PyTorch's.
 *
 * @throws {RangeError} If the limit is not a finite number above 0.
 */
export function clipByNorm(limit: number): Clipping {
  positive(limit, "the limit of the gradient's norm");
  return (device, gradients) => device.clipNorm(limit, gradients);
}
