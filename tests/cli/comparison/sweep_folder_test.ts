import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import {
  isSweepFolder,
  readSeconds,
  readSweepFolders,
} from "../../../cli/comparison/sweep_folder.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("readSweepFolders() finds the runs in their order", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await isSweepFolder(folder.path), false);
  const runs = ["seed=2", "seed=1"].map((name) => ({ folder: name, values: [name] }));
  folder.write("sweep.json", JSON.stringify({ keys: [], runs }));
  assertEquals(await isSweepFolder(folder.path), true);
  const expected = runs.map(({ folder: name }) => join(folder.path, name));
  assertEquals(await readSweepFolders(folder.path), expected);
  folder.write(
    "sweep.json",
    JSON.stringify({ runs: runs.map(({ values: [name] }) => ({ name })) }),
  );
  assertEquals(await readSweepFolders(folder.path), expected);
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
    `${path}: Expected what a run has come`,
  );
});

Deno.test("readSweepFolders() refuses what is no list of runs", async () => {
  using folder = new TemporaryFolder();
  const cases = [
    ["{", "Expected the list of a sweep's runs in JSON but found"],
    ["[]", 'Expected the list of a sweep\'s runs, an object with "runs", but found "[]"'],
    ['{"runs": 1}', "Expected the list of a sweep's runs, an object"],
    ['{"runs": [{"folder": 1}]}', 'Expected each run to have a "folder" but found'],
    ['{"runs": [null]}', 'Expected each run to have a "folder" but found "null"'],
  ];
  for (const [text, message] of cases) {
    const path = folder.write("sweep.json", text);
    await assertRejects(() => readSweepFolders(folder.path), Error, `${path}: ${message}`);
  }
});
