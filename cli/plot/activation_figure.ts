import {
  elu,
  heaviside,
  leakyRelu,
  relu,
  sigmoid,
  softplus,
  tanh,
} from "../../lib/layers/activations.ts";
import { activationCurves } from "../../lib/plots/activation_curves.ts";
import type { Figure } from "./figure.ts";

const RANGE = [-4, 4] as const;

/** The activation functions, as table 6 of HSLU's lecture notes has them, and softplus. */
export const activationFigure: Figure = {
  name: "activations",
  summary: "activation functions and their derivatives",
  charts() {
    // With 0.01, the slope of leaky ReLU could not be seen.
    const layers = [sigmoid(), tanh(), relu(), leakyRelu(0.1), elu(), softplus()];
    return [activationCurves(layers, RANGE, [heaviside()])];
  },
};
