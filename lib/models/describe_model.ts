import type { Config } from "../config/config.ts";
import { configText } from "../config/config_text.ts";
import type { TrainingData } from "../config/data.ts";
import { describeImages } from "../data/image_description.ts";
import type { ModelDescription, TrainingFacts } from "./model.ts";

/** What a training has come to. */
export interface TrainingOutcome extends Pick<TrainingFacts, "epochs" | "testAccuracy" | "fold"> {
  /** Name and version of the program that it ran in. */
  readonly program: string;
}

/**
 * What the use of a network takes that a training with some configuration has just brought about. It is
 * the same wherever the training ran.
 */
export function describeModel(
  config: Config,
  { training, normalization }: Pick<TrainingData, "training" | "normalization">,
  outcome: TrainingOutcome,
): ModelDescription {
  return {
    normalization,
    classNames: training.classNames,
    images: describeImages(training),
    training: { ...outcome, config: configText(config), seed: config.seed },
  };
}
