import { parseConfig } from "../../../lib/config/config.ts";
import type { Measurement } from "../../../lib/training/measurement.ts";
import type { Run } from "../../../cli/compare/runs.ts";

/** What every configuration here says. */
const text = `rel_path_train_images = a
rel_path_test_images = b
rel_path_log_file = c
hidden_size = 8
num_epochs = 2
batch_size = 10
`;

/** A history with these error rates on the validation images; those on the test images are twice that. */
export function historyOf(...errorRates: readonly number[]): Measurement[] {
  return errorRates.map((errorRate, i) => ({
    epoch: i + 1,
    iteration: 10 * (i + 1),
    learningRate: 0.1,
    training: { loss: 1, errorRate: errorRate / 2 },
    validation: { loss: 1, errorRate },
    test: { loss: 1, errorRate: 2 * errorRate },
    penalty: 0,
  }));
}

/**
 * A run that predicts numbers.
 *
 * @param keys As for {@linkcode runOf}.
 * @param losses On the validation data; those on the test data are twice that.
 */
export function regressionOf(path: string, keys: string, ...losses: readonly number[]): Run {
  const measured = (loss: number) => ({ loss, errorRate: NaN });
  const history = historyOf(...losses).map((record, i): Measurement => ({
    ...record,
    training: measured(losses[i] / 2),
    validation: measured(losses[i]),
    test: measured(2 * losses[i]),
  }));
  return { ...runOf(path, keys), history };
}

/**
 * A run with a configuration.
 *
 * @param keys The lines in which it differs from others.
 * @param errorRates As for {@linkcode historyOf}.
 */
export function runOf(path: string, keys: string, ...errorRates: readonly number[]): Run {
  const rate = keys.includes("learning_rate") ? "" : "learning_rate = 0.1\n";
  const stated = keys.includes("layers") ? text.replace(/hidden_size.*\n/, "") : text;
  return {
    path,
    config: parseConfig(stated + rate + keys, path),
    history: historyOf(...errorRates),
  };
}
