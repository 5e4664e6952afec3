import { type Config, parseConfig } from "../../lib/config/config.ts";
import { errorIn } from "../../lib/config/source.ts";
import type { Model } from "../../lib/models/model.ts";
import { readConfig } from "../files/config_file.ts";
import { isLoneFile } from "../files/dataset_location.ts";
import { isPresent } from "../files/folder.ts";
import { checkAgreement, isSafetensors, readModel, readModels } from "../files/model_files.ts";
import { isTextFile } from "../files/read_file.ts";

/** What a report is about. */
export interface Subject {
  readonly modelPath: string;
  /** The same, with its number in a file of several. */
  readonly name: string;
  readonly model: Model;
  /** Says where the data and the records of the training are; undefined if that is not known. */
  readonly config?: Config;
  /** What the network was trained with: what the model file says, or else {@linkcode config}. */
  readonly trainedWith?: Config;
}

/**
 * Finds the models that a report is about, and the configurations that they were trained with.
 *
 * @param paths Files of one model or several; or configuration files that name one.
 * @throws {Error} If a file cannot be read or is not what it should be, one does not name the other, or
 * several models do not agree on images and classes; the message names it.
 */
export async function findSubjects(paths: readonly string[]): Promise<Subject[]> {
  const subjects = await Promise.all(paths.map(async (path) => {
    return await isModel(path) ? await subjectsOfModels(path) : await subjectOfConfig(path);
  }));
  const all = subjects.flat();
  checkAgreement(all);
  return all;
}

/**
 * Divides the words of a command line that begin with models or configurations: those that are neither
 * name a dataset.
 */
export async function divideSubjects(
  words: readonly string[],
): Promise<{ readonly subjects: readonly string[]; readonly others: readonly string[] }> {
  let count = 1;
  while (count < words.length && await isSubject(words[count])) count++;
  return { subjects: words.slice(0, count), others: words.slice(count) };
}

/** Whether a word names a model or a configuration rather than a dataset; what is missing goes by its name. */
async function isSubject(path: string): Promise<boolean> {
  if (await isModel(path)) return true;
  if (!await isPresent(path)) return /\.config$/i.test(path);
  return await isLoneFile(path, undefined) && await isTextFile(path);
}

/** Whether a file is a model by its name, or by how it begins. */
async function isModel(path: string): Promise<boolean> {
  return /\.safetensors$/i.test(path) || await isSafetensors(path);
}

async function subjectsOfModels(modelPath: string): Promise<Subject[]> {
  return (await readModels([modelPath])).map(({ model, name }) => {
    const config = trainingConfigOf(name, model);
    return { modelPath, name, model, config, trainedWith: config };
  });
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
  return { modelPath: modelFile, name: modelFile, model, config, trainedWith };
}

/** What a model was trained with, if its file says so. */
export function trainingConfigOf(modelPath: string, { training }: Model): Config | undefined {
  return training?.config === undefined ? undefined : parseConfig(training.config, modelPath);
}
