import { dirname, join, resolve } from "@std/path";
import type { Config } from "../../lib/config/config.ts";
import { errorIn } from "../../lib/config/source.ts";
import { quote } from "../../lib/formats/quote.ts";
import { checkpointPath } from "./checkpoint_file.ts";
import { checkWritable } from "./write_file.ts";

/**
 * Finds out before a training whether the files that it is to write can be written, and are neither
 * each other nor a file that it reads.
 *
 * @throws {ConfigError} If one is.
 * @throws {Error} If one cannot be written; the message names it and says why.
 */
export async function checkOutputs(config: Config): Promise<void> {
  const { logFile, modelFile, historyFile, checkpointEvery, source } = config;
  const taken = new Map<string, string>();
  for (const { key, path } of inputsOf(config)) taken.set(await realPath(path), key);
  const outputs = [
    { key: "rel_path_log_file", path: logFile },
    { key: "rel_path_model_file", path: modelFile },
    { key: "rel_path_history_file", path: historyFile },
    {
      key: "rel_path_checkpoint_file",
      path: checkpointEvery === undefined ? undefined : checkpointPath(config),
    },
  ];
  for (const { key, path } of outputs) {
    if (path === undefined) continue;
    const real = await realPath(path);
    const other = taken.get(real);
    if (other !== undefined) {
      const problem = `Expected a file of its own but found ${quote(path)}, which is ${other}`;
      throw errorIn(source, key, problem);
    }
    if (!real.startsWith("/dev/")) taken.set(real, `${key} too`);
    await checkWritable(path);
  }
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
