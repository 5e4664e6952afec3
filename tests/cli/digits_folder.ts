import { assertEquals } from "@std/assert";
import { firstTestDigits } from "../mnist.ts";
import { idxKeys, writeIdxDataset } from "./idx_dataset.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** Keys of a configuration for the data of {@linkcode digitsFolder}. */
export const dataKeys = `${idxKeys}
rel_path_log_file = test.log
rel_path_model_file = model.safetensors
batch_size = 20
num_epochs = 2
learning_rate = 0.1
`;

/** A folder with some of MNIST's digits, as many others for testing, and a configuration `test.config`. */
export function digitsFolder(count: number, keys: string): TemporaryFolder {
  const folder = new TemporaryFolder();
  const all = firstTestDigits(2 * count);
  for (
    const [prefix, digits] of [["", all.slice(0, count)], ["test-", all.slice(count)]] as const
  ) {
    const pixels = Uint8Array.from(digits.flatMap(({ pixels }) => [...pixels]));
    const labels = Uint8Array.from(digits, ({ label }) => label);
    writeIdxDataset(folder, prefix, 28, pixels, labels);
  }
  folder.write("test.config", dataKeys + keys);
  return folder;
}

/** Runs the program in the folder; it must succeed. Returns what it prints. */
export async function succeed(
  folder: TemporaryFolder,
  ...args: readonly string[]
): Promise<string> {
  const { code, stdout, stderr } = await runMnist(args, { cwd: folder.path });
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  return stdout;
}
