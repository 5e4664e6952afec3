import { elu, relu, sigmoid, tanh } from "../../lib/layers/activations.ts";
import {
  repeatActivation,
  saturationHistograms,
  vanishingDerivatives,
} from "../../lib/plots/saturation.ts";
import { Random } from "../../lib/random.ts";
import type { Figure } from "./figure.ts";

const LOGITS = 20_000;
const MOST_FUNCTIONS = 8;

/** As figures 126 and 127 of HSLU's lecture notes have them, and the exercises below. */
const cases = [
  { activation: sigmoid(), deviation: 1 },
  { activation: sigmoid(), deviation: 3 },
  { activation: tanh(), deviation: 0.5 },
];

/** Activation functions that saturate, and what becomes of their derivatives. */
export const saturationFigure: Figure = {
  name: "saturation",
  summary: "activations of normal logits, and how their derivatives vanish",
  charts() {
    const functions = [sigmoid(), tanh(), relu(), elu()];
    return [
      ...cases.map(({ activation, deviation }) =>
        saturationHistograms(repeatActivation(activation, logits(deviation), 1), deviation)
      ),
      vanishingDerivatives(
        functions.map((activation) => repeatActivation(activation, logits(1), MOST_FUNCTIONS)),
      ),
    ];
  },
};

function logits(deviation: number): Float64Array {
  const random = new Random(1, "logits");
  return Float64Array.from({ length: LOGITS }, () => random.normal(0, deviation));
}
