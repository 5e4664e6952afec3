import type { Network } from "../../lib/network.ts";
import type { HistogramRecord } from "../../lib/training/histogram_lines.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { isFile } from "../files/folder.ts";
import { readHistograms } from "../files/histograms_file.ts";
import { foldHistoryPath, readHistory } from "../files/history_file.ts";
import type { Subject } from "./subject.ts";

/**
 * The history of the training that made a model. Another training may have replaced it since: it must
 * end with the model's last epoch, and have seen the model's accuracy on the test images.
 *
 * @returns Undefined if the configuration names no file that holds it.
 * @throws {Error} If there is a file with something else; the message names it.
 */
export async function readHistoryOf(
  { config, model }: Subject,
): Promise<readonly Measurement[] | undefined> {
  const { epochs, testAccuracy, testRSquared, fold } = model.training ?? {};
  const { historyFile: stated } = config ?? {};
  const historyFile = stated && fold ? foldHistoryPath(stated, fold) : stated;
  if (historyFile === undefined || !await isFile(historyFile)) return undefined;
  const history = await readHistory(historyFile);
  const isOwn = endsWith(history, epochs) &&
    (testAccuracy === undefined ||
      history.some(({ test }) => test === undefined || 1 - test.errorRate === testAccuracy)) &&
    (testRSquared === undefined || history.some(({ test }) => test?.rSquared === testRSquared));
  return isOwn ? history : undefined;
}

/**
 * The histograms of the training that made a model. Those of another one are told by their last epoch
 * and by the names of the layers.
 *
 * @returns Undefined if the configuration names no file that holds them.
 * @throws {Error} If there is a file with something else; the message names it.
 */
export async function readHistogramsOf(
  { config, model }: Subject,
  { layers }: Network,
): Promise<readonly HistogramRecord[] | undefined> {
  const { histogramsFile } = config ?? {};
  if (histogramsFile === undefined || !await isFile(histogramsFile)) return undefined;
  const histograms = await readHistograms(histogramsFile);
  const isOwn = endsWith(histograms, model.training?.epochs) &&
    histograms.every(({ layer, name }) => name === `${layer} ${layers[layer - 1]?.notation}`);
  return isOwn ? histograms : undefined;
}

/** Whether the last of some records is of an epoch, if that is known. */
function endsWith(records: readonly { readonly epoch: number }[], epoch?: number): boolean {
  return records.length > 0 && (epoch === undefined || records.at(-1)?.epoch === epoch);
}
