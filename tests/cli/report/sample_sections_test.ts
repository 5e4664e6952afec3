import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Section } from "../../../cli/pages/section.ts";
import { classificationOf, type SampleFindings } from "../../../cli/report/sample_findings.ts";
import { sampleSections } from "../../../cli/report/sections.ts";
import { learningSection } from "../../../cli/report/sections/learning.ts";
import { pointsSection } from "../../../cli/report/sections/points.ts";
import { sampleSummarySection } from "../../../cli/report/sections/sample_summary.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { parseLayers } from "../../../lib/config/layer_notation.ts";
import { ClassSamples, RegressionSamples, type Samples } from "../../../lib/data/samples.ts";
import { fitStandardization } from "../../../lib/data/standardization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { crossEntropy, meanSquaredError } from "../../../lib/losses.ts";
import { encodeModel, parseModel } from "../../../lib/models/model_file.ts";
import { Network } from "../../../lib/network.ts";
import { evaluate } from "../../../lib/training/evaluate.ts";

/** What is found about a network, untrained but for what is set, on some samples. */
async function findingsOf(samples: Samples, layers: string): Promise<SampleFindings> {
  const isClassified = "labels" in samples;
  const network = new Network({
    device: createTypeScriptDevice(),
    inputShape: samples.shape,
    layers: parseLayers(layers),
    batchSize: 10,
    loss: isClassified ? crossEntropy : meanSquaredError,
  });
  const normalization = fitStandardization("none", samples);
  const data = { training: samples, test: samples, normalization };
  const { featureNames } = samples;
  const description = isClassified
    ? { normalization, featureNames, classNames: samples.classNames }
    : { normalization, featureNames, classNames: [], targetNames: samples.targetNames };
  const config = parseConfig(
    `rel_path_train_samples = samples.csv
rel_path_test_samples = samples.csv
rel_path_log_file = log
layers = ${layers}
batch_size = 10
num_epochs = 1
learning_rate = 0.25`,
    "test.config",
  );
  return {
    modelPath: "model.safetensors",
    name: "model.safetensors",
    model: parseModel(encodeModel(network, description)),
    config,
    trainedWith: config,
    data,
    leftOut: [],
    network,
    classification: await classificationOf(network, data),
    regression: isClassified ? undefined : evaluate(network, samples, normalization),
  };
}

function idsOf({ parts }: Section): string[] {
  return parts.flatMap((part) => part.kind === "chart" ? [part.chart.id] : []);
}

function notesOf({ parts }: Section): string[] {
  return parts.flatMap((part) => part.kind === "note" ? [part.text] : []);
}

const points = ClassSamples.of([[0, 1], [1, 0], [1, 1]], ["a", "b", "b"]);
const curve = RegressionSamples.of([[0], [1], [2]], [1, 3, 5]);

Deno.test("two features have decision regions, and those of hidden units if there are any", async () => {
  const deep = pointsSection(await findingsOf(points, "dense 3 tanh, dense 2 softmax"));
  assertEquals(idsOf(deep), ["decision-regions", "unit-boundaries"]);
  const flat = pointsSection(await findingsOf(points, "dense 2 softmax"));
  assertEquals(idsOf(flat), ["decision-regions"]);
});

Deno.test("decision regions of more classes than colours say what grey means", async () => {
  const explanationOf = async (classes: number) => {
    const rows = Array.from({ length: classes }, (_, i) => [i, i]);
    const samples = ClassSamples.of(rows, rows.map(([name]) => `${name}`));
    const { parts: [part] } = pointsSection(await findingsOf(samples, `dense ${classes} softmax`));
    return part.kind === "chart" ? part.explanation : "";
  };
  assertEquals((await explanationOf(10)).includes("grey"), false);
  const message = "Only the 9 classes with the most test samples have colours. The 3 others share";
  assertStringIncludes(await explanationOf(12), message);
});

