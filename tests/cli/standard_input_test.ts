import { assertEquals, assertStringIncludes } from "@std/assert";
import { readHistory, writeHistory } from "../../cli/files/history_file.ts";
import { dataKeys, digitsFolder, succeed } from "./digits_folder.ts";
import { runMnist } from "./run_mnist.ts";
import type { TemporaryFolder } from "./temporary_folder.ts";

/** A folder with digits, what a training on them writes, and the test digits as a CSV file. */
async function trainedFolder(): Promise<TemporaryFolder> {
  const folder = digitsFolder(50, "");
  const keys = `${dataKeys}rel_path_history_file = h.jsonl\nlayers = dense 10 softmax\n`;
  folder.write("test.config", keys);
  await succeed(folder, "train", "test.config");
  const pixels = Deno.readFileSync(folder.join("test-images")).subarray(16);
  const labels = Deno.readFileSync(folder.join("test-labels")).subarray(8);
  const rows = Array.from(labels, (label, i) => {
    return `${[label, ...pixels.subarray(784 * i, 784 * (i + 1))]}\n`;
  });
  folder.write("test.csv", rows.join(""));
  await writeHistory(folder.join("h.csv"), await readHistory(folder.join("h.jsonl")));
  return folder;
}

// In each, the file may come through a pipe.
const calls = [
  ["test.config", "summary FILE"],
  ["model.safetensors", "summary FILE"],
  ["model.safetensors", "gradcheck FILE"],
  ["model.safetensors", "evaluate FILE test-images test-labels"],
  ["model.safetensors", "evaluate FILE"],
  ["test-images", "evaluate model.safetensors FILE test-labels"],
  ["test-labels", "evaluate model.safetensors test-images FILE"],
  ["test.csv", "evaluate model.safetensors FILE"],
  ["test.config", "evaluate model.safetensors FILE"],
  ["test.log", "evaluate FILE"],
  ["test.log", "evaluate FILE test.log"],
  ["test-images", "show FILE --count 2"],
  ["test-images", "show FILE test-labels --count 2"],
  ["test.csv", "show FILE --count 2"],
  ["model.safetensors", "report FILE --out page"],
  ["test.csv", "report model.safetensors FILE --out page"],
  ["h.jsonl", "compare FILE --out comparison"],
  ["h.csv", "compare FILE h.jsonl --out comparison"],
  ["test.config", "compare FILE --out comparison"],
  ["model.safetensors", "compare h.jsonl FILE --out comparison"],
] as const;

Deno.test("what comes through a pipe is taken as the file that it is", async () => {
  using folder = await trainedFolder();
  for (const [file, call] of calls) {
    const words = (name: string) => call.replace("FILE", name).split(" ");
    // Tables are as wide as the names in them.
    const narrow = (text: string) => text.replace(/ +/g, " ");
    const expected = narrow(await succeed(folder, ...words(file))).replace(file, "-");
    const stdin = Deno.readFileSync(folder.join(file));
    const { stdout, stderr } = await runMnist(words("-"), { cwd: folder.path, stdin });
    assertEquals([call, narrow(stdout), stderr], [call, expected, ""]);
  }
});

Deno.test("a model that comes through a pipe is compared with another image by image", async () => {
  using folder = await trainedFolder();
  await Deno.copyFile(folder.join("model.safetensors"), folder.join("other.safetensors"));
  const args = ["compare", "-", "other.safetensors", "--out", "page"];
  const stdin = Deno.readFileSync(folder.join("model.safetensors"));
  const { stderr } = await runMnist(args, { cwd: folder.path, stdin });
  assertEquals(stderr, "");
  assertStringIncludes(Deno.readTextFileSync(folder.join("page/index.html")), "McNemar");
});

Deno.test("what comes through a pipe names no folder for a page", async () => {
  using folder = await trainedFolder();
  const stdin = Deno.readFileSync(folder.join("model.safetensors"));
  for (const name of ["report", "compare"]) {
    const { code, stderr } = await runMnist([name, "-"], { cwd: folder.path, stdin });
    const message = "Expected --out for what comes through the standard input but found none";
    assertEquals([code, stderr], [2, `mnist: ${message}; see "mnist ${name} --help"\n`]);
  }
  const args = ["compare", "h.jsonl", "--out", "-"];
  const { code, stderr } = await runMnist(args, { cwd: folder.path });
  const message = '--out: Expected a folder but found "-"';
  assertEquals([code, stderr], [2, `mnist: ${message}; see "mnist compare --help"\n`]);
});
