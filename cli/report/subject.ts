import { type Config, parseConfig } from "../../lib/config/config.ts";
import { errorIn } from "../../lib/config/source.ts";
import type { Model } from "../../lib/models/model.ts";
import { readConfig } from "../files/config_file.ts";
import { readModel } from "../files/model_files.ts";

/** What a report is about. */
export interface Subject {
  readonly modelPath: string;
  readonly model: Model;
  /** Says where the data and the records of the training are. */
  readonly config: Config;
  /** What the network was trained with: what the model file says, or else {@linkcode config}. */
  readonly trainedWith: Config;
}

/**
 * Finds the model that a report is about, and the configuration that it was trained with.
 *
 * @param path A model file, whose name ends in `.safetensors`; or a configuration file that names one.
 * @throws {Error} If a file cannot be read or is not what it should be, or one does not name the other;
 * the message names it.
 */
export function findSubject(path: string): Promise<Subject> {
  return /\.safetensors$/i.test(path) ? subjectOfModel(path) : subjectOfConfig(path);
}

async function subjectOfModel(modelPath: string): Promise<Subject> {
  const model = await readModel(modelPath);
  const config = trainingConfigOf(modelPath, model);
  if (config === undefined) {
    throw new Error(
      `${modelPath}: Expected a model with the configuration that it was trained with ` +
        "but found none; name a configuration instead",
    );
  }
  return { modelPath, model, config, trainedWith: config };
}

async function subjectOfConfig(path: string): Promise<Subject> {
  const config = await readConfig(path);
  const { modelFile, source } = config;
  if (modelFile === undefined) {
    const problem = "Expected a model file to report on but found none; set it and train again";
    throw errorIn(source, "rel_path_model_file", problem);
  }
  const model = await readModel(modelFile);
  // The file may have been changed since.
  const trainedWith = trainingConfigOf(modelFile, model) ?? config;
  return { modelPath: modelFile, model, config, trainedWith };
}

function trainingConfigOf(modelPath: string, { training }: Model): Config | undefined {
  return training?.config === undefined ? undefined : parseConfig(training.config, modelPath);
}
