import { fromFileUrl, join } from "@std/path";
import { interruptible } from "../../cli/processes/interruption.ts";
import { changeConfig } from "./config_text.ts";

/** What a training left behind. */
export interface Training {
  /** Its history, as JSON lines. */
  readonly history: string;
  /** Its prediction log. */
  readonly log: string;
  /** How long the program ran. */
  readonly seconds: number;
}

/** The program with the permissions that a training needs. */
const program = [
  ...["run", "--quiet", "--no-prompt", "--allow-read", "--allow-write", "--allow-sys=cpus"],
  ...["--config", fromFileUrl(import.meta.resolve("../../deno.json"))],
  fromFileUrl(import.meta.resolve("../../cli/main.ts")),
];

/**
 * Trains a configuration as `mnist train` does, with its output on the terminal.
 *
 * @param path The configuration file. What it would write goes to a folder beside `results/`'s files,
 * which is removed afterwards.
 * @param seed In place of the configuration's.
 * @throws {Error} If the program fails.
 */
export async function train(path: string, seed: number): Promise<Training> {
  const folder = await Deno.makeTempDir({ dir: "results", prefix: ".training-" });
  return await interruptible(async (signal) => {
    try {
      return await trainIn(folder, await Deno.readTextFile(path), seed, signal);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

async function trainIn(
  folder: string,
  text: string,
  seed: number,
  signal: AbortSignal,
): Promise<Training> {
  const config = join(folder, "training.config");
  const history = join(folder, "history.jsonl");
  const log = join(folder, "log.txt");
  await Deno.writeTextFile(
    config,
    changeConfig(text, {
      seed: String(seed),
      rel_path_log_file: log,
      rel_path_history_file: history,
      rel_path_model_file: undefined,
      rel_path_checkpoint_file: undefined,
      checkpoint_every: undefined,
    }),
  );

  const start = performance.now();
  const command = new Deno.Command(Deno.execPath(), {
    args: [...program, "train", config],
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
    signal,
  });
  const { code } = await command.spawn().status;
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`Expected a training that succeeds but found exit code ${code}`);
  return {
    history: await Deno.readTextFile(history),
    log: await Deno.readTextFile(log),
    seconds,
  };
}
