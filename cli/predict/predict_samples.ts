import type { Device } from "../../lib/devices/device.ts";
import { formatCsvLine } from "../../lib/formats/csv_lines.ts";
import { formatJson } from "../../lib/formats/json.ts";
import type { Model } from "../../lib/models/model.ts";
import { sizeOf } from "../../lib/shape.ts";
import { outputsOfAsync } from "../../lib/training/predict.ts";
import type { NamedModel } from "../files/model_files.ts";
import { checkScores, openModel } from "../files/model_network.ts";
import { readFeatures } from "../files/sample_files.ts";
import { predictTogether } from "./predict_together.ts";

/**
 * What models of samples, which decide together, predict of those in some files, in which the columns of
 * their features are found by their names: for each sample the class and the score of each class, or the
 * numbers, which one model alone predicts.
 *
 * @param format JSON, a list with an object for each sample; or comma-separated values.
 * @throws {Error} If a file cannot be read or lacks a feature; the message names it.
 */
export async function predictSamples(
  members: readonly NamedModel[],
  paths: readonly string[],
  { format, device }: { readonly format: "json" | "csv"; readonly device?: Device["name"] },
): Promise<string> {
  const [first] = members;
  const { featureNames = [], targetNames } = first.model;
  const rows: Row[] = [];
  for (const path of paths) {
    const features = await readFeatures(path, featureNames);
    rows.push(
      ...targetNames === undefined
        ? await classifyRows(members, features, device)
        : await predictNumbers(first, features, device),
    );
  }
  return format === "json" ? asJson(first.model, rows) : asCsv(first.model, rows).trimEnd();
}

async function classifyRows(
  members: readonly NamedModel[],
  features: Float64Array,
  device: Device["name"] | undefined,
): Promise<Row[]> {
  const count = countOf(members[0], features);
  const { predictions, classNames } = await predictTogether(members, features, count, device);
  return predictions.map((prediction) => {
    return { className: classNames[prediction.class], numbers: prediction.scores };
  });
}

async function predictNumbers(
  member: NamedModel,
  features: Float64Array,
  device: Device["name"] | undefined,
): Promise<Row[]> {
  const { model, name } = member;
  const network = await openModel(model, countOf(member, features), device);
  const outputs = await outputsOfAsync(network, features, model.normalization);
  const columns = sizeOf(network.outputShape);
  const rows = Array.from({ length: outputs.length / columns }, (_, i): Row => {
    return { numbers: Array.from(outputs.subarray(i * columns, (i + 1) * columns)) };
  });
  checkScores(name, rows.map(({ numbers }) => numbers));
  return rows;
}

/** Number of samples that some features belong to. */
function countOf({ model: { inputShape } }: NamedModel, { length }: Float64Array): number {
  return length / sizeOf(inputShape);
}

function asJson({ targetNames, classNames }: Model, rows: readonly Row[]): string {
  return formatJson(rows.map(({ className, numbers }) => {
    const names = targetNames ?? classNames;
    const values = Object.fromEntries(names.map((name, i) => [name, numbers[i]]));
    return className === undefined ? values : { class: className, scores: values };
  }));
}

function asCsv({ targetNames, classNames }: Model, rows: readonly Row[]): string {
  const heading = targetNames ?? ["class", ...classNames];
  const lines = rows.map(({ className, numbers }) => {
    return [...(className === undefined ? [] : [className]), ...numbers.map(String)];
  });
  return [heading, ...lines].map(formatCsvLine).join("");
}

/** What is predicted of a sample. */
interface Row {
  /** The class; absent where numbers are predicted. */
  readonly className?: string;
  /** The scores of the classes, or the numbers. */
  readonly numbers: readonly number[];
}
