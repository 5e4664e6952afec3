import type { Config } from "../../lib/config/config.ts";
import { errorIn } from "../../lib/config/source.ts";
import { checkFolderWritable, checkWritable } from "./check_writable.ts";
import { checkpointPath } from "./checkpoint_file.ts";
import { findDatasetInputs } from "./dataset_inputs.ts";
import { foldHistoryPaths } from "./history_file.ts";
import { findCollision, type TakenPath } from "./taken_paths.ts";
import { tensorboardFolders } from "./tensorboard_files.ts";

/**
 * Finds out before a training whether the files that it is to write can be written, and are neither
 * each other nor a file that it reads.
 *
 * @throws {ConfigError} If one is.
 * @throws {Error} If one cannot be written; the message names it and says why.
 */
export async function checkOutputs(config: Config): Promise<void> {
  const taken = await inputsOf(config);
  await checkFoldHistories(config, taken);
  for (const { key, path, kind } of outputsOf(config)) {
    const problem = await findCollision(path, kind, taken);
    if (problem !== undefined) throw errorIn(config.source, key, problem);
    taken.push({ path, what: `${key} too` });
    await (kind === "file" ? checkWritable(path) : checkFolderWritable(path));
  }
}

/** Checks that no fold's history takes the place of a file that is read, or written besides. */
async function checkFoldHistories(config: Config, inputs: readonly TakenPath[]): Promise<void> {
  const others = outputsOf(config).map(({ key, path }) => ({ path, what: `${key} too` }));
  for (const path of foldHistoryPaths(config)) {
    const problem = await findCollision(path, "file", [...inputs, ...others]);
    if (problem !== undefined) throw errorIn(config.source, "rel_path_history_file", problem);
  }
}

/** The files and folders that a training is to write. */
export function outputPaths(config: Config): string[] {
  return outputsOf(config).map(({ path }) => path);
}

/** What a training writes, each under its key. */
interface Output {
  readonly key: string;
  readonly path: string;
  readonly kind: "file" | "folder";
}

function outputsOf(config: Config): Output[] {
  const { logFile, modelFile, historyFile, histogramsFile, tensorboardFolder } = config;
  const checkpointFile = config.checkpointEvery === undefined ? undefined : checkpointPath(config);
  const files = [
    { key: "rel_path_log_file", path: logFile },
    { key: "rel_path_model_file", path: modelFile },
    { key: "rel_path_history_file", path: historyFile },
    { key: "rel_path_histograms_file", path: histogramsFile },
    { key: "rel_path_checkpoint_file", path: checkpointFile },
  ];
  const folders = tensorboardFolder === undefined
    ? []
    : [tensorboardFolder, ...tensorboardFolders(tensorboardFolder)];
  return [
    ...files.flatMap(({ key, path }): Output[] => {
      return path === undefined ? [] : [{ key, path, kind: "file" }];
    }),
    ...folders.map((path): Output => ({ key: "rel_path_tensorboard_dir", path, kind: "folder" })),
  ];
}

/** What a training reads, as far as it can be found: the files themselves, and as the keys say it. */
async function inputsOf(config: Config): Promise<TakenPath[]> {
  const { source, trainImages, trainLabels, testImages, testLabels, trainSamples, testSamples } =
    config;
  const stated = [
    { what: "the configuration itself", path: source.name },
    { what: "rel_path_train_images", path: trainImages },
    { what: "rel_path_train_labels", path: trainLabels },
    { what: "rel_path_test_images", path: testImages },
    { what: "rel_path_test_labels", path: testLabels },
    { what: "rel_path_train_samples", path: trainSamples },
    { what: "rel_path_test_samples", path: testSamples },
  ];
  const [trainingFiles, testFiles] = trainImages === undefined || testImages === undefined
    ? [[], []]
    : [
      await findDatasetInputs(trainImages, trainLabels, "training", "rel_path_train_images"),
      await findDatasetInputs(testImages, testLabels, "test", "rel_path_test_images"),
    ];
  return [
    ...trainingFiles,
    ...testFiles,
    ...stated.flatMap(({ what, path }) => path === undefined ? [] : [{ what, path }]),
  ];
}
