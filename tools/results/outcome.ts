import { FormatError } from "../../lib/formats/format_error.ts";
import { parseHistoryLines } from "../../lib/training/history.ts";

/**
 * The error rate of a finished training: the share of wrong predictions in its log.
 *
 * @param history The history of the training, as JSON lines.
 * @param log Its prediction log.
 * @throws {FormatError} If one is not what it should be, or no measurement of the history has that
 * error rate, so that the log is another training's.
 */
export function errorRateOf(history: string, log: string): number {
  const predictions = [...log.matchAll(/: Prediction=(\d+)\. Label=(\d+)$/gm)];
  if (predictions.length === 0) throw new FormatError("Expected a prediction log but found none");
  const wrong = predictions.filter(([_, prediction, label]) => prediction !== label).length;
  const errorRate = wrong / predictions.length;
  if (parseHistoryLines(history).some(({ test }) => test?.errorRate === errorRate)) {
    return errorRate;
  }
  throw new FormatError(
    `Expected a history with the error rate ${errorRate} of the prediction log but found none`,
  );
}
