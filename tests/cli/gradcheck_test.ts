import { assert, assertEquals, assertMatch } from "@std/assert";
import { runMnist } from "./run_mnist.ts";
import { writeStripes } from "./striped_files.ts";
import { templateModel } from "./template_model.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** A folder with a configuration for images of 6 x 6 pixels. */
function prepare(layers: string): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeStripes(folder, 4);
  folder.write(
    "test.config",
    `rel_path_train_images = images
rel_path_train_labels = labels
rel_path_test_images = nowhere
rel_path_test_labels = nowhere
rel_path_log_file = nowhere
num_epochs = 1
batch_size = 8
learning_rate = 0.1
layers = ${layers}
`,
  );
  return folder;
}

Deno.test("mnist gradcheck finds small errors in a right network and ends with 0", async () => {
  using folder = prepare("conv 2 3x3 same tanh, max_pool 2, dense 10 softmax");
  const { code, stdout, stderr } = await runMnist(["gradcheck", "test.config"], {
    cwd: folder.path,
  });
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const [heading, ...lines] = stdout.trimEnd().split("\n");
  assertMatch(heading, /^layer +matrix +elements +compared +relative error$/);
  // The input of 4 images; weights and biases of 2 filters of 9 and of 10 neurons behind 2 x 3 x 3.
  const rows = lines.map((line) => line.split(/ {2,}/));
  // Layers are counted from 1, activations too.
  assertEquals(rows.map((row) => row.slice(0, 4)), [
    ["input", "input", "144", "144"],
    ["1: conv 2 3x3 same", "weights", "18", "18"],
    ["1: conv 2 3x3 same", "bias", "2", "2"],
    ["4: dense 10", "weights", "180", "180"],
    ["4: dense 10", "bias", "10", "10"],
  ]);
  for (const row of rows) assert(Number(row[4]) < 1e-6, row.join(" "));
});

Deno.test("mnist gradcheck compares no more than 200 elements of a matrix", async () => {
  using folder = prepare("dense 10 softmax");
  const { code, stdout } = await runMnist(["gradcheck", "test.config"], { cwd: folder.path });
  assertEquals(code, 0);
  assertMatch(stdout, /weights +360 +200 /);
});

Deno.test("mnist gradcheck refuses options and more than a configuration", async () => {
  const cases = [
    [["test.config", "--quick"], 'Expected a known option but found "--quick"'],
    [["test.config", "x"], "Expected <config or model> but found 2 words"],
  ] as const;
  for (const [args, message] of cases) {
    assertEquals(await runMnist(["gradcheck", ...args]), {
      code: 2,
      stdout: "",
      stderr: `mnist: ${message}; see "mnist gradcheck --help"\n`,
    });
  }
});

Deno.test("mnist gradcheck checks a model with the parameters that it has", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model", templateModel());
  const { code, stdout, stderr } = await runMnist(["gradcheck", model], { cwd: "/" });
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  assertMatch(stdout, /^1: dense 10 +weights +7840 +200 .*$/m);
});
