import type { SampleStatistics } from "../../lib/metrics/sample_statistics.ts";
import { formatShare } from "../../lib/plots/format_figure.ts";
import type { Evaluation, RegressionEvaluation } from "../../lib/training/evaluate.ts";

export { formatShare };

/** What is said in place of a value that is not known, or does not apply. */
export const NONE = "–";

/**
 * A mean error rate as `2.31 %`; over several runs with the standard deviation, as `2.31 ± 0.12 %`; a
 * dash where there is none.
 */
export function formatErrorRate({ mean, variance }: SampleStatistics): string {
  if (Number.isNaN(mean)) return NONE;
  if (Number.isNaN(variance)) return formatShare(mean);
  return `${(100 * mean).toFixed(2)} ± ${formatShare(Math.sqrt(variance))}`;
}

/**
 * How well a network does, as `accuracy 84.30 %, error rate 15.70 % (157 of 1000 images wrong)`.
 *
 * @param noun What is classified.
 */
export function formatEvaluation(
  { accuracy, errorRate, wrong, predictions }: Omit<Evaluation, "loss">,
  noun = "images",
): string {
  return `accuracy ${formatShare(accuracy)}, error rate ${formatShare(errorRate)} ` +
    `(${wrong} of ${predictions.length} ${noun} wrong)`;
}

/** How well a network predicts numbers, as `R² 0.9812, mean squared error 0.0123`. */
export function formatRegression(
  { rSquared, loss }: Pick<RegressionEvaluation, "rSquared" | "loss">,
  lossName: string,
): string {
  return `R² ${formatLoss(rSquared)}, ${lossName.replaceAll("_", " ")} ${formatLoss(loss)}`;
}

/** A text as it begins a line. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A loss as `0.8239`, or as `2.41e+29` where training has lost its way. */
export function formatLoss(loss: number): string {
  return loss < 1000 ? loss.toFixed(4) : loss.toExponential(2);
}
