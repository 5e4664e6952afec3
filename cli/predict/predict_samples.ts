import type { Device } from "../../lib/devices/device.ts";
import { formatCsvLine } from "../../lib/formats/csv_lines.ts";
import { formatJson } from "../../lib/formats/json.ts";
import { indexOfLargest } from "../../lib/largest.ts";
import type { Model } from "../../lib/models/model.ts";
import { sizeOf } from "../../lib/shape.ts";
import { outputsOfAsync, scoresOf } from "../../lib/training/predict.ts";
import type { NamedModel } from "../files/model_files.ts";
import { checkScores, openModel } from "../files/model_network.ts";
import { readFeatures } from "../files/sample_files.ts";

/**
 * What a model of samples predicts of those in some files, in which the columns of its features are found
 * by their names: for each sample the class and the score of each class, or the numbers.
 *
 * @param format JSON, a list with an object for each sample; or comma-separated values.
 * @throws {Error} If a file cannot be read or lacks a feature; the message names it.
 */
export async function predictSamples(
  { model, name }: NamedModel,
  paths: readonly string[],
  { format, device }: { readonly format: "json" | "csv"; readonly device?: Device["name"] },
): Promise<string> {
  const { featureNames = [] } = model;
  const rows: Row[] = [];
  for (const path of paths) {
    const features = await readFeatures(path, featureNames);
    const network = await openModel(model, features.length / featureNames.length, device);
    const outputs = await outputsOfAsync(network, features, model.normalization);
    const columns = sizeOf(network.outputShape);
    for (let start = 0; start < outputs.length; start += columns) {
      rows.push(rowOf(model, Array.from(outputs.subarray(start, start + columns))));
    }
  }
  checkScores(name, rows.map(({ numbers }) => numbers));
  return format === "json" ? asJson(model, rows) : asCsv(model, rows).trimEnd();
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

function rowOf({ targetNames, classNames }: Model, outputs: readonly number[]): Row {
  if (targetNames !== undefined) return { numbers: outputs };
  const numbers = scoresOf(outputs);
  return { className: classNames[indexOfLargest(numbers)], numbers };
}
