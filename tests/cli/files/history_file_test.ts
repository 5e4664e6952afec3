import { assertEquals, assertRejects } from "@std/assert";
import { isHistory, readHistory, writeHistory } from "../../../cli/files/history_file.ts";
import { parseHistoryLines } from "../../../lib/training/history.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const history = [{
  epoch: 1,
  iteration: 2,
  learningRate: 0.5,
  training: { loss: 0.25, errorRate: 0.125 },
  penalty: 0,
}];

Deno.test("writeHistory() chooses the format by the name of the file", async () => {
  using folder = new TemporaryFolder();
  for (const name of ["history.jsonl", "history.csv.txt"]) {
    const path = folder.join(name);
    await writeHistory(path, history);
    assertEquals(parseHistoryLines(await Deno.readTextFile(path)), history);
  }
  for (const name of ["history.csv", "HISTORY.CSV"]) {
    const path = folder.join(name);
    await writeHistory(path, history);
    const [heading, line] = (await Deno.readTextFile(path)).split("\n");
    assertEquals(heading.startsWith("epoch,iteration,"), true);
    assertEquals(line, "1,2,0.5,0.25,0.125,,,,,0");
  }
});

Deno.test("readHistory() reads what writeHistory() writes", async () => {
  using folder = new TemporaryFolder();
  for (const name of ["history.jsonl", "history.csv"]) {
    const path = folder.join(name);
    await writeHistory(path, history);
    assertEquals(await readHistory(path), history);
  }
});

Deno.test("isHistory() goes by the name of a file, or else by how it begins", async () => {
  using folder = new TemporaryFolder();
  for (const name of ["history.jsonl", "history.csv"]) {
    await writeHistory(folder.join(name), history);
    await Deno.copyFile(folder.join(name), folder.join("history"));
    assertEquals(await isHistory(folder.join("history")), true);
    assertEquals(await readHistory(folder.join("history")), history);
  }
  folder.write("other.config", "num_epochs = 1\n");
  const names = ["missing.csv", "other.config", "missing"];
  const found = await Promise.all(names.map((name) => isHistory(folder.join(name))));
  assertEquals(found, [true, false, false]);
});

Deno.test("readHistory() names the file that holds no history", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("history.jsonl", "{}\n");
  await assertRejects(() => readHistory(path), Error, `${path}: Expected a number "training_loss"`);
  const none = folder.join("none");
  await assertRejects(() => readHistory(none), Error, "Expected a history of a training but found");
});
