import type { Evaluation } from "../../../lib/training/evaluate.ts";
import { layerRows } from "../../../lib/layers/layer_table.ts";
import { formatLoss, formatShare } from "../../terminal/figures.ts";
import { countOf, formatCount, formatCountIfAny } from "../../pages/figures.ts";
import type { Findings } from "../findings.ts";
import type { Fact, Section, TextPart } from "../../pages/section.ts";
import { formatTable, numbers, texts } from "../../pages/tables.ts";

/** The figures that matter most, and the network's layers. */
export function summarySection(findings: Findings): Section {
  return {
    id: "summary",
    title: "Summary",
    introduction:
      "How well the trained network classifies images that it has never seen, and what it is " +
      "made of.",
    parts: [{ kind: "facts", facts: factsOf(findings) }, layersPart(findings)],
  };
}

/**
 * The figures of how well test data are classified.
 *
 * @param noun What they are, each.
 */
export function testFacts(evaluation: Evaluation, lossName: string, noun = "image"): Fact[] {
  const { accuracy, errorRate, wrong, predictions, loss } = evaluation;
  const all = formatCount(predictions.length);
  return [
    {
      name: "Test accuracy",
      value: formatShare(accuracy),
      remark: `of ${countOf(predictions.length, noun)}`,
    },
    {
      name: "Test error rate",
      value: formatShare(errorRate),
      remark: `${formatCount(wrong)} of ${all} wrong`,
    },
    { name: "Test loss", value: formatLoss(loss), remark: lossName.replaceAll("_", " ") },
  ];
}

function factsOf(findings: Findings): Fact[] {
  const { evaluation, network } = findings;
  return [...testFacts(evaluation, network.loss.name), ...modelFacts(findings)];
}

/** The figures of the network and its training. */
export function modelFacts({ network, model }: Pick<Findings, "network" | "model">): Fact[] {
  const { training, precision } = model;
  return [
    {
      name: "Parameters",
      value: formatCount(network.parameterCount),
      remark: `of ${precision === "f64" ? 64 : 32} bits`,
    },
    { name: "Epochs", value: formatCountIfAny(training?.epochs), remark: "trained" },
    { name: "Seed", value: formatCountIfAny(training?.seed), remark: "of random numbers" },
  ];
}

/** The layers, from the input to the output. */
export function layersPart({ network }: Pick<Findings, "network">): TextPart {
  const rows = layerRows(network).map((
    { layer, output, parameters, count },
  ) => [
    layer,
    output.replaceAll("x", "×"),
    parameters.replaceAll(" x ", "×"),
    count === 0 ? "" : formatCount(count),
  ]);
  return {
    kind: "text",
    title: "Layers",
    explanation:
      "From the input to the output. The shape is that of one sample: channels × height × " +
      "width for an image, otherwise the number of values.",
    content: formatTable({
      columns: [texts("layer"), texts("output"), texts("parameters"), numbers("count")],
      rows,
      totals: [["all layers", "", "", formatCount(network.parameterCount)]],
    }),
  };
}
