import { keys } from "../../lib/config/keys.ts";
import { summarizeSample } from "../../lib/metrics/sample_statistics.ts";
import { formatErrorRate, formatLoss, NONE } from "../terminal/figures.ts";
import type { RunResult } from "./sweep_folder.ts";

/** What runs are compared by: the share that is misclassified or, of predicted numbers, the mean loss. */
export type FigureKind = "error" | "loss";

/** The data on which figures are measured. */
export type MeasuredOn = "training" | "validation" | "test";

/**
 * Whether the smaller figure belongs to the better run. Errors are shares, whatever the data; a loss says
 * nothing beside one of another function, or of other numbers.
 *
 * @param differing The keys of the configuration that the runs differ in.
 */
export function areComparable(
  kind: FigureKind,
  data: MeasuredOn,
  differing: readonly string[],
): boolean {
  if (kind === "error") return true;
  const samples = data === "test" ? keys.testSamples : keys.trainSamples;
  return ![keys.loss, keys.targetColumns, samples].some(({ name }) => differing.includes(name));
}

/** What a run is compared by. */
export interface RunFigures {
  readonly kind: FigureKind;
  /** On the validation data, if there are any. */
  readonly validation?: number;
  /** On the test data; undefined after a cross-validation. */
  readonly test?: number;
}

/** What the result of a run says of it. */
export function figuresOf(
  { validationErrorRate, testErrorRate, validationLoss, testLoss }: RunResult,
): RunFigures {
  return validationLoss === undefined && testLoss === undefined
    ? { kind: "error", validation: validationErrorRate, test: testErrorRate }
    : { kind: "loss", validation: validationLoss, test: testLoss };
}

/**
 * The mean of some figures, as `2.31 %` or `0.0123`; of several with the standard deviation, as
 * `2.31 ± 0.12 %` or `0.0123 ± 0.0004`; a dash where there are none.
 */
export function formatFigures(kind: FigureKind, values: readonly number[]): string {
  const statistics = summarizeSample(values);
  if (kind === "error") return formatErrorRate(statistics);
  const { mean, variance } = statistics;
  if (Number.isNaN(mean)) return NONE;
  if (Number.isNaN(variance)) return formatLoss(mean);
  return `${formatLoss(mean)} ± ${formatLoss(Math.sqrt(variance))}`;
}
