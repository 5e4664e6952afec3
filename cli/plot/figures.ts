import { activationFigure } from "./activation_figure.ts";
import { approximationFigure } from "./approximation_figure.ts";
import { biasVarianceFigure } from "./bias_variance_figure.ts";
import type { Figure } from "./figure.ts";
import { depthFigure } from "./depth_figure.ts";
import { learnedFigure } from "./learned_figure.ts";
import { optimizerFigure } from "./optimizer_figure.ts";
import { perceptronFigure } from "./perceptron_figure.ts";
import { saturationFigure } from "./saturation_figure.ts";
import { thresholdFigure } from "./threshold_figure.ts";

/** What `mnist plot` draws. */
export const figures: readonly Figure[] = [
  perceptronFigure,
  thresholdFigure,
  learnedFigure,
  approximationFigure,
  activationFigure,
  saturationFigure,
  depthFigure,
  optimizerFigure,
  biasVarianceFigure,
];
