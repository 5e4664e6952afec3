import type { Dataset } from "../lib/data/dataset.ts";
import { FILE_KIND_LENGTH, isText } from "../lib/formats/file_kind.ts";
import { ConfusionMatrix } from "../lib/metrics/confusion_matrix.ts";
import type { CommitteeEvaluation } from "../lib/models/committee.ts";
import type { Evaluation } from "../lib/training/evaluate.ts";
import { flag, optionalOperand, repeatedOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { deviceOption, orientationOption } from "./arguments/config_arguments.ts";
import { UsageError } from "./arguments/reader.ts";
import { file, fileOrFolder } from "./arguments/values.ts";
import { gradeLogs, isTextFile, matrixRows } from "./evaluate/grade_logs.ts";
import { readConfigTestData } from "./files/config_datasets.ts";
import { readConfig } from "./files/config_file.ts";
import { readDataset } from "./files/dataset_files.ts";
import { isLoneFile } from "./files/dataset_location.ts";
import { describeLeftOut, fitDataset } from "./files/fit_dataset.ts";
import { divideWords, readModels } from "./files/model_files.ts";
import { checkScores, openCommittee } from "./files/model_network.ts";
import type { Orientation } from "./files/orientation.ts";
import { readFile } from "./files/read_file.ts";
import { suspicionsAbout } from "./files/suspicions.ts";
import { capitalize, formatEvaluation, formatLoss, formatShare } from "./terminal/figures.ts";
import { formatJsonLine } from "./terminal/json_line.ts";
import { warn } from "./terminal/notice.ts";
import { type Column, formatTable } from "./terminal/table.ts";

/** Measures a trained model on a dataset. */
export const command = defineCommand({
  name: "evaluate",
  summary: "Measures a trained model, or a committee of several, on a dataset",
  operands: {
    modelPaths: repeatedOperand(
      "model",
      file,
      1,
      'model file, as "mnist train" writes it for "rel_path_model_file", or committee file; several ' +
        "decide by the mean of their probabilities; or prediction logs",
    ),
    datasetPath: optionalOperand(
      "dataset",
      fileOrFolder,
      "configuration file, for its test images; IDX image file, with its [labels]; or a " +
        "folder or file with images and labels, of which test images are taken where there are " +
        "training images too",
    ),
    labelsPath: optionalOperand("labels", file, "IDX label file of an IDX image file"),
  },
  options: {
    orientation: orientationOption,
    device: deviceOption,
    json: flag(
      "json",
      "print JSON, with the confusion matrix: an object, or a list for several logs",
    ),
    csv: flag("csv", "print comma-separated values, of prediction logs alone"),
  },
  notes: `Classes are matched by name, labels of IDX files by number. Images of classes
that the model does not know are left out; a warning says which. Of prediction
logs it prints accuracy, errors of each class and confusions; nothing is
computed for them.`,

  async run({ modelPaths, datasetPath, labelsPath, orientation, device, json, csv }) {
    if (json && csv) throw new UsageError("Expected --json or --csv but found both");
    const words = [...modelPaths, datasetPath, labelsPath].filter((word) => word !== undefined);
    if (await isTextFile(words[0])) {
      const unused = Object.entries({ orientation, device }).find(([_, value]) => value);
      if (unused !== undefined) {
        throw new UsageError(`Expected a model for --${unused[0]} but found prediction logs`);
      }
      return await gradeLogs(words, json ? "json" : csv ? "csv" : "text");
    }
    if (csv) throw new UsageError("Expected prediction logs for --csv but found none");
    const { models, others } = await divideWords(words);
    if (others.length < 1 || others.length > 2) {
      throw new UsageError(
        `Expected <dataset> [labels] after the models but found ${others.length} words`,
      );
    }
    const members = await readModels(models);
    const [first] = members;
    const { path, dataset } = await readTestData(others[0], others[1], orientation);
    const paths = { dataset: path, model: first.path };
    const match = fitDataset(paths, dataset, first.model);
    const committee = openCommittee(
      members.map(({ model }) => model),
      match.dataset.count,
      device,
    );
    suspicionsAbout(path, dataset).forEach(warn);
    describeLeftOut(paths, match).forEach(warn);
    const evaluation = committee.evaluate(match.dataset);
    evaluation.members.forEach(({ scores }, i) => checkScores(members[i].name, scores));
    const names = members.map(({ name }) => name);
    console.log(
      json ? formatAsJson(evaluation, names, match.dataset) : formatAsText(evaluation, names),
    );
  },
});

function formatAsJson(
  evaluation: CommitteeEvaluation,
  names: readonly string[],
  { labels, classes, classNames }: Dataset,
): string {
  const { members, agreement, predictions } = evaluation;
  const own = {
    ...figuresOf(evaluation),
    classes: classNames,
    confusion_matrix: matrixRows(new ConfusionMatrix(labels, predictions, classes)),
  };
  if (members.length === 1) return formatJsonLine(own);
  return formatJsonLine({
    ...own,
    agreement,
    members: members.map((member, i) => ({ model: names[i], ...figuresOf(member) })),
  });
}

/** The figures of an evaluation as JSON has them. */
function figuresOf({ predictions, wrong, accuracy, errorRate, loss }: Evaluation) {
  return { images: predictions.length, wrong, accuracy, error_rate: errorRate, loss };
}

function formatAsText(evaluation: CommitteeEvaluation, names: readonly string[]): string {
  const { members, agreement } = evaluation;
  const own = `${capitalize(formatEvaluation(evaluation))}, loss ${formatLoss(evaluation.loss)}`;
  if (members.length === 1) return own;
  const columns: Omit<Column, "width">[] = [
    { heading: "member", align: "left" },
    { heading: "error rate", align: "right" },
    { heading: "wrong", align: "right" },
    { heading: "loss", align: "right" },
  ];
  const rows = members.map(({ errorRate, wrong, loss }, i) => [
    names[i],
    formatShare(errorRate),
    String(wrong),
    formatLoss(loss),
  ]);
  const agreed = `All ${members.length} members agree on ${formatShare(agreement)} of the images`;
  return [own, agreed, "", formatTable(columns, rows)].join("\n");
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
  const config = await readConfig(path);
  const dataset = await readConfigTestData({
    ...config,
    orientation: orientation ?? config.orientation,
  });
  return { path: config.testImages, dataset };
}

/** Whether it is one file, and a text: datasets are none, or are known by their names. */
async function isConfig(path: string, labels: string | undefined): Promise<boolean> {
  if (!await isLoneFile(path, labels)) return false;
  return isText(
    await readFile(path, "a configuration file", (file) => file.peek(FILE_KIND_LENGTH)),
  );
}
