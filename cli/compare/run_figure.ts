import type { Config } from "../../lib/config/config.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { watchedValue } from "../../lib/training/early_stop.ts";
import { bestEpoch } from "../../lib/training/stopping_rules.ts";
import type { FigureKind, MeasuredOn } from "../sweep/run_figures.ts";
import type { Run } from "./runs.ts";

/** All data, as they are listed. */
export const allData = ["training", "validation", "test"] as const satisfies MeasuredOn[];

/** All data, those that runs are rather ranked by first. */
export const rankingOrder = ["validation", "test", "training"] as const satisfies MeasuredOn[];

/** What runs are compared by: their errors, if one is known, or else their losses. */
export function figureKindOf(runs: readonly Run[]): FigureKind {
  return allData.some((data) => runs.some((run) => figureOf(run, data, "error") !== undefined))
    ? "error"
    : "loss";
}

/**
 * The data by whose error or loss runs are ranked. Validation data come first: to choose by the test data
 * would make the figure of the chosen one look smaller than it is.
 *
 * @returns Undefined if it was measured of no run, or there is none.
 */
export function rankingData(runs: readonly Run[], kind: FigureKind): MeasuredOn | undefined {
  const measured = (data: MeasuredOn) => (run: Run) => figureOf(run, data, kind) !== undefined;
  const ofSome = rankingOrder.filter((data) => runs.some(measured(data)));
  return ofSome.find((data) => runs.every(measured(data))) ?? ofSome.at(0);
}

/**
 * The error rate, from 0 to 1, or the mean loss of what a run has come to: that of its model on the test
 * data, otherwise as measured last or, with early stopping, at the best epoch, whose parameters were taken.
 *
 * @returns Undefined if the run is unfinished, or it was not measured, as the error where numbers are
 * predicted, or is not finite.
 */
export function figureOf(
  { config, history, model, isUnfinished }: Run,
  data: MeasuredOn,
  kind: FigureKind,
): number | undefined {
  if (isUnfinished) return undefined;
  if (kind === "error" && data === "test" && model?.test !== undefined) {
    return model.test.wrong / model.test.images;
  }
  if (kind === "loss" && data === "test" && model?.testLoss !== undefined) return model.testLoss;
  return measuredFigure(takenFrom(history, config), data, kind);
}

function measuredFigure(
  measurement: Measurement | undefined,
  data: MeasuredOn,
  kind: FigureKind,
): number | undefined {
  const figure = measurement?.[data]?.[kind === "error" ? "errorRate" : "loss"];
  return Number.isFinite(figure) ? figure : undefined;
}

/** The measurement of the parameters that a training has ended with. */
function takenFrom(
  history: readonly Measurement[],
  config: Config | undefined,
): Measurement | undefined {
  const stopping = config?.earlyStopping;
  if (stopping === undefined) return history.at(-1);
  const ends = endsOfEpochs(history);
  const losses = lossesOfEpochs(history);
  const watched = ends.map(({ epoch, validation }) =>
    watchedValue(stopping, losses.get(epoch) ?? NaN, validation)
  );
  return ends[bestEpoch(watched) - 1];
}

/** The last measurement of each epoch. */
function endsOfEpochs(history: readonly Measurement[]): readonly Measurement[] {
  return history.filter(({ epoch }, i) => epoch !== history[i + 1]?.epoch);
}

/**
 * The mean training loss of each epoch, which each measurement says of the iterations since the one before
 * alone: `Σ n loss / Σ n` for the `n` iterations of each.
 */
function lossesOfEpochs(history: readonly Measurement[]): ReadonlyMap<number, number> {
  const measured = history.map(({ epoch, iteration, training: { loss } }, i) => {
    return { epoch, loss, iterations: iteration - (history[i - 1]?.iteration ?? 0) };
  });
  return new Map(Array.from(Map.groupBy(measured, ({ epoch }) => epoch), ([epoch, parts]) => {
    const all = parts.reduce((sum, { iterations }) => sum + iterations, 0);
    return [epoch, parts.reduce((sum, part) => sum + part.iterations / all * part.loss, 0)];
  }));
}

/** The epoch at whose end, or within which, a figure was smallest; undefined if it was not measured. */
export function epochOfSmallest(
  kind: FigureKind,
  { history }: Run,
  data: MeasuredOn,
): number | undefined {
  const measured = history.flatMap((record) => {
    const figure = measuredFigure(record, data, kind);
    return figure === undefined ? [] : [{ epoch: record.epoch, figure }];
  });
  return measured.toSorted((a, b) => a.figure - b.figure).at(0)?.epoch;
}
