import { assertEquals, assertRejects } from "@std/assert";
import { checkOutputs } from "../../../cli/files/training_outputs.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A configuration whose paths, written with a `/` in front, lie in a folder. */
function configIn(folder: TemporaryFolder, lines: string) {
  const text = `rel_path_train_images = /images
rel_path_train_labels = /labels
rel_path_test_images = /images
rel_path_test_labels = /labels
rel_path_log_file = /log
batch_size = 8
learning_rate = 0.1
num_epochs = 1
hidden_size = 4
${lines}`;
  return parseConfig(text.replaceAll("= /", `= ${folder.path}/`), folder.join("config"));
}

async function refusal(folder: TemporaryFolder, lines: string): Promise<string> {
  const error = await assertRejects(() => checkOutputs(configIn(folder, lines)), Error);
  return error.message.replaceAll(`${folder.path}/`, "");
}

Deno.test("checkOutputs() accepts a file and a folder for each thing, and makes none", async () => {
  using folder = new TemporaryFolder();
  await checkOutputs(configIn(
    folder,
    `rel_path_histograms_file = /histograms
rel_path_tensorboard_dir = /runs/first`,
  ));
  assertEquals(folder.names(), []);
});

Deno.test("checkOutputs() refuses a file for histograms that is another", async () => {
  using folder = new TemporaryFolder();
  for (
    const [path, other] of [["log", "rel_path_log_file too"], [
      "config",
      "the configuration itself",
    ]]
  ) {
    assertEquals(
      await refusal(folder, `rel_path_histograms_file = /${path}`),
      `config:10: rel_path_histograms_file: Expected a file of its own but found "${path}", ` +
        `which is ${other}`,
    );
  }
});

Deno.test("checkOutputs() refuses a folder for TensorBoard in whose place there will be a file", async () => {
  using folder = new TemporaryFolder();
  const problem = "rel_path_tensorboard_dir: Expected a folder of its own but found";
  assertEquals(
    await refusal(folder, "rel_path_tensorboard_dir = /log"),
    `config:10: ${problem} "log", which is rel_path_log_file too`,
  );
  Deno.mkdirSync(folder.join("runs"));
  assertEquals(
    await refusal(folder, "rel_path_model_file = /runs/test\nrel_path_tensorboard_dir = /runs"),
    `config:11: ${problem} "runs/test", which is rel_path_model_file too`,
  );
});

Deno.test("checkOutputs() refuses a folder for TensorBoard in whose place there is a file", async () => {
  using folder = new TemporaryFolder();
  folder.write("runs", "");
  assertEquals(
    await refusal(folder, "rel_path_tensorboard_dir = /runs"),
    "Cannot write runs: it is not a folder",
  );
});
