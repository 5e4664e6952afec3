import type { Config } from "../config/config.ts";
import { configText } from "../config/config_text.ts";
import type { TrainingData } from "../config/data.ts";
import { describeImages } from "../data/image_description.ts";
import type { TrainingSet } from "../data/samples.ts";
import type { ModelDescription, TrainingFacts } from "./model.ts";

/** What a training has come to. */
export interface TrainingOutcome
  extends Pick<TrainingFacts, "epochs" | "testAccuracy" | "testRSquared" | "fold"> {
  /** Name and version of the program that it ran in. */
  readonly program: string;
}

/**
 * What the use of a network takes that a training with some configuration has just brought about. It is
 * the same wherever the training ran.
 */
export function describeModel(
  config: Config,
  { training: data, normalization }: Pick<TrainingData<TrainingSet>, "training" | "normalization">,
  outcome: TrainingOutcome,
): ModelDescription {
  const training = { ...outcome, config: configText(config), seed: config.seed };
  if ("images" in data) {
    return { normalization, classNames: data.classNames, images: describeImages(data), training };
  }
  const { featureNames } = data;
  return "labels" in data
    ? { normalization, classNames: data.classNames, featureNames, training }
    : { normalization, classNames: [], featureNames, targetNames: data.targetNames, training };
}
