import type { Lines, Panels } from "../../../lib/plots/chart.ts";
import { histogramCharts } from "../../../lib/plots/histogram_charts.ts";
import {
  developmentOverEpochs,
  developmentOverLayers,
} from "../../../lib/plots/layer_development.ts";
import { Batches } from "../../../lib/training/batches.ts";
import type { HistogramRecord } from "../../../lib/training/histogram_lines.ts";
import { Inspection } from "../../../lib/training/inspection.ts";
import type { Findings } from "../findings.ts";
import type { Part, Section } from "../../pages/section.ts";
import type { SampleFindings } from "../sample_findings.ts";

/** How the numbers that the layers hold are distributed. */
export function distributionsSection(findings: Findings | SampleFindings): Section {
  const { histograms = [] } = findings;
  const records = histograms.length > 0 ? histograms : lastHistograms(findings);
  const developments = [...developmentOverEpochs(records), ...developmentOverLayers(records)];
  return {
    id: "distributions",
    title: "Distributions",
    introduction:
      "How the numbers that the layers hold are distributed. A network learns well as long as " +
      "activations and gradients neither vanish nor grow from layer to layer.",
    parts: [
      ...(histograms.length > 0 ? [] : [noteFor(findings)]),
      ...developments.map((chart): Part => {
        return { kind: "chart", chart, width: "half", explanation: explainDevelopment(chart) };
      }),
      ...histogramCharts(records).map((chart): Part => {
        return { kind: "chart", chart, width: "full", explanation: explain(chart) };
      }),
    ],
  };
}

/** Those of the trained network, on a batch of training data, or else of test data. */
function lastHistograms(findings: Findings | SampleFindings): HistogramRecord[] {
  const { network, data, model } = findings;
  const { normalization, training } = model;
  const { inputs, targets } = new Batches(network, data.training ?? data.test, { normalization })
    .load(0);
  const epoch = training?.epochs ?? 1;
  return new Inspection(network).histograms(inputs, targets).map((found) => ({ epoch, ...found }));
}

function noteFor({ config, data }: Findings | SampleFindings): Part {
  if (data.training === undefined) {
    const text = "These are of the trained network alone, for a batch of test data.";
    return { kind: "note", text };
  }
  const { histogramsFile } = config ?? {};
  const text = histogramsFile === undefined
    ? "These are of the trained network alone. To see how they developed, set " +
      "rel_path_histograms_file in the configuration and train again."
    : `${histogramsFile} does not hold the histograms of this training, so these are of the ` +
      "trained network alone. Train again to see how they developed.";
  return { kind: "note", text };
}

function explainDevelopment({ id }: Lines): string {
  if (id.startsWith("activation-gradients")) {
    return "How much the loss depends on what each layer puts out. Where it falls from layer to " +
      "layer towards the input, gradients vanish, and the lower layers hardly learn; where it rises, " +
      "they explode.";
  }
  if (id.startsWith("activation-derivatives")) {
    return "What the backward pass multiplies the error by. Close to zero, units are saturated.";
  }
  return "What the layers put out for a batch of data. Sigmoid at 0 or 1, and tanh at " +
    "-1 or 1, are saturated; with a good initialization the bands are as wide in all layers.";
}

function explain({ id }: Panels): string {
  if (id.startsWith("activation-gradients")) {
    return "How the loss depends on what the layers put out, by one batch of data: what " +
      "the backward pass hands from layer to layer.";
  }
  if (id.startsWith("activation-derivatives")) {
    return "The slopes of the activation functions for a batch of data, by which the " +
      "backward pass multiplies the error. A peak at zero means that units are saturated.";
  }
  if (id.includes("gradient")) {
    return "How a step of training would change the parameters, by one batch of data. " +
      "Where all are close to zero, a layer hardly learns anything more.";
  }
  if (id.startsWith("activation")) {
    return "What the layers put out for a batch of data. A peak at zero is usual after " +
      "ReLU; one at either end of sigmoid or tanh means that units are saturated and learn slowly.";
  }
  if (id.startsWith("bias")) return "What the units add, whatever their input.";
  return "They start out narrow, as the initializer draws them, and widen as the network learns.";
}
