import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { formatPredictionLog } from "../../../lib/formats/prediction_log.ts";
import { formatHistoryLines } from "../../../lib/training/history.ts";
import { errorRateOf } from "../../../tools/results/outcome.ts";

/** A history with these test error rates, one for each epoch. */
function historyOf(...errorRates: readonly number[]): string {
  const training = { loss: 0.5, errorRate: 0.5 };
  return formatHistoryLines(
    errorRates.map((errorRate, i) => {
      const test = { loss: 0.5, errorRate };
      return { epoch: i + 1, iteration: i + 1, learningRate: 0.1, training, test, penalty: 0 };
    }),
  );
}

Deno.test("errorRateOf() counts the wrong predictions of the log", () => {
  const log = formatPredictionLog(3, [1, 2, 3, 10], [1, 3, 3, 1]);
  assertEquals(errorRateOf(historyOf(0.75, 0.5), log), 0.5);
  assertEquals(errorRateOf(historyOf(0.5, 0.75), log), 0.5);
});

Deno.test("errorRateOf() refuses the log of another training", () => {
  const log = formatPredictionLog(2, [1, 2], [1, 3]);
  const error = assertThrows(() => errorRateOf(historyOf(0.25), log), FormatError);
  assertEquals(
    error.message,
    "Expected a history with the error rate 0.5 of the prediction log but found none",
  );
  assertThrows(() => errorRateOf(historyOf(0.5), ""), FormatError, "Expected a prediction log");
});
