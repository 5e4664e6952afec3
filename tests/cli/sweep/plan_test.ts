import { assertEquals, assertRejects } from "@std/assert";
import { UsageError } from "../../../cli/arguments/reader.ts";
import { planSweep } from "../../../cli/sweep/plan.ts";
import type { SweptKey } from "../../../cli/sweep/swept_values.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { ConfigError } from "../../../lib/config/source.ts";
import { stripeKeys, writeStripes } from "../striped_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const text = `${stripeKeys}
rel_path_log_file = mine.txt // replaced
rel_path_history_file = mine.csv
num_epochs = 1
batch_size = 5
learning_rate = 0.1
layers = dense 4 softmax
`;

function swept(key: string, ...values: string[]): SweptKey {
  return { key, values };
}

async function names(...keys: readonly SweptKey[]): Promise<string[]> {
  return (await planSweep(text, "x.config", keys, "out")).runs.map(({ name }) => name);
}

Deno.test("planSweep() makes a run of every combination, the last key changing fastest", async () => {
  assertEquals(await names(swept("l2", "0", "1e-3"), swept("seed", "1", "2")), [
    "l2=0,seed=1",
    "l2=0,seed=2",
    "l2=1e-3,seed=1",
    "l2=1e-3,seed=2",
  ]);
  assertEquals(await names(), ["run"]);
});

Deno.test("planSweep() puts a run's files into its folder, in place of those of the configuration", async () => {
  const keys = [swept("learning_rate", "0.5"), swept("seed", "2", "3")];
  const { keys: several, runs } = await planSweep(text, "x.config", keys, "out//here/");
  assertEquals(several, [swept("seed", "2", "3")]);
  const [{ folder, configPath, configText, config }] = runs;
  assertEquals([folder, configPath].map((path) => path.replace("learning_rate=0.5,seed=2", "*")), [
    "out/here/*",
    "out/here/*/run.config",
  ]);
  assertEquals(configText.split("\n").slice(4).map((line) => line.replace(`${folder}/`, "*/")), [
    "rel_path_log_file = */log.txt",
    "rel_path_history_file = */history.jsonl",
    "num_epochs = 1",
    "batch_size = 5",
    "learning_rate = 0.5",
    "layers = dense 4 softmax",
    "seed = 2",
    "rel_path_model_file = */model.safetensors",
    "",
  ]);
  const { source: _, ...stated } = config;
  const { source: __, ...read } = parseConfig(configText, configPath);
  assertEquals(JSON.stringify(read), JSON.stringify(stated));
});

Deno.test("planSweep() keeps the records and checkpoints that a configuration asks for", async () => {
  const lines = "checkpoint_every = 2\nrel_path_tensorboard_dir = mine\n";
  const [{ folder, config }] = (await planSweep(text + lines, "x.config", [], "out")).runs;
  assertEquals(config.checkpointFile, `${folder}/checkpoint`);
  assertEquals(config.tensorboardFolder, `${folder}/tensorboard`);
  assertEquals(config.histogramsFile, undefined);
});

Deno.test("planSweep() names runs apart whose values no file name can hold", async () => {
  const layers = [
    "dense 4 softmax",
    "dense 4  softmax",
    `dense 9 relu, ${"dense 4 relu, ".repeat(30)}dense 4`,
  ];
  const found = await names(swept("layers", ...layers));
  assertEquals(new Set(found).size, 3);
  for (const name of found) assertEquals(/^layers=[\w.,-]+-[0-9a-f]{8}$/.test(name), true, name);
  assertEquals(await names(swept("layers", layers[2])), [found[2]]);
});

Deno.test("planSweep() takes pairs for all pairs of the dataset's classes", async () => {
  using folder = new TemporaryFolder();
  writeStripes(folder, 8);
  folder.write("class-names.txt", "a\nb\nc\nd\n");
  const placed = text.replaceAll(/= (images|labels)/g, `= ${folder.path}/$1`);
  const layers = swept("layers", "dense 2 softmax");
  const { runs } = await planSweep(placed, "x", [swept("classes", "pairs"), layers], "out");
  assertEquals(runs.map(({ config }) => config.classes), [
    ["a", "b"],
    ["a", "c"],
    ["a", "d"],
    ["b", "c"],
    ["b", "d"],
    ["c", "d"],
  ]);
});

Deno.test("planSweep() takes values from the file, and says in which line they are wrong", async () => {
  const plan = (more: string, ...keys: readonly SweptKey[]) => {
    return planSweep(text + more, "x.sweep", keys, "out");
  };
  const { keys, runs } = await plan(
    "seed = 1, 2\nl2 = 0, 1e-3\n",
    swept("l1", "0", "1"),
    swept("seed", "7"),
  );
  assertEquals(keys, [swept("l1", "0", "1"), swept("l2", "0", "1e-3")]);
  assertEquals(runs.map(({ name }) => name), [
    "l1=0,l2=0,seed=7",
    "l1=0,l2=1e-3,seed=7",
    "l1=1,l2=0,seed=7",
    "l1=1,l2=1e-3,seed=7",
  ]);
  // All is well with each value, but not with what it is combined with.
  await assertRejects(
    () => plan("stratified = no\nstratified = yes"),
    ConfigError,
    "x.sweep:11: stratified: Expected",
  );
  await assertRejects(
    () => plan("rel_path_log_file = a.txt\n"),
    ConfigError,
    "x.sweep:5: rel_path_log_file: Expected at most one value, as every run writes into a folder",
  );
});

Deno.test("planSweep() refuses paths of outputs, and combinations that no file may have", async () => {
  const plan = (more: string, ...keys: readonly SweptKey[]) => {
    return planSweep(text + more, "x.config", keys, "out");
  };
  await assertRejects(
    () => plan("", swept("rel_path_model_file", "m")),
    UsageError,
    "Expected no --rel_path_model_file, as every run writes into a folder of its own",
  );
  await assertRejects(() => plan("", swept("hidden_size", "4")), ConfigError, "hidden_size");
  const many = Array.from({ length: 400 }, (_, i) => `${i}`);
  await assertRejects(
    () => plan("", swept("l1", ...many), swept("l2", ...many)),
    UsageError,
    "Expected at most 100000 combinations of values but found 160000",
  );
});
