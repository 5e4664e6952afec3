import { dirname, join, resolve } from "@std/path";
import type { Config } from "../../lib/config/config.ts";
import { errorIn } from "../../lib/config/source.ts";
import { quote } from "../../lib/formats/quote.ts";
import { checkpointPath } from "./checkpoint_file.ts";
import { tensorboardFolders } from "./tensorboard_files.ts";
import { checkFolderWritable, checkWritable } from "./write_file.ts";

/**
 * Finds out before a training whether the files that it is to write can be written, and are neither
 * each other nor a file that it reads.
 *
 * @throws {ConfigError} If one is.
 * @throws {Error} If one cannot be written; the message names it and says why.
 */
export async function checkOutputs(config: Config): Promise<void> {
  const taken = new Map<string, string>();
  for (const { key, path } of inputsOf(config)) taken.set(await realPath(path), key);
  for (const { key, path, kind } of outputsOf(config)) {
    const real = await realPath(path);
    const other = taken.get(real);
    if (other !== undefined) {
      const problem = `Expected a ${kind} of its own but found ${quote(path)}, which is ${other}`;
      throw errorIn(config.source, key, problem);
    }
    if (!real.startsWith("/dev/")) taken.set(real, `${key} too`);
    await (kind === "file" ? checkWritable(path) : checkFolderWritable(path));
  }
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

/** The files that a training reads, and what they are. */
function inputsOf({ source, trainImages, trainLabels, testImages, testLabels }: Config) {
  const inputs = [
    { key: "the configuration itself", path: source.name },
    { key: "rel_path_train_images", path: trainImages },
    { key: "rel_path_train_labels", path: trainLabels },
    { key: "rel_path_test_images", path: testImages },
    { key: "rel_path_test_labels", path: testLabels },
  ];
  return inputs.flatMap(({ key, path }) => path === undefined ? [] : [{ key, path }]);
}

/** Where a path leads to, whether there is something or not. */
async function realPath(path: string): Promise<string> {
  try {
    return await Deno.realPath(path);
  } catch {
    const absolute = resolve(path);
    const folder = dirname(absolute);
    return folder === absolute
      ? absolute
      : join(await realPath(folder), absolute.slice(folder.length));
  }
}
