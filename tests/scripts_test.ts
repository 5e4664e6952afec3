import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { copy, exists } from "@std/fs";
import { dirname, fromFileUrl, join } from "@std/path";
import { type Outcome, runProgram } from "./cli/run_mnist.ts";

const root = fromFileUrl(import.meta.resolve("../"));
const trainImages = join(root, "mnist-datasets", "train-images.idx3-ubyte");
const trainLabels = join(root, "mnist-datasets", "train-labels.idx1-ubyte");

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "two words " });
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function expectedResult(name: string): Promise<string> {
  return await Deno.readTextFile(join(root, "expected-results", name));
}

function assertSilentSuccess(outcome: Outcome): void {
  assertEquals(outcome, { code: 0, stdout: "", stderr: "" });
}

Deno.test("read_dataset_images.sh writes the course's reference file", () =>
  inFolder(async (folder) => {
    const output = join(folder, "image.txt");
    const script = join(root, "read_dataset_images.sh");
    assertSilentSuccess(await runProgram(script, [trainImages, output, "0"], { cwd: root }));
    assertEquals(
      await Deno.readTextFile(output),
      await expectedResult("out-tensor-single-image.txt"),
    );
  }));

Deno.test("read_dataset_labels.sh writes the course's reference file", () =>
  inFolder(async (folder) => {
    const output = join(folder, "label.txt");
    const script = join(root, "read_dataset_labels.sh");
    assertSilentSuccess(await runProgram(script, [trainLabels, output, "0"], { cwd: root }));
    assertEquals(
      await Deno.readTextFile(output),
      await expectedResult("out-tensor-single-label.txt"),
    );
  }));

Deno.test("the scripts take paths relative to the folder that they are called from", () =>
  inFolder(async (folder) => {
    await Deno.copyFile(trainLabels, join(folder, "a b.idx1-ubyte"));
    const script = join(root, "read_dataset_labels.sh");
    const args = ["a b.idx1-ubyte", "out put.txt", "0"];
    assertSilentSuccess(await runProgram(script, args, { cwd: folder }));
    assertEquals(
      await Deno.readTextFile(join(folder, "out put.txt")),
      await expectedResult("out-tensor-single-label.txt"),
    );
  }));

Deno.test("the scripts pass on exit codes: 2 for wrong usage, 1 for a failure", () =>
  inFolder(async (folder) => {
    for (const script of ["mnist.sh", "read_dataset_images.sh", "read_dataset_labels.sh"]) {
      const { code, stdout, stderr } = await runProgram(join(root, script), [], { cwd: folder });
      assertEquals({ code, stdout }, { code: 2, stdout: "" }, script);
      assertMatch(stderr, /^mnist: .+\n$/);
    }
    const script = join(root, "read_dataset_images.sh");
    const missing = await runProgram(script, ["missing", "out", "0"], { cwd: folder });
    assertEquals(missing.code, 1);
    assertMatch(missing.stderr, /^mnist: .*missing.*\n$/);
    assertEquals(await exists(join(folder, "out")), false);
  }));

Deno.test("mnist.sh learns the single image of the course's CI by heart", () =>
  inFolder(async (folder) => {
    await Deno.symlink(join(root, "mnist-datasets"), join(folder, "mnist-datasets"));
    const config = join(root, "mnist-configs", "input-ci.config");
    const outcome = await runProgram(join(root, "mnist.sh"), [config], { cwd: folder });
    assertEquals({ code: outcome.code, stderr: outcome.stderr }, { code: 0, stderr: "" });
    assertEquals(
      await Deno.readTextFile(join(folder, "log_predictions-ci.txt")),
      await expectedResult("out-prediction-log-single-image.txt"),
    );
  }));

Deno.test("mnist.sh ends with 130 on Ctrl-C and leaves no log", () =>
  inFolder(async (folder) => {
    await Deno.symlink(join(root, "mnist-datasets"), join(folder, "mnist-datasets"));
    const child = new Deno.Command(join(root, "mnist.sh"), {
      args: [join(root, "mnist-configs", "input.config")],
      cwd: folder,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const reader = child.stdout.getReader();
    // The heading of the table of epochs: training has begun.
    assertEquals((await reader.read()).done, false);
    child.kill("SIGINT");
    reader.releaseLock();
    const { code, stderr } = await child.output();
    assertEquals({ code, stderr: new TextDecoder().decode(stderr) }, {
      code: 130,
      stderr:
        "mnist: Interrupted in epoch 1; no epoch was completed, so there is nothing to keep\n",
    });
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["mnist-datasets"]);
  }));

Deno.test("a clone in a folder with spaces sets itself up once, and again what gets lost", () =>
  inFolder(async (folder) => {
    const clone = join(folder, "the clone");
    await Deno.mkdir(join(clone, "mnist-datasets"), { recursive: true });
    const files = ["build.sh", "read_dataset_labels.sh", "deno.json", "deno.lock"];
    const parts = [...files, "cli", "lib", "mnist-configs", "tools", "web"];
    for (const part of parts) await copy(join(root, part), join(clone, part));
    for (const { name } of Deno.readDirSync(join(root, "mnist-datasets"))) {
      const target = join(clone, "mnist-datasets", name);
      await Deno.symlink(join(root, "mnist-datasets", name), target);
    }
    const surroundings = {
      cwd: folder,
      env: { PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}` },
    };
    const readLabel = () =>
      runProgram(
        join(clone, "read_dataset_labels.sh"),
        [trainLabels, "label.txt", "0"],
        surroundings,
      );

    const first = await readLabel();
    assertEquals(first.code, 0, first.stderr);
    assertStringIncludes(first.stderr, "build/mnist");
    assertEquals(
      await Deno.readTextFile(join(folder, "label.txt")),
      await expectedResult("out-tensor-single-label.txt"),
    );

    assertSilentSuccess(await readLabel());

    await Deno.remove(join(clone, "mnist-datasets", "single-label.idx1-ubyte"));
    await Deno.remove(join(clone, "build", "mnist"));
    assertEquals((await readLabel()).code, 0);
    assertEquals(await exists(join(clone, "build", "mnist")), true);
    assertEquals(
      await Deno.readFile(join(clone, "mnist-datasets", "single-label.idx1-ubyte")),
      new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1, 5]),
    );
    assertSilentSuccess(await readLabel());
  }));

Deno.test("the launcher allows programs and the network to the subcommands that need them", async () => {
  const launcher = await Deno.readTextFile(join(root, "build", "mnist"));
  // A compiled program has all permissions to begin with.
  if (!launcher.startsWith("#!")) return;
  const allowed = async (name: string) => {
    // In place of Deno, what it would be told.
    const script = launcher.replace(/^exec "\$root\/build\/deno"/m, "echo");
    const { stdout } = await runProgram("sh", ["-c", script, "mnist", name]);
    return stdout.split(" ").filter((word) => word.startsWith("--allow-"));
  };
  const files = ["--allow-read", "--allow-write"];
  for (const name of ["train", "predict", "evaluate", "report", ""]) {
    assertEquals(await allowed(name), files);
  }
  assertEquals(await allowed("bench"), [
    ...files,
    "--allow-run=npm,node,python3,/usr/bin/python3",
    "--allow-sys=cpus",
  ]);
  assertEquals(await allowed("playground"), [...files, "--allow-net=127.0.0.1"]);
  const [, , run, net, ...others] = await allowed("fetch");
  assertEquals([run, others], ["--allow-run=npm,deno,apt-get,dpkg-deb", []]);
  assertMatch(net, /^--allow-net=[a-z0-9.,-]+$/);
});
