import { assertEquals } from "@std/assert";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { runMnist } from "./run_mnist.ts";
import { templateModel } from "./template_model.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** What is printed about a network for ten classes of MNIST's images, line by line. */
async function summarize(network: string): Promise<string[]> {
  using folder = new TemporaryFolder();
  const pixels = new Uint8Array(28 * 28);
  folder.write("images", encodeImages({ count: 1, rows: 28, columns: 28, pixels }));
  folder.write("class-names.txt", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n");
  folder.write(
    "test.config",
    `rel_path_train_images = images
rel_path_train_labels = nowhere
rel_path_test_images = nowhere
rel_path_test_labels = nowhere
rel_path_log_file = nowhere
num_epochs = 5
batch_size = 100
learning_rate = 1E-3
${network}
`,
  );
  const outcome = await runMnist(["summary", "test.config"], { cwd: folder.path });
  assertEquals({ code: outcome.code, stderr: outcome.stderr }, { code: 0, stderr: "" });
  return outcome.stdout.trimEnd().split("\n");
}

Deno.test("mnist summary prints shapes and parameters of the course's network", async () => {
  const lines = await summarize("hidden_size = 500");
  assertEquals(lines.map((line) => line.split(/ {2,}/)), [
    ["layer", "output", "parameters", "count"],
    ["input", "1x28x28", "0"],
    ["dense 500", "500", "weights 784 x 500, bias 1 x 500", "392500"],
    ["relu", "500", "0"],
    ["dense 10", "10", "weights 500 x 10, bias 1 x 10", "5010"],
    ["softmax", "10", "0"],
    ["397510 parameters"],
  ]);
});

const networks = [
  {
    name: "FMAN45's network",
    layers: "conv 16 5x5 same relu, max_pool 2, conv 16 5x5 same relu, max_pool 2, " +
      "dense 10 softmax",
    parameters: 14682,
  },
  {
    name: "the lecture notes' convolutional network",
    layers: "conv 16 5x5 same relu, max_pool 2, conv 32 3x3 same relu, max_pool 2, flatten, " +
      "dense 200 relu, dense 10 softmax",
    parameters: 320866,
  },
];

for (const { name, layers, parameters } of networks) {
  Deno.test(`mnist summary counts the parameters of ${name}`, async () => {
    const lines = await summarize(`layers = ${layers}`);
    assertEquals(lines.at(-1), `${parameters} parameters`);
    const counts = lines.slice(1, -1).map((line) => Number(line.split(/ {2,}/).at(-1)));
    assertEquals(counts.reduce((sum, count) => sum + count, 0), parameters);
  });
}

Deno.test("mnist summary takes a model alone, and no keys of a configuration beside it", async () => {
  using folder = new TemporaryFolder();
  const model = folder.write("model", templateModel());
  const { code, stdout } = await runMnist(["summary", model], { cwd: "/" });
  assertEquals(code, 0);
  assertEquals(stdout.trimEnd().split("\n").at(-1), "7850 parameters");
  assertEquals(await runMnist(["summary", model, "--seed", "2"]), {
    code: 2,
    stdout: "",
    stderr:
      'mnist: Expected a configuration for --seed but found a model; see "mnist summary --help"\n',
  });
  assertEquals(
    (await runMnist(["summary", folder.join("none")])).stderr,
    `mnist: ${
      folder.join("none")
    }: Expected a configuration or a model but found no such file or folder\n`,
  );
});
