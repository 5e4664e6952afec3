import { properShare } from "../lib/config/values.ts";
import { flag, option, optionalOperand, repeatedOperand } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { deviceOption, orientationOption } from "./arguments/config_arguments.ts";
import { UsageError } from "./arguments/reader.ts";
import { file, fileOrFolder } from "./arguments/values.ts";
import { evaluateModels } from "./evaluate/evaluate_models.ts";
import { evaluateOnSamples } from "./evaluate/evaluate_samples.ts";
import { formatAsJson, formatAsText } from "./evaluate/format_result.ts";
import { gradeLogs } from "./evaluate/grade_logs.ts";
import { divideWords, readModels } from "./files/model_files.ts";
import { isTextFile } from "./files/read_file.ts";

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
        "training images too; for a model of samples of numbers, a CSV file; what the first model was " +
        "tested on in its training when left out",
    ),
    labelsPath: optionalOperand("labels", file, "IDX label file of an IDX image file"),
  },
  options: {
    orientation: orientationOption,
    device: deviceOption,
    threshold: option(
      "threshold",
      "p",
      properShare,
      "of two classes, take a sample for one of the second where its probability is p or more, " +
        "and say precision and recall of that class; 0.5 when left out",
    ),
    json: flag(
      "json",
      "print JSON, with the confusion matrix: an object, or a list for several logs",
    ),
    csv: flag("csv", "print comma-separated values, of prediction logs alone"),
  },
  notes: `Classes are matched by name, labels of IDX files by number. Samples of classes
that the model does not know are left out; a warning says which. Of prediction
logs it prints accuracy, errors of each class and confusions, or of numbers R²
and mean errors; nothing is computed for them.`,

  async run({ modelPaths, datasetPath, labelsPath, json, csv, ...options }) {
    if (json && csv) throw new UsageError("Expected --json or --csv but found both");
    const words = [...modelPaths, datasetPath, labelsPath].filter((word) => word !== undefined);
    // A text is no model.
    if (await isTextFile(words[0])) {
      const unused = Object.entries(options).find(([_, value]) => value !== undefined);
      if (unused !== undefined) {
        throw new UsageError(`Expected a model for --${unused[0]} but found prediction logs`);
      }
      return await gradeLogs(words, json ? "json" : csv ? "csv" : "text");
    }
    if (csv) throw new UsageError("Expected prediction logs for --csv but found none");
    const { models, others } = await divideWords(words);
    if (others.length > 2) {
      throw new UsageError(
        `Expected <dataset> [labels] after the models but found ${others.length} words`,
      );
    }
    const members = await readModels(models);
    if (members[0].model.featureNames !== undefined) {
      const { orientation, ...ofSamples } = options;
      if (orientation !== undefined) {
        throw new UsageError("Expected no --orientation for samples of numbers but found one");
      }
      const found = await evaluateOnSamples(members, others, ofSamples);
      return console.log(json ? found.json : found.text);
    }
    const result = await evaluateModels(members, others, options);
    console.log(json ? formatAsJson(result) : formatAsText(result));
  },
});
