import { regressionErrors } from "../../../lib/metrics/regression.ts";
import { countOf } from "../../pages/figures.ts";
import type { Fact, Section } from "../../pages/section.ts";
import { formatLoss } from "../../terminal/figures.ts";
import type { SampleFindings } from "../sample_findings.ts";
import { layersPart, modelFacts, testFacts } from "./summary.ts";

/** The figures of a network on samples of numbers that matter most, and its layers. */
export function sampleSummarySection(findings: SampleFindings): Section {
  return {
    id: "summary",
    title: "Summary",
    introduction: "How well the trained network does on samples that it has never seen, and what " +
      "it is made of.",
    parts: [
      { kind: "facts", facts: [...factsOf(findings), ...modelFacts(findings)] },
      layersPart(findings),
    ],
  };
}

function factsOf(
  { network, classification, regression, data: { test } }: SampleFindings,
): Fact[] {
  const lossName = network.loss.name;
  if (classification !== undefined) {
    return testFacts(classification.evaluation, lossName, "sample");
  }
  if (!("targets" in test) || regression === undefined) return [];
  const { targets, targetNames, count } = test;
  const { predictions, rSquared, loss } = regression;
  const { meanSquared } = regressionErrors(predictions, targets, targetNames.length);
  return [
    {
      name: "Test R²",
      value: formatLoss(rSquared),
      remark: `of ${targetNames.join(", ")}, on ${countOf(count, "sample")}`,
    },
    {
      name: "Root mean squared error",
      value: formatLoss(Math.sqrt(meanSquared)),
      remark: "in units of the target",
    },
    { name: "Test loss", value: formatLoss(loss), remark: lossName.replaceAll("_", " ") },
  ];
}
