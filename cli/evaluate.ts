import { parseArgs } from "@std/cli";
import type { Dataset } from "../lib/data/dataset.ts";
import { evaluate, type Evaluation } from "../lib/training/evaluate.ts";
import type { Command } from "./command.ts";
import { readConfig } from "./files/config_file.ts";
import { readDataset } from "./files/dataset_files.ts";
import { fitDataset } from "./files/fit_dataset.ts";
import { formatEvaluation, formatLoss } from "./terminal/figures.ts";
import { isLoneFile } from "./files/dataset_location.ts";
import { readModel } from "./files/model_files.ts";
import { openModel } from "./files/model_network.ts";
import { readFile } from "./files/read_file.ts";
import { DEVICE_HELP, parseDevice } from "./arguments/device_option.ts";
import { countWords } from "./arguments/count_words.ts";
import { rejectFlagValues } from "./arguments/flag_values.ts";
import { rejectUnknownOption } from "./arguments/unknown_option.ts";
import { UsageError } from "./usage_error.ts";

/** Measures a trained model on a dataset. */
export const command: Command = {
  name: "evaluate",
  usage: "<model> <dataset> [labels] [--device <name>] [--json]",
  summary: "Measures a trained model on a dataset",
  help: `<model>    model file that "mnist train" has written for "rel_path_model_file"
<dataset>  configuration file, for its test images; or IDX image file, together with its
[labels]   IDX label file; or folder or files that hold images and labels, of which test
           images are taken where there are training images too
${DEVICE_HELP}
--json     print one JSON object instead

Classes are matched by name; images of classes that the model does not know are left out.`,

  async run(args) {
    rejectFlagValues(args, "json");
    const options = parseArgs(args, {
      boolean: ["json"],
      string: ["_", "device"],
      unknown: rejectUnknownOption("device", "json"),
    });
    const [modelPath, datasetPath, labelsPath, ...rest] = options._;
    if (datasetPath === undefined || rest.length > 0) {
      throw new UsageError(
        `Expected <model> <dataset> [labels] but found ${countWords(options._)}`,
      );
    }
    const model = await readModel(modelPath);
    const { path, dataset } = await readTestData(datasetPath, labelsPath);
    const fitting = fitDataset(path, dataset, model);
    const network = openModel(model, fitting.count, parseDevice(options.device));
    const evaluation = evaluate(network, fitting, model.normalization);
    if (Number.isNaN(evaluation.loss)) {
      throw new Error(`${modelPath}: Expected outputs that are numbers but found NaN`);
    }
    const format = options.json ? formatAsJson : formatAsText;
    console.log(format(evaluation));
  },
};

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

async function readTestData(path: string, labels: string | undefined): Promise<TestData> {
  if (!await isConfig(path, labels)) {
    return { path, dataset: await readDataset(path, labels, { part: "test" }) };
  }
  const { testImages, testLabels } = await readConfig(path);
  const dataset = await readDataset(testImages, testLabels, { part: "test" });
  return { path: testImages, dataset };
}

/** Whether it is one file, and no IDX file without its labels: these begin with 0, and no text does. */
async function isConfig(path: string, labels: string | undefined): Promise<boolean> {
  if (!await isLoneFile(path, labels)) return false;
  const [first] = await readFile(path, "a configuration file", (file) => file.peek(1));
  return first !== 0;
}
