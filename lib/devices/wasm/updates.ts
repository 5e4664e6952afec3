import { clippingFactor } from "../clipping_factor.ts";
import type { Updates } from "../updates.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { addressOf } from "./memory.ts";

/** Optimizer steps and penalties by kernels. */
export function updates(kernels: Kernels): Updates {
  return {
    add(scale, x, y) {
      kernels.add(scale, addressOf(x), addressOf(y), y.data.length);
    },

    addSign(scale, x, y) {
      kernels.addSign(scale, addressOf(x), addressOf(y), y.data.length);
    },

    scale(factor, x) {
      kernels.scale(factor, addressOf(x), x.data.length);
    },

    average(decay, values, averages) {
      averages.forEach((average, i) => {
        const [a, length] = [addressOf(average), average.data.length];
        kernels.scale(decay, a, length);
        kernels.add(1 - decay, addressOf(values[i]), a, length);
      });
    },

    clip(limit, x) {
      kernels.clip(limit, addressOf(x), x.data.length);
    },

    clipNorm(limit, gradients) {
      let squares = 0;
      for (const g of gradients) squares += kernels.sumOfSquares(addressOf(g), g.data.length);
      const factor = clippingFactor(limit, squares);
      if (factor === 1) return;
      for (const g of gradients) kernels.scale(factor, addressOf(g), g.data.length);
    },

    sumOfSquares(x) {
      return { value: kernels.sumOfSquares(addressOf(x), x.data.length) };
    },

    sumOfMagnitudes(x) {
      return { value: kernels.sumOfMagnitudes(addressOf(x), x.data.length) };
    },

    momentumStep({ rate, momentum, dampening, nesterov }, gradient, velocity, w) {
      kernels.momentumStep(
        rate,
        momentum,
        dampening,
        Number(nesterov),
        addressOf(gradient),
        addressOf(velocity),
        addressOf(w),
        w.data.length,
      );
    },

    adagradStep(rate, epsilon, gradient, squares, w) {
      const [g, s] = [addressOf(gradient), addressOf(squares)];
      kernels.adagradStep(rate, epsilon, g, s, addressOf(w), w.data.length);
    },

    rmspropStep(rate, decay, epsilon, gradient, squares, w) {
      const [g, s] = [addressOf(gradient), addressOf(squares)];
      kernels.rmspropStep(rate, decay, epsilon, g, s, addressOf(w), w.data.length);
    },

    adamStep({ rate, beta1, beta2, epsilon, correction1, correction2 }, gradient, m, v, w) {
      kernels.adamStep(
        rate,
        beta1,
        beta2,
        epsilon,
        correction1,
        correction2,
        addressOf(gradient),
        addressOf(m),
        addressOf(v),
        addressOf(w),
        w.data.length,
      );
    },
  };
}
