import type { Device } from "../../lib/devices/device.ts";
import type { Committee } from "../../lib/models/committee.ts";
import type { Prediction } from "../../lib/training/predict.ts";
import type { NamedModel } from "../files/model_files.ts";
import { checkScores, openCommittee } from "../files/model_network.ts";

/** What models that decide together make of some samples. */
export interface JointPredictions extends Pick<Committee, "classNames" | "isProbability"> {
  readonly predictions: Prediction[];
}

/**
 * Predicts the classes of images, or of samples of features, by models that decide together.
 *
 * @param inputs One after another, as the committee takes them.
 * @param count Number of samples.
 * @throws {Error} If a model puts out what is no finite number, or no probabilities to be averaged; the
 * message names it.
 */
export async function predictTogether(
  members: readonly NamedModel[],
  inputs: Uint8Array | Float64Array,
  count: number,
  device?: Device["name"],
): Promise<JointPredictions> {
  const open = (some: readonly NamedModel[]) => openCommittee(some, count, device);
  const committee = await open(members);
  const predictions = await committee.predictAsync(inputs);
  if (!predictions.every(({ scores }) => scores.every(Number.isFinite))) {
    // The mean of several does not tell whose outputs these are.
    for (const member of members) {
      const alone = await open([member]);
      const own = await alone.predictAsync(inputs);
      checkScores(member.name, own.map(({ scores }) => scores));
    }
  }
  const { classNames, isProbability } = committee;
  return { predictions, classNames, isProbability };
}
