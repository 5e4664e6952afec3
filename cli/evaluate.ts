import { parseArgs } from "@std/cli";
import { chooseClasses } from "../lib/data/choose_classes.ts";
import type { Dataset } from "../lib/data/dataset.ts";
import { openDevice } from "../lib/devices/open_device.ts";
import type { Model } from "../lib/models/model.ts";
import { restoreNetwork } from "../lib/models/model_file.ts";
import { formatShape } from "../lib/shape.ts";
import { evaluate } from "../lib/training/evaluate.ts";
import type { Command } from "./command.ts";
import { readConfig } from "./files/config_file.ts";
import { readDataset } from "./files/dataset_files.ts";
import { formatLoss, formatShare } from "./terminal/figures.ts";
import { isFile } from "./files/folder.ts";
import { readModel } from "./files/model_files.ts";
import { rejectUnknownOption } from "./arguments/option_values.ts";
import { UsageError } from "./usage_error.ts";

const BATCH_SIZE = 100;

/** Measures a trained model on a dataset. */
export const command: Command = {
  name: "evaluate",
  usage: "<model> <dataset> [labels] [--json]",
  summary: "Measures a trained model on a dataset",
  help: `<model>    model file that "mnist train" has written for "rel_path_model_file"
<dataset>  configuration file, for its test images; or IDX image file, together with its
[labels]   IDX label file; or folder or files that hold images and labels, of which test
           images are taken where there are training images too
--json     print one JSON object instead

Classes are matched by name; images of classes that the model does not know are left out.`,

  async run(args) {
    const options = parseArgs(args, {
      boolean: ["json"],
      string: ["_"],
      unknown: rejectUnknownOption,
    });
    const [modelPath, datasetPath, labelsPath, ...rest] = options._;
    if (datasetPath === undefined || rest.length > 0) {
      throw new UsageError(
        `Expected <model> <dataset> [labels] but found ${options._.length} words`,
      );
    }
    const model = await readModel(modelPath);
    const { path, dataset } = await readTestData(datasetPath, labelsPath);
    const fitting = fit(path, dataset, model);
    const device = openDevice({ precision: model.precision });
    const network = restoreNetwork(model, device, Math.min(BATCH_SIZE, fitting.count));
    const { loss, wrong, accuracy, errorRate } = evaluate(network, fitting, model.normalization);
    const images = fitting.count;
    if (options.json) {
      return console.log(JSON.stringify({ images, wrong, accuracy, error_rate: errorRate, loss }));
    }
    console.log(
      `Accuracy ${formatShare(accuracy)}, error rate ${formatShare(errorRate)} ` +
        `(${wrong} of ${images} images wrong), loss ${formatLoss(loss)}`,
    );
  },
};

/** A dataset, and what it was read from. */
interface TestData {
  readonly path: string;
  readonly dataset: Dataset;
}

async function readTestData(path: string, labels: string | undefined): Promise<TestData> {
  const isConfig = labels === undefined && !path.endsWith(".bin") && await isFile(path);
  if (!isConfig) return { path, dataset: await readDataset(path, labels, { part: "test" }) };
  const { testImages, testLabels } = await readConfig(path);
  const dataset = await readDataset(testImages, testLabels, { part: "test" });
  return { path: testImages, dataset };
}

/** The dataset with the model's classes. */
function fit(path: string, dataset: Dataset, { inputShape, classNames }: Model): Dataset {
  const [expected, found] = [inputShape, dataset.shape].map(formatShape);
  if (expected !== found) {
    throw new Error(
      `${path}: Expected images of ${expected}, the size that the model takes, but found ${found}`,
    );
  }
  try {
    return chooseClasses(dataset, classNames);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Error(`${path}: ${error.message}`, { cause: error });
  }
}
