import { activationFigure } from "./activation_figure.ts";
import { biasVarianceFigure } from "./bias_variance_figure.ts";
import type { Figure } from "./figure.ts";
import { optimizerFigure } from "./optimizer_figure.ts";

/** What `mnist plot` draws. */
export const figures: readonly Figure[] = [
  activationFigure,
  biasVarianceFigure,
  optimizerFigure,
];
