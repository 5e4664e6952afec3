import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { testWith, vulkan } from "../programs.ts";
import { type Outcome, runMnist } from "./run_mnist.ts";
import { stripeKeys, writeStripes } from "./striped_files.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** What a backend that runs nowhere here leaves. */
const noAdapter = { DENO_WEBGPU_BACKEND: "dx12" };

function prepare(): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeStripes(folder, 60);
  folder.write(
    "train.config",
    `${stripeKeys}
rel_path_log_file = log.txt
rel_path_model_file = model.safetensors
rel_path_history_file = history.jsonl
layers = dense 8 relu, dropout 0.2, dense 4 softmax
optimizer = adam
batch_size = 8
learning_rate = 0.01
checkpoint_every = 1
device = webgpu
`,
  );
  return folder;
}

/** Runs the program in a folder; without the errors that Mesa writes to stderr where it has no display. */
async function run(
  folder: TemporaryFolder,
  args: readonly string[],
  env: Record<string, string> = { DENO_WEBGPU_BACKEND: "vulkan" },
): Promise<Outcome> {
  const outcome = await runMnist(args, { cwd: folder.path, env });
  const stderr = outcome.stderr.replace(/^error: XDG_RUNTIME_DIR .*\n/gm, "");
  return { ...outcome, stderr };
}

testWith(vulkan, "mnist trains on webgpu, and goes on there from a checkpoint", async () => {
  using whole = prepare();
  using resumed = prepare();
  const trained = await run(whole, ["train", "train.config", "--num_epochs", "3"]);
  assertEquals([trained.code, trained.stderr], [0, ""]);
  await run(resumed, ["train", "train.config", "--num_epochs", "2"]);
  const { stdout } = await run(resumed, ["train", "train.config", "--num_epochs", "3", "--resume"]);
  assertMatch(stdout, /^Going on after epoch 2\n/);
  for (const file of ["model.safetensors", "history.jsonl", "log.txt"]) {
    assertEquals(
      Deno.readFileSync(resumed.join(file)),
      Deno.readFileSync(whole.join(file)),
      file,
    );
  }
});

testWith(vulkan, "mnist evaluates on webgpu as on the CPU", async () => {
  using folder = prepare();
  await run(folder, ["train", "train.config", "--num_epochs", "2"]);
  const outcomes = [];
  for (const device of ["webgpu", "typescript"]) {
    const { code, stdout, stderr } = await run(folder, [
      "evaluate",
      "model.safetensors",
      "test-images",
      "test-labels",
      "--device",
      device,
    ]);
    outcomes.push({ code, stdout, stderr });
  }
  assertMatch(outcomes[0].stdout, /^Accuracy /);
  assertEquals(outcomes[0], outcomes[1]);
});

Deno.test("mnist says what webgpu needs where it finds nothing to compute on", async () => {
  using folder = prepare();
  const { code, stdout, stderr } = await run(
    folder,
    ["train", "train.config", "--num_epochs", "1"],
    noAdapter,
  );
  assertEquals([code, stdout], [1, ""]);
  assertStringIncludes(
    stderr,
    "mnist: Expected an adapter of WebGPU for the device webgpu but found none",
  );
  assertStringIncludes(stderr, "mesa-vulkan-drivers and libvulkan1");
  assertEquals(stderr.trimEnd().split("\n").length, 1);
});
