import type { Config } from "../../lib/config/config.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { watchedValue } from "../../lib/training/early_stop.ts";
import { bestEpoch } from "../../lib/training/stopping_rules.ts";
import type { Run } from "./runs.ts";

/** The data on which an error is measured. */
export type MeasuredOn = "training" | "validation" | "test";

/**
 * The data by whose error runs are ranked. Validation images come first: to choose by the test images
 * would make the error of the chosen one look smaller than it is.
 */
export function rankingData(runs: readonly Run[]): MeasuredOn {
  const candidates = ["validation", "test", "training"] as const;
  const measured = (data: MeasuredOn) => (run: Run) => errorOf(run, data) !== undefined;
  return candidates.find((data) => runs.every(measured(data))) ??
    candidates.find((data) => runs.some(measured(data))) ?? "test";
}

/**
 * The error rate of what a run has come to, from 0 to 1: of its model on the test images, otherwise as
 * measured last or, with early stopping, at the best epoch, whose parameters were taken.
 *
 * @returns Undefined if it was not measured, as where numbers are predicted.
 */
export function errorOf({ config, history, model }: Run, data: MeasuredOn): number | undefined {
  if (data === "test" && model?.test !== undefined) return model.test.wrong / model.test.images;
  const errorRate = takenFrom(history, config)?.[data]?.errorRate;
  return Number.isNaN(errorRate) ? undefined : errorRate;
}

/** The measurement of the parameters that a training has ended with. */
function takenFrom(
  history: readonly Measurement[],
  config: Config | undefined,
): Measurement | undefined {
  const stopping = config?.earlyStopping;
  if (stopping === undefined) return history.at(-1);
  const ends = endsOfEpochs(history);
  const watched = ends.map(({ training, validation }) =>
    watchedValue(stopping, training.loss, validation)
  );
  return ends[bestEpoch(watched) - 1];
}

/** The last measurement of each epoch. */
function endsOfEpochs(history: readonly Measurement[]): readonly Measurement[] {
  return history.filter(({ epoch }, i) => epoch !== history[i + 1]?.epoch);
}

/** The epoch at whose end, or within which, the error was smallest; undefined if it was not measured. */
export function epochOfSmallestError({ history }: Run, data: MeasuredOn): number | undefined {
  const measured = history.flatMap((record) => {
    const errorRate = record[data]?.errorRate;
    return errorRate === undefined || Number.isNaN(errorRate) ? [] : [{ ...record, errorRate }];
  });
  return measured.toSorted((a, b) => a.errorRate - b.errorRate).at(0)?.epoch;
}
