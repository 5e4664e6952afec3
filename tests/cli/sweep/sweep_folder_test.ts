import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { isFile } from "../../../cli/files/folder.ts";
import { planSweep, type SweepRun } from "../../../cli/sweep/plan.ts";
import {
  isSweepFolder,
  prepareRun,
  readChangedKeys,
  readRunFolders,
  readSeconds,
} from "../../../cli/sweep/sweep_folder.ts";
import { stripeKeys } from "../striped_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("readRunFolders() finds the runs in their order", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await isSweepFolder(folder.path), false);
  const runs = ["seed=2", "seed=1"].map((name) => ({ name, values: { seed: name } }));
  folder.write("sweep.json", JSON.stringify({ keys: [{ key: "seed", values: ["2", "1"] }], runs }));
  assertEquals(await isSweepFolder(folder.path), true);
  const expected = runs.map(({ name }) => join(folder.path, name));
  assertEquals(await readRunFolders(folder.path), expected);
});

/** The only run of a sweep in `out`. */
async function runIn(out: string, ...lines: readonly string[]): Promise<SweepRun> {
  const text = [stripeKeys, "hidden_size = 4", "batch_size = 5", ...lines].join("\n");
  const { runs: [run] } = await planSweep(text, "c.config", [], out);
  return run;
}

Deno.test("prepareRun() keeps the checkpoint of a run unless what decides its result has changed", async () => {
  using folder = new TemporaryFolder();
  const begun = await runIn(folder.path, "num_epochs = 9", "learning_rate = 0.1");
  assertEquals(await readChangedKeys(begun), undefined);
  await prepareRun(begun);
  folder.write("run/checkpoint", "");
  const faster = await runIn(folder.path, "learning_rate = .1", "num_epochs = 9", "threads = 2");
  assertEquals(await readChangedKeys(faster), []);
  await prepareRun(faster);
  assertEquals(Deno.readTextFileSync(folder.join("run/run.config")), faster.configText);
  assertEquals(await isFile(folder.join("run/checkpoint")), true);
  const longer = await runIn(folder.path, "learning_rate = 0.1", "num_epochs = 10");
  assertEquals(await readChangedKeys(longer), ["num_epochs"]);
  await prepareRun(longer);
  assertEquals(await isFile(folder.join("run/checkpoint")), false);
});

Deno.test("readSeconds() finds the time of a run, if it is known", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await readSeconds(folder.path), undefined);
  folder.write("result.json", '{"epochs":1,"seconds":2.5}');
  assertEquals(await readSeconds(folder.path), 2.5);
  folder.write("result.json", '{"epochs":1}');
  assertEquals(await readSeconds(folder.path), undefined);
  const path = folder.write("result.json", "{");
  await assertRejects(
    () => readSeconds(folder.path),
    Error,
    `${path}: Expected the result of a run, a JSON object`,
  );
});

Deno.test("readRunFolders() refuses what is no list of runs", async () => {
  using folder = new TemporaryFolder();
  const cases = [
    ["{", "Expected the list of a sweep's runs, a JSON object"],
    ["[]", 'Expected the list of a sweep\'s runs, a JSON object with "runs", but found "[]"'],
    ['{"runs": 1}', "Expected the list of a sweep's runs, a JSON object"],
    ['{"runs": [{"name": 1}]}', 'Expected each run to have a "name" but found'],
    ['{"runs": [null]}', 'Expected each run to have a "name" but found "null"'],
  ];
  for (const [text, message] of cases) {
    const path = folder.write("sweep.json", text);
    await assertRejects(() => readRunFolders(folder.path), Error, `${path}: ${message}`);
  }
});
