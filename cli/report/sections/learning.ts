import { ALL } from "../../../lib/config/values.ts";
import { scaleForValues } from "../../../lib/plots/axis_scale.ts";
import { accuracyCurve, costCurve, rSquaredCurve } from "../../../lib/plots/learning_curves.ts";
import type { Measurement } from "../../../lib/training/measurement.ts";
import type { Findings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";
import type { SampleFindings } from "../sample_findings.ts";

const UNKNOWN = "The model does not say how it was trained.";

/** How the network became better in its training. */
export function learningSection(findings: Findings | SampleFindings): Section {
  const { config, history = [] } = findings;
  return {
    id: "learning-curves",
    title: "Learning curves",
    introduction:
      "How the network improved in the course of its training. It learns from the training " +
      "data; how it does on the others shows whether it has understood them or only learnt them " +
      "by heart.",
    parts: history.length > 0
      ? curves(findings, history)
      : [{ kind: "note", text: config === undefined ? UNKNOWN : reasonFor(config.historyFile) }],
  };
}

function curves(findings: Findings | SampleFindings, history: readonly Measurement[]): Part[] {
  const { trainedWith, data } = findings;
  const { batchSize = 0, learningRate, measureEvery } = trainedWith ?? {};
  const about = {
    title: `Batch size ${describeSize(batchSize, data.training?.count)}, rate ${learningRate}`,
    x: measureEvery === undefined ? "epoch" : "iteration",
  } as const;
  return [
    {
      kind: "chart",
      chart: costCurve(history, { ...about, scale: scaleForValues(lossesOf(history)) }),
      width: "half",
      explanation: "The loss that training minimizes. Where the curve of the training data " +
        "goes on falling while another rises, the network overfits.",
    },
    "targets" in data.test
      ? {
        kind: "chart",
        chart: rSquaredCurve(history, about),
        width: "half",
        explanation: "The share of the variance that is predicted: 1 is perfect, 0 is no better " +
          "than always predicting the mean.",
      }
      : {
        kind: "chart",
        chart: accuracyCurve(history, about),
        width: "half",
        explanation: "The share that is classified correctly. Training data are measured while " +
          "the network learns from them, with dropout and distortions, so they can do worse than " +
          "the others.",
      },
  ];
}

/** @param samples Number of those that were trained on, if it is known. */
function describeSize(batchSize: number, samples = Infinity): string {
  const size = Math.min(batchSize, samples);
  return size === ALL ? "all" : `${size}`;
}

/** All losses that were measured. */
function lossesOf(history: readonly Measurement[]): number[] {
  return history.flatMap(({ training, validation, test }) =>
    [training, validation, test].flatMap((state) => state === undefined ? [] : [state.loss])
  );
}

function reasonFor(historyFile: string | undefined): string {
  return historyFile === undefined
    ? "The training kept no history: set rel_path_history_file in the configuration and train again."
    : `${historyFile} does not hold the history of this training: train again to get it.`;
}
