import { join } from "@std/path";
import type { Config } from "../../lib/config/config.ts";
import type { Device } from "../../lib/devices/device.ts";
import type { Model } from "../../lib/models/model.ts";
import type { Measurement } from "../../lib/training/measurement.ts";
import { readConfig } from "../files/config_file.ts";
import { checkPresent, isFile, isFolder } from "../files/folder.ts";
import { foldHistoryPaths, isHistory, readHistory } from "../files/history_file.ts";
import { isSafetensors, readModel } from "../files/model_files.ts";
import { readHistoryOf } from "../pages/records.ts";
import { trainingConfigOf } from "../pages/subject.ts";
import type { CollectedFailures } from "../terminal/collected_failures.ts";
import { isDone, isSweepFolder, readRunFolders, readSeconds } from "../sweep/sweep_folder.ts";
import { describeTrainedModel, type TrainedModel } from "./trained_model.ts";
import type { TestImages } from "./test_images.ts";

/** One training that is compared with others: as much as is known of it. */
export interface Run {
  /** What the user named; of a sweep, the folder of the run. */
  readonly path: string;
  /** What it was trained with. */
  readonly config?: Config;
  /** How it went; empty where that is not known. */
  readonly history: readonly Measurement[];
  /** What it came to. */
  readonly model?: TrainedModel;
  /** How long it took, if that is known. */
  readonly seconds?: number;
  /** The fold that was set aside, counted from 1, if it is one of a cross-validation. */
  readonly fold?: number;
  /**
   * Whether it has not come to its end, yet or at all, or is of a cross-validation that has not: it has
   * curves, but no error or loss that others could be compared with.
   */
  readonly isUnfinished?: boolean;
}

/** What reading runs takes besides their paths. */
export interface RunSources {
  readonly testImages: TestImages;
  /** Take what cannot be read: it does not cost the other runs their page. */
  readonly failures: CollectedFailures;
  /** What tests models; the fastest that runs here when left out. */
  readonly device?: Device["name"];
}

/**
 * Reads the runs that some paths name, each path once: histories, whose names end in `.jsonl` or
 * `.csv`; models, whose names end in `.safetensors`; configurations, for their models and histories, or the
 * histories of their folds; folders of sweeps, of which what has begun counts, and of single runs of
 * these. Of other names, such as `-`, histories and models are known by how they begin.
 */
export async function readRuns(paths: readonly string[], sources: RunSources): Promise<Run[]> {
  const runs: Run[] = [];
  const add = async (path: string): Promise<void> => {
    if (!await isSweepFolder(path)) {
      runs.push(...await readSingleRuns(path, sources));
      return;
    }
    for (const folder of await readRunFolders(path)) {
      await sources.failures.attempt(async () => {
        runs.push(...await readRunFolder(folder, sources));
      });
    }
  };
  for (const path of new Set(paths)) await sources.failures.attempt(() => add(path));
  return runs;
}

/** The run that a path names, or those of all folds. */
async function readSingleRuns(path: string, sources: RunSources): Promise<Run[]> {
  if (await isFolder(path)) {
    const runs = await readRunFolder(path, sources);
    if (runs.length > 0) return runs;
    throw new Error(`${path}: Expected the folder of a sweep, or of a run, but found neither`);
  }
  if (await isHistory(path)) {
    const history = await readHistory(path);
    if (history.length > 0) return [{ path, history }];
    throw new Error(`${path}: Expected a history with one measurement or more but found none`);
  }
  if (!/\.safetensors$/i.test(path) && !await isSafetensors(path)) {
    // A name that says what the file is calls for that alone.
    if (!/\.config$/i.test(path)) {
      await checkPresent(path, "a history, a model, a configuration or the folder of a sweep");
    }
    return await readRunsOfConfig(path, sources);
  }
  const model = await readModel(path);
  const config = trainingConfigOf(path, model);
  return [await runOfModel(path, path, model, { ...sources, config })];
}

/**
 * The run that a folder of a sweep holds, or those of its folds.
 *
 * @returns Nothing if the run has not begun, or all that it came to has been removed.
 */
async function readRunFolder(path: string, sources: RunSources): Promise<Run[]> {
  const [configPath, historyPath, modelPath] = ["run.config", "history.jsonl", "model.safetensors"]
    .map((name) => join(path, name));
  const [hasConfig, hasHistory, hasModel] = await Promise.all(
    [configPath, historyPath, modelPath].map(isFile),
  );
  if (!hasConfig && !hasHistory && !hasModel) return [];
  const config = await readConfig(configPath);
  const isUnfinished = !await isDone(path);
  if (config.folds !== undefined) {
    const folds = await readFolds(path, config, historyPath);
    if (!isUnfinished) return folds;
    // In the first fold, there may be no history yet.
    const begun = folds.length > 0 ? folds : [{ path, config, history: [], fold: 1 }];
    return begun.map((run) => ({ ...run, isUnfinished }));
  }
  const history = hasHistory ? await readHistory(historyPath) : [];
  if (isUnfinished) return [{ path, config, history, isUnfinished }];
  if (!hasModel) return hasHistory ? [{ path, config, history }] : [];
  const training = { config, history };
  const trained = await readModel(modelPath);
  const model = await describeTrainedModel(modelPath, trained, training, sources);
  return [{ path, ...training, model, seconds: await readSeconds(path) }];
}

async function readRunsOfConfig(path: string, sources: RunSources): Promise<Run[]> {
  const config = await readConfig(path);
  const { modelFile, historyFile } = config;
  if (config.folds !== undefined) {
    const runs = await readFolds(path, config, historyFile);
    if (runs.length > 0) return runs;
    throw new Error(
      `${path}: Expected histories of folds to compare but found none; set ` +
        "rel_path_history_file and train",
    );
  }
  if (modelFile !== undefined && await isFile(modelFile)) {
    const model = await readModel(modelFile);
    return [await runOfModel(path, modelFile, model, { ...sources, config })];
  }
  if (historyFile !== undefined && await isFile(historyFile)) {
    return [{ path, config, history: await readHistory(historyFile) }];
  }
  throw new Error(
    `${path}: Expected a model or a history to compare but found none; set ` +
      "rel_path_model_file or rel_path_history_file and train",
  );
}

/** The folds of a cross-validation whose histories there are; unfinished if these are not all. */
async function readFolds(
  path: string,
  config: Config,
  historyFile: string | undefined,
): Promise<Run[]> {
  const runs: Run[] = [];
  const paths = foldHistoryPaths({ ...config, historyFile });
  for (const [i, history] of paths.entries()) {
    if (!await isFile(history)) break;
    runs.push({ path, config, history: await readHistory(history), fold: i + 1 });
  }
  if (runs.length === paths.length) return runs;
  return runs.map((run) => ({ ...run, isUnfinished: true }));
}

/** @param config Says where the data and the history are; what the model's file says may be older. */
async function runOfModel(
  path: string,
  modelPath: string,
  model: Model,
  { config, ...sources }: RunSources & { readonly config?: Config },
): Promise<Run> {
  const trainedWith = trainingConfigOf(modelPath, model) ?? config;
  const found = config === undefined || trainedWith === undefined
    ? undefined
    : await readHistoryOf({ modelPath, name: modelPath, model, config, trainedWith });
  const history = found ?? [];
  return {
    path,
    config: trainedWith,
    history,
    model: await describeTrainedModel(modelPath, model, { config, history }, sources),
  };
}