Deno.test("one feature, or two, have a fitted function for each target, with the units that it is made of", async () => {
  const deep = pointsSection(await findingsOf(curve, "dense 3 tanh, dense 1"));
  assertEquals(idsOf(deep), ["fitted-function", "function-units"]);
  const two = RegressionSamples.of([[0], [1]], [[1, 2], [3, 4]]);
  const pair = pointsSection(await findingsOf(two, "dense 2"));
  assertEquals(idsOf(pair), ["fitted-function-1", "fitted-function-2"]);
  const plane = RegressionSamples.of([[0, 1], [1, 0]], [1, 2]);
  assertEquals(idsOf(pointsSection(await findingsOf(plane, "dense 1"))), ["fitted-function"]);
});

Deno.test("more features are not drawn", async () => {
  const space = ClassSamples.of([[0, 1, 2], [1, 0, 2]], ["a", "b"], ["u", "v", "w"]);
  assertEquals(notesOf(pointsSection(await findingsOf(space, "dense 2 softmax"))), [
    "Regions are drawn of networks that take two features. This one takes u, v, w.",
  ]);
  const solid = RegressionSamples.of([[0, 1, 2]], [1]);
  assertEquals(notesOf(pointsSection(await findingsOf(solid, "dense 1"))), [
    "Functions are drawn of networks that take up to two features. This one takes x1, x2, x3.",
  ]);
});

Deno.test("the summary of a regression has R² in place of accuracies", async () => {
  const findings = await findingsOf(curve, "dense 1");
  const [weights, bias] = findings.network.parameters;
  weights.value.data.set([2]);
  bias.value.data.set([2]);
  const regression = evaluate(findings.network, curve, findings.data.normalization);
  const factsOf = ({ parts: [part] }: Section) =>
    part.kind === "facts" ? part.facts.slice(0, 4).map(({ name, value }) => [name, value]) : [];
  // Each prediction is off by 1, the targets are off their mean by -2, 0 and 2: 1 - 3 / 8.
  assertEquals(factsOf(sampleSummarySection({ ...findings, regression })), [
    ["Test R²", "0.6250"],
    ["Root mean squared error", "1.0000"],
    ["Test loss", "1.0000"],
    ["Parameters", "2"],
  ]);
  const classified = await findingsOf(points, "dense 2 softmax");
  const [accuracy] = factsOf(sampleSummarySection(classified));
  const { accuracy: share = NaN } = classified.classification?.evaluation ?? {};
  assertEquals(accuracy, ["Test accuracy", `${(100 * share).toFixed(2)} %`]);
});

Deno.test("the learning curves of a regression are of the cost and of R²", async () => {
  const training = { loss: 1, errorRate: NaN, rSquared: 0.5 };
  const history = [{ epoch: 1, iteration: 1, learningRate: 1, penalty: 0, training }];
  const findings = { ...await findingsOf(curve, "dense 1"), history };
  assertEquals(idsOf(learningSection(findings)), ["cost", "r-squared"]);
  // What it was trained on is not read again.
  const text = "rel_path_train_samples = a\nrel_path_test_samples = a\nrel_path_log_file = l\n" +
    "layers = dense 1\nbatch_size = all\nnum_epochs = 1\nlearning_rate = 0.25";
  const trainedWith = parseConfig(text, "all.config");
  const { test, normalization } = findings.data;
  const data = { test, normalization };
  const { parts: [cost] } = learningSection({ ...findings, data, trainedWith });
  assertEquals(cost.kind === "chart" && cost.chart.subtitle, "Batch size all, rate 0.25");
});

Deno.test("the report of samples has these sections", async () => {
  const sections = sampleSections(await findingsOf(points, "dense 3 tanh, dense 2 softmax"));
  assertEquals(sections.map(({ id }) => id), [
    "summary",
    "points",
    "learning-curves",
    "confusions",
    "classes",
    "certainty",
    "distributions",
    "configuration",
  ]);
  assertStringIncludes(sections[0].introduction, "samples that it has never seen");
  const chart = sections[3].parts[0].kind === "chart" ? sections[3].parts[0].chart : undefined;
  assertEquals(
    chart?.kind === "heat map" && chart.subtitle,
    "How many of 3 samples are in each cell",
  );
  const regression = sampleSections(await findingsOf(curve, "dense 1"));
  assertEquals(regression.map(({ id }) => id), [
    "summary",
    "points",
    "learning-curves",
    "distributions",
    "configuration",
  ]);
});
