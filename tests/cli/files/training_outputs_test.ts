import { assertEquals, assertRejects } from "@std/assert";
import { checkOutputs } from "../../../cli/files/training_outputs.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { ConfigError } from "../../../lib/config/source.ts";
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

/** A configuration of datasets that have their labels, which need not be in `folder`. */
function configOf(folder: TemporaryFolder, train: string, test: string, output: string) {
  return parseConfig(
    `rel_path_train_images = ${train}
rel_path_test_images = ${test}
rel_path_log_file = ${folder.join("log")}
rel_path_model_file = ${folder.join(output)}
batch_size = 8
learning_rate = 0.1
num_epochs = 1
hidden_size = 4
`,
    "config",
  );
}

async function checkDatasets(
  folder: TemporaryFolder,
  train: string,
  test: string,
  refused: readonly (readonly [string, string])[],
): Promise<void> {
  for (const [output, what] of refused) {
    const { message } = await assertRejects(
      () => checkOutputs(configOf(folder, train, test, output)),
      ConfigError,
    );
    assertEquals(
      message.replace(`${folder.path}/`, ""),
      `config:4: rel_path_model_file: Expected a file of its own but found "${output}", ` +
        `which is ${what}`,
    );
  }
}

Deno.test("checkOutputs() refuses a file that stands in the folder of a dataset", async () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(folder.join("cif"));
  Deno.mkdirSync(folder.join("idx"));
  for (const name of ["data_batch_1.bin", "test_batch.bin", "batches.meta.txt"]) {
    folder.write(`cif/${name}`, "");
  }
  for (const part of ["train", "t10k"]) {
    folder.write(`idx/${part}-images-idx3-ubyte`, "");
    folder.write(`idx/${part}-labels-idx1-ubyte`, "");
  }
  const [cif, idx] = [folder.join("cif"), folder.join("idx")];
  await checkDatasets(folder, cif, idx, [
    ["cif/data_batch_1.bin", "read for rel_path_train_images"],
    ["cif/batches.meta.txt", "read for rel_path_train_images"],
    ["idx/t10k-images-idx3-ubyte", "read for rel_path_test_images"],
    ["idx/t10k-labels-idx1-ubyte", "read for rel_path_test_images"],
  ]);
  await checkDatasets(folder, idx, cif, [
    ["idx/train-images-idx3-ubyte", "read for rel_path_train_images"],
    ["cif/test_batch.bin", "read for rel_path_test_images"],
  ]);
  await checkOutputs(configOf(folder, cif, cif, "cif/model"));
});

Deno.test("checkOutputs() refuses each of several files of records", async () => {
  using folder = new TemporaryFolder();
  const [a, b, c] = ["a.bin", "b.bin", "c.bin"].map((name) => folder.write(name, ""));
  await checkDatasets(folder, `${a}, ${b}`, c, [
    ["a.bin", "read for rel_path_train_images"],
    ["b.bin", "read for rel_path_train_images"],
    ["c.bin", "rel_path_test_images"],
  ]);
});

Deno.test("checkOutputs() refuses whatever would lie among PNG images, also behind a link", async () => {
  using folder = new TemporaryFolder();
  for (const name of ["pets", "pets/train", "pets/train/cat", "pets/test", "dogs"]) {
    Deno.mkdirSync(folder.join(name));
  }
  Deno.symlinkSync(folder.join("dogs"), folder.join("pets/test/dog"));
  for (const name of ["pets/train/cat/1.png", "dogs/1.png"]) folder.write(name, "");
  const pets = folder.join("pets");
  await checkDatasets(folder, pets, pets, [
    ["pets/train/cat/1.png", "inside rel_path_train_images"],
    ["pets/test/dog/new", "inside rel_path_test_images"],
    ["dogs/1.png", "inside rel_path_test_images"],
  ]);
  await checkOutputs(configOf(folder, pets, pets, "pets/model"));
});

Deno.test("checkOutputs() leaves it to the reader of a dataset to say what is wrong with it", async () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(folder.join("empty"));
  const missing = folder.join("missing");
  await checkOutputs(configOf(folder, folder.join("empty"), missing, "empty/model"));
});

Deno.test("checkOutputs() refuses a history of a fold that is another file", async () => {
  using folder = new TemporaryFolder();
  const fold = (lines: string) =>
    refusal(folder, `folds = 3\nrel_path_history_file = /h\n${lines}`);
  const problem = "rel_path_history_file: Expected a file of its own but found";
  assertEquals(
    await fold("rel_path_model_file = /h-fold-3"),
    `config:11: ${problem} "h-fold-3", which is rel_path_model_file too`,
  );
  const text = "rel_path_model_file = /h-fold-4";
  await checkOutputs(configIn(folder, `folds = 3\nrel_path_history_file = /h\n${text}`));
});
