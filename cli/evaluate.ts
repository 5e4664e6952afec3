import type { Dataset } from "../lib/data/dataset.ts";
import { FILE_KIND_LENGTH, isText } from "../lib/formats/file_kind.ts";
import { evaluateInDetail, type Evaluation } from "../lib/training/evaluate.ts";
import { flag, operand, optionalOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { deviceOption, orientationOption } from "./arguments/config_arguments.ts";
import { file, fileOrFolder } from "./arguments/values.ts";
import { readConfig } from "./files/config_file.ts";
import { readDataset } from "./files/dataset_files.ts";
import { describeLeftOut, fitDataset } from "./files/fit_dataset.ts";
import { formatEvaluation, formatLoss } from "./terminal/figures.ts";
import { isLoneFile } from "./files/dataset_location.ts";
import type { Orientation } from "./files/orientation.ts";
import { readModel } from "./files/model_files.ts";
import { checkScores, openModel } from "./files/model_network.ts";
import { readFile } from "./files/read_file.ts";
import { suspicionsAbout } from "./files/suspicions.ts";
import { warn } from "./terminal/warning.ts";

/** Measures a trained model on a dataset. */
export const command = defineCommand({
  name: "evaluate",
  summary: "Measures a trained model on a dataset",
  operands: {
    modelPath: operand(
      "model",
      file,
      'model file, as "mnist train" writes it for "rel_path_model_file"',
    ),
    datasetPath: operand(
      "dataset",
      fileOrFolder,
      "configuration file, for its test images; IDX image file, with its [labels]; or folder " +
        "or files with images and labels, of which test images are taken where there are " +
        "training images too",
    ),
    labelsPath: optionalOperand("labels", file, "IDX label file of an IDX image file"),
  },
  options: {
    orientation: orientationOption,
    device: deviceOption,
    json: flag("json", "print a JSON object instead"),
  },
  notes: `Classes are matched by name, labels of IDX files by number. Images of classes
that the model does not know are left out; a warning says which.`,

  async run({ modelPath, datasetPath, labelsPath, orientation, device, json }) {
    const model = await readModel(modelPath);
    const { path, dataset } = await readTestData(datasetPath, labelsPath, orientation);
    const paths = { dataset: path, model: modelPath };
    const match = fitDataset(paths, dataset, model);
    const network = openModel(model, match.dataset.count, device);
    suspicionsAbout(path, dataset).forEach(warn);
    describeLeftOut(paths, match).forEach(warn);
    const evaluation = evaluateInDetail(network, match.dataset, model.normalization);
    checkScores(modelPath, evaluation.scores);
    const format = json ? formatAsJson : formatAsText;
    console.log(format(evaluation));
  },
});

function formatAsJson({ predictions, wrong, accuracy, errorRate, loss }: Evaluation): string {
  const images = predictions.length;
  return JSON.stringify({ images, wrong, accuracy, error_rate: errorRate, loss });
}

function formatAsText(evaluation: Evaluation): string {
  const text = `${formatEvaluation(evaluation)}, loss ${formatLoss(evaluation.loss)}`;
  return text[0].toUpperCase() + text.slice(1);
}

/** A dataset, and what it was read from. */
interface TestData {
  readonly path: string;
  readonly dataset: Dataset;
}

async function readTestData(
  path: string,
  labels: string | undefined,
  orientation: Orientation,
): Promise<TestData> {
  if (!await isConfig(path, labels)) {
    return { path, dataset: await readDataset(path, labels, { part: "test", orientation }) };
  }
  const { testImages, testLabels, orientation: stated } = await readConfig(path);
  const options = { part: "test", orientation: orientation ?? stated } as const;
  return { path: testImages, dataset: await readDataset(testImages, testLabels, options) };
}

/** Whether it is one file, and a text: datasets are none, or are known by their names. */
async function isConfig(path: string, labels: string | undefined): Promise<boolean> {
  if (!await isLoneFile(path, labels)) return false;
  return isText(
    await readFile(path, "a configuration file", (file) => file.peek(FILE_KIND_LENGTH)),
  );
}
