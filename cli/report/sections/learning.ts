import { accuracyCurve, costCurve } from "../../../lib/plots/learning_curves.ts";
import type { Measurement } from "../../../lib/training/measurement.ts";
import type { Findings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";

/** From this ratio of the largest loss to the smallest on, a linear axis would hide the small ones. */
const LOG_RATIO = 50;

/** How the network became better in its training. */
export function learningSection(findings: Findings): Section {
  const { config, history = [] } = findings;
  return {
    id: "learning-curves",
    title: "Learning curves",
    introduction:
      "How the network improved in the course of its training. It learns from the training " +
      "images; how it does on the others shows whether it has understood them or only learnt them " +
      "by heart.",
    parts: history.length > 0
      ? curves(findings, history)
      : [{ kind: "note", text: reasonFor(config.historyFile) }],
  };
}

function curves({ trainedWith, data }: Findings, history: readonly Measurement[]): Part[] {
  const batchSize = Math.min(trainedWith.batchSize, data.training.count);
  const about = {
    title: `Batch size ${batchSize}, rate ${trainedWith.learningRate}`,
    x: trainedWith.measureEvery === undefined ? "epoch" : "iteration",
  } as const;
  return [
    {
      kind: "chart",
      chart: costCurve(history, { ...about, scale: scaleFor(history) }),
      width: "half",
      explanation: "The loss that training minimizes. Where the curve of the training images " +
        "goes on falling while another rises, the network overfits.",
    },
    {
      kind: "chart",
      chart: accuracyCurve(history, about),
      width: "half",
      explanation: "The share of images that are classified correctly. Training images are " +
        "measured while the network learns from them, with dropout and distortions, so they can " +
        "do worse than the others.",
    },
  ];
}

/** Logarithmic if the losses differ so much that small ones could not be told apart. */
function scaleFor(history: readonly Measurement[]): "linear" | "log" {
  const losses = history.flatMap(({ training, validation, test }) =>
    [training, validation, test].flatMap((state) => state === undefined ? [] : [state.loss])
  ).filter(Number.isFinite);
  const smallest = losses.reduce((least, loss) => Math.min(least, loss), Infinity);
  const largest = losses.reduce((most, loss) => Math.max(most, loss), 0);
  return smallest > 0 && largest > LOG_RATIO * smallest ? "log" : "linear";
}

function reasonFor(historyFile: string | undefined): string {
  return historyFile === undefined
    ? "The training kept no history: set rel_path_history_file in the configuration and train again."
    : `${historyFile} does not hold the history of this training: train again to get it.`;
}
