import { assertEquals, assertMatch } from "@std/assert";
import { encodeModel, parseModel } from "../../../lib/models/model_file.ts";
import { parseModels } from "../../../lib/models/committee_file.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { twoMembers } from "../../two_members.ts";
import { mnistCommand, runMnist } from "../run_mnist.ts";
import { stripeKeys, writeStripes } from "../striped_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A folder with a small dataset, a configuration for it, and the models `one` and `two`. */
function makeFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeStripes(folder, 80);
  folder.write(
    "c.config",
    `${stripeKeys}
rel_path_log_file = log.txt
rel_path_model_file = model
layers = dense 8 relu, dense 10 softmax
batch_size = 8
num_epochs = 2
learning_rate = 0.1
`,
  );
  twoMembers(createTypeScriptDevice()).forEach(({ network, ...description }, i) => {
    folder.write(["one", "two"][i], encodeModel(network, description));
  });
  return folder;
}

/** What a subcommand that succeeds prints in the folder, on stdout alone. */
async function outputOf(folder: TemporaryFolder, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runMnist(args, { cwd: folder.path });
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  return stdout;
}

Deno.test("--quiet leaves the result of a training, and what it writes as it is", async () => {
  using folder = makeFolder();
  const whole = await outputOf(folder, "train", "c.config");
  const model = parseModel(Deno.readFileSync(folder.join("model")));
  const result = await outputOf(folder, "train", "--quiet", "c.config");
  assertMatch(result, /^Test accuracy [^\n]*\n$/);
  assertEquals(result.trimEnd(), whole.trimEnd().split("\n").at(-1));
  assertEquals(parseModel(Deno.readFileSync(folder.join("model"))), model);
});

Deno.test("--quiet says nothing of what is written, and no warnings, but errors", async () => {
  using folder = makeFolder();
  assertEquals(await outputOf(folder, "committee", "one", "two", "--out", "both", "--quiet"), "");
  assertEquals(folder.names().includes("both"), true);
  // All test images are training images, which is said otherwise.
  const same = ["train", "c.config", "--rel_path_test_images", "images"];
  const labels = ["--rel_path_test_labels", "labels"];
  const { stderr } = await runMnist([...same, ...labels], { cwd: folder.path });
  assertMatch(stderr, /^mnist: warning: /);
  await outputOf(folder, ...same, ...labels, "--quiet");
  const failed = await runMnist(["train", "missing", "--quiet"], { cwd: folder.path });
  assertEquals([failed.code, failed.stdout], [1, ""]);
  assertMatch(failed.stderr, /^mnist: missing: Expected/);
});

Deno.test("--quiet after -- is a word", async () => {
  using folder = makeFolder();
  const { code, stderr } = await runMnist(["train", "--", "--quiet"], { cwd: folder.path });
  assertEquals(code, 1);
  assertMatch(stderr, /^mnist: --quiet: Expected/);
});

Deno.test("mnist train --json prints what a training has come to", async () => {
  using folder = makeFolder();
  const whole = await outputOf(folder, "train", "c.config");
  const found = JSON.parse(await outputOf(folder, "train", "c.config", "--json"));
  const { epochs, best_epoch, parameters, test } = found;
  assertEquals([epochs, best_epoch, parameters], [2, 2, 36 * 8 + 8 + 8 * 10 + 10]);
  assertEquals(test.images, 80);
  assertMatch(whole, new RegExp(`\\(${test.wrong} of 80 images wrong\\)\n$`));
  const folds = JSON.parse(await outputOf(folder, "train", "c.config", "--json", "--folds", "2"));
  assertEquals(folds.error_rates.length, 2);
  assertEquals(folds.mean, (folds.error_rates[0] + folds.error_rates[1]) / 2);
});

Deno.test("mnist summary --json and gradcheck --json print the layers and their gradients", async () => {
  using folder = makeFolder();
  const { input_shape, layers, parameters } = JSON.parse(
    await outputOf(folder, "summary", "c.config", "--json"),
  );
  assertEquals(input_shape, [1, 6, 6]);
  assertEquals(parameters, 36 * 8 + 8 + 8 * 10 + 10);
  assertEquals(layers.length, 4);
  assertEquals(layers[0], {
    layer: "dense 8",
    output_shape: [8],
    parameters: [{ name: "weights", rows: 36, columns: 8 }, { name: "bias", rows: 1, columns: 8 }],
  });
  const matrices = JSON.parse(await outputOf(folder, "gradcheck", "c.config", "--json"));
  assertEquals(matrices.length, 5);
  for (const { relative_error } of matrices) assertEquals(relative_error < 1e-6, true);
});

Deno.test("mnist sweep --json lists its trainings with their results", async () => {
  using folder = makeFolder();
  const lines = Deno.readTextFileSync(folder.join("c.config"));
  folder.write("c.config", lines.replace(/rel_path_model_file.*\n/, ""));
  const args = ["sweep", "c.config", "--learning_rate", "0.1,0.01", "--json"];
  const planned = JSON.parse(await outputOf(folder, ...args, "--dry-run"));
  assertEquals(planned.map(({ values }: { values: unknown }) => values), [
    { learning_rate: "0.1" },
    { learning_rate: "0.01" },
  ]);
  assertEquals(planned.some((run: object) => "result" in run), false);
  const done = JSON.parse(await outputOf(folder, ...args));
  for (const { name, result } of done) {
    const kept = JSON.parse(Deno.readTextFileSync(folder.join(`c-sweep/${name}/result.json`)));
    assertEquals(result, kept);
  }
});

Deno.test("- stands for the standard output, which then has nothing else", async () => {
  using folder = makeFolder();
  const args = ["committee", "one", "two", "--out", "-"];
  const { code, stdout } = await mnistCommand(args, { cwd: folder.path }).output();
  assertEquals(code, 0);
  assertEquals(parseModels(stdout).length, 2);
  assertEquals(folder.names().includes("-"), false);
});
