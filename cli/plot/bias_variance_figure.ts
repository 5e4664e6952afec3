import {
  biasVarianceCurve,
  capacityErrors,
  capacityFits,
  resampledFits,
} from "../../lib/plots/bias_variance_charts.ts";
import { studyCapacity } from "../../lib/units/capacity_study.ts";
import type { Figure } from "./figure.ts";

/** As in HSLU's lecture notes, 3.6.1.1: 30 samples with noise of 0.1. */
const PLACES = 30;
const DEVIATION = 0.1;
const MOST_DEGREES = 25;
const REPETITIONS = 200;
/** Too stiff, about right, and too flexible. */
const shownDegrees = [2, 5, 9, 20];

/** Bias and variance of polynomials for a wave. */
export const biasVarianceFigure: Figure = {
  name: "bias-variance",
  summary: "bias and variance of polynomials over their degree",
  charts() {
    const data = {
      truth: (x: number) => Math.sin(4 * Math.PI * x + 1),
      places: Array.from({ length: PLACES }, (_, i) => i / (PLACES - 1)),
    };
    const study = studyCapacity({
      ...data,
      deviation: DEVIATION,
      degrees: Array.from({ length: MOST_DEGREES }, (_, i) => i + 1),
      repetitions: REPETITIONS,
    });
    const shown = {
      ...study,
      degrees: study.degrees.filter(({ degree }) => shownDegrees.includes(degree)),
    };
    return [
      capacityFits(shown, data),
      resampledFits(shown, data),
      biasVarianceCurve(study),
      capacityErrors(study),
    ];
  },
};
