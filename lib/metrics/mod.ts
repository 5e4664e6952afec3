/**
 * Measures of classifiers: confusion matrices, precision, recall and F1, curves over a threshold,
 * calibration, histograms, and comparisons of models; and bias and variance of regressions.
 *
 * @module
 */

export { averageOverClasses, type ClassAverages, systemF1 } from "./averages.ts";
export { type BiasVariance, biasVariance } from "./bias_variance.ts";
export { type Calibration, calibration, type CalibrationBin } from "./calibration.ts";
export { accuracyOf, type ClassCounts, f1, precision, recall } from "./class_counts.ts";
export { accuracy, type Confusion, ConfusionMatrix, errorRate } from "./confusion_matrix.ts";
export { type Histogram, histogram } from "./histogram.ts";
export {
  countPairs,
  type McNemarResult,
  mcNemarTest,
  type PairedCounts,
  wilsonInterval,
} from "./model_comparison.ts";
export {
  precisionRecallAt,
  type PrecisionRecallCurve,
  precisionRecallCurve,
  type PrecisionRecallPoint,
} from "./precision_recall.ts";
export { type RegressionErrors, regressionErrors, rSquared } from "./regression.ts";
export { type RocCurve, rocCurve, type RocPoint } from "./roc.ts";
export { type SampleStatistics, summarizeSample } from "./sample_statistics.ts";
