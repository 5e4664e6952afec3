import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { mpich, openMpi, type Program, testWith } from "../../programs.ts";
import { type Outcome, runMnist } from "../run_mnist.ts";
import { stripeKeys, writeStripes } from "../striped_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";
import { mpiCommand, runMpi } from "./mpirun.ts";

/** Both, where a test needs both; the path is that of Open MPI's launcher. */
const bothImplementations: Program = {
  debianPackage: "openmpi-bin mpich",
  find: () => mpich.find() && openMpi.find(),
};

const outputs = [
  "rel_path_log_file = log",
  "rel_path_model_file = model",
  "rel_path_history_file = history",
  "rel_path_histograms_file = histograms",
];

/** What decides a training of batches of 8 and 4 images in slices of 2 and 1. */
const trainings: Readonly<Record<string, readonly string[]>> = {
  dense: [
    "layers = dropout 0.2, dense 12 relu, dropout 0.5, dense 4 softmax",
    "optimizer = adam",
    "augmentation = image 0.5 elastic 0.1 erase 0.3",
    "validation = 16",
    "early_stopping = validation_loss 2",
    "precision = f64",
  ],
  convolutional: [
    "layers = conv 4 3x3 same, batch_norm, relu, max_pool 2, dropout 0.3, dense 4 softmax",
    "optimizer = adam",
    "augmentation = batch",
    "validation = 16",
    "clipping = norm 1",
    "weight_average = 0.9",
    "precision = f32",
  ],
};

/** A folder with a dataset and the configuration `a.config`. */
function prepare(training: string, ...more: readonly string[]): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeStripes(folder, 60);
  const keys = ["num_epochs = 3", "batch_size = 8", "learning_rate = 0.01", "slices = 4"];
  const named = more.map((line) => line.split(" ")[0]);
  const kept = keys.filter((line) => !named.includes(line.split(" ")[0]));
  const lines = [stripeKeys, ...outputs, ...kept, ...trainings[training], ...more];
  folder.write("a.config", lines.join("\n"));
  return folder;
}

/** All that a training has written. */
function written(folder: TemporaryFolder): Record<string, string> {
  const files = outputs.map((line) => line.split(" = ")[1]);
  return Object.fromEntries(files.map((name) => {
    return [name, Deno.readFileSync(folder.join(name)).join()];
  }));
}

/** The number of the process that is a rank of what runs in a folder. */
function processOf(folder: TemporaryFolder, rank: number): number {
  return Number(Deno.readTextFileSync(folder.join(`pid.${rank}`)));
}

/** What a training comes to without MPI. */
async function trainAlone(training: string, ...more: string[]): Promise<Record<string, string>> {
  using folder = prepare(training, ...more);
  const { code, stderr } = await runMnist(["train", "a.config"], { cwd: folder.path });
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  return written(folder);
}

/** What is printed, without speeds and times. */
function withoutTimes(text: string): string {
  return text.replaceAll(/ +\d+ +[\d.]+ s$/gm, "");
}

for (const [implementation, program] of [["Open MPI", openMpi], ["MPICH", mpich]] as const) {
  testWith(
    program,
    `mnist-mpi train comes to the same bits as without MPI (${implementation})`,
    async (launcher) => {
      for (const training of Object.keys(trainings)) {
        const expected = await trainAlone(training);
        for (const ranks of [1, 2, 4]) {
          using folder = prepare(training);
          const before = folder.names();
          const { code, stdout, stderr } = await runMpi(launcher, ranks, ["train", "a.config"], {
            cwd: folder.path,
          });
          assertEquals({ code, stderr }, { code: 0, stderr: "" });
          assertEquals(written(folder), expected, `${training}, ${ranks} ranks`);
          assertEquals(stdout.match(/^Test accuracy/gm)?.length, 1);
          const others = folder.names().filter((name) => !/^pid\.\d$/.test(name));
          assertEquals(others.sort(), [...before, ...Object.keys(expected)].sort());
        }
      }
    },
  );

  testWith(
    program,
    `mnist-mpi train cross-validates as without MPI (${implementation})`,
    async (launcher) => {
      using folder = new TemporaryFolder();
      writeStripes(folder, 60);
      const network = ["layers = dense 12 relu, dense 4 softmax", "batch_size = 8", "slices = 2"];
      const lines = [
        "rel_path_log_file = log",
        "num_epochs = 2",
        "learning_rate = 0.1",
        "folds = 3",
        "rel_path_model_file = model",
        "rel_path_history_file = history",
      ];
      const files = ["model", "history-fold-1", "history-fold-2", "history-fold-3"];
      const read = () => files.map((name) => Deno.readFileSync(folder.join(name)).join());
      folder.write("a.config", [stripeKeys, ...network, ...lines].join("\n"));
      const expected = await runMnist(["train", "a.config"], { cwd: folder.path });
      const written = read();
      for (const name of files) Deno.removeSync(folder.join(name));
      const found = await runMpi(launcher, 2, ["train", "a.config"], { cwd: folder.path });
      assertEquals(read(), written);
      assertEquals({ ...found, stdout: withoutTimes(found.stdout) }, {
        ...expected,
        stdout: withoutTimes(expected.stdout),
      });
    },
  );

  testWith(
    program,
    `mnist-mpi answers what is asked once (${implementation})`,
    async (launcher) => {
      using folder = new TemporaryFolder();
      for (const args of [["--version"], ["sweep", "--help"], ["evaluate", "--help"]]) {
        const expected = await runMnist(args);
        assertEquals(await runMpi(launcher, 2, args, { cwd: folder.path }), expected);
      }
    },
  );

  testWith(
    program,
    `mnist-mpi ends with one message on an error of all ranks (${implementation})`,
    async (launcher) => {
      using folder = prepare("dense");
      const run = (...args: string[]) => runMpi(launcher, 2, args, { cwd: folder.path });
      const cases: [string[], number, string][] = [
        [
          ["train", "missing.config"],
          1,
          "mnist: missing.config: Expected a configuration file but",
        ],
        [["train"], 2, "mnist: Expected <config> but found 0 words"],
        [["evaluate", "a"], 2, "mnist: Expected train or sweep, which several processes can share"],
        [
          ["train", "a.config", "--slices", "1"],
          2,
          "mnist: --slices: Expected a power of 2 up to 1",
        ],
        [
          ["train", "a.config", "--learning_rate", "1e300", "--optimizer", "sgd"],
          1,
          "mnist: Expected a finite loss but found NaN in epoch 1",
        ],
      ];
      for (const [args, expected, message] of cases) {
        const { code, stderr } = await run(...args);
        const messages = stderr.split("\n").filter((line) => line.startsWith("mnist:"));
        assertEquals([code, messages.length], [expected, 1], stderr);
        assert(messages[0].startsWith(message), stderr);
      }
    },
  );

  testWith(
    program,
    `mnist-mpi ends where one rank alone fails (${implementation})`,
    async (launcher) => {
      using folder = prepare("dense");
      Deno.mkdirSync(folder.join("empty"));
      const { code, stderr } = await runMpi(launcher, 2, ["train", "a.config"], {
        cwd: folder.path,
        before: "if [ $rank = 1 ]; then cp a.config empty; cd empty; fi",
      });
      assertEquals(code, 1);
      const messages = stderr.split("\n").filter((line) => line.startsWith("mnist:"));
      assertEquals(messages.length, 1, stderr);
      assertMatch(messages[0], /^mnist: rank 1: images: /);
    },
  );

  testWith(
    program,
    `mnist-mpi refuses ranks that are to do something else (${implementation})`,
    async (launcher) => {
      const run = async (before: string, expected: string) => {
        using folder = prepare("dense");
        using other = prepare("dense");
        writeStripes(other, 64);
        const env = { OTHER: other.path };
        const args = ["train", "a.config"];
        const { code, stderr } = await runMpi(launcher, 2, args, { cwd: folder.path, env, before });
        assertNotEquals(code, 0);
        const messages = stderr.split("\n").filter((line) => line.startsWith("mnist:"));
        assertEquals(messages, [
          `mnist: Expected the same ${expected} on all ranks but found another on rank 1`,
        ], stderr);
      };
      await run('if [ $rank = 1 ]; then cd "$OTHER"; fi', "training data");
      await run('if [ $rank = 1 ]; then set -- "$@" --seed 2; fi', "configuration");
      await run(
        'if [ $rank = 1 ]; then cd "$OTHER"; cp images i; cp labels l; fi',
        "training data",
      );
    },
  );

  testWith(
    program,
    `mnist-mpi train keeps its last whole epoch when it is interrupted (${implementation})`,
    async (launcher) => {
      const keys = ["num_epochs = 200"];
      const expected = await trainAlone("convolutional", ...keys);
      using folder = prepare("convolutional", ...keys);
      const child = mpiCommand(launcher, 2, ["train", "a.config"], { cwd: folder.path }).spawn();
      const stderr = new Response(child.stderr).text();
      let stdout = "";
      for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
        const isTraining = /^ +2 /m.test(stdout);
        stdout += text;
        if (isTraining || !/^ +2 /m.test(stdout)) continue;
        // As launchers do, each in its time.
        for (const rank of [0, 1]) Deno.kill(processOf(folder, rank), "SIGTERM");
      }
      assertNotEquals((await child.status).code, 0);
      const messages = (await stderr).split("\n").filter((line) => line.startsWith("mnist:"));
      assertEquals(messages.length, 1, await stderr);
      assertMatch(
        messages[0],
        /^mnist: Interrupted in epoch \d+; the same command with --resume goes/,
      );
      const resumed = await runMnist(["train", "a.config", "--resume"], { cwd: folder.path });
      assertEquals({ code: resumed.code, stderr: resumed.stderr }, { code: 0, stderr: "" });
      assertEquals(written(folder), expected);
    },
  );
}

testWith(bothImplementations, "mnist-mpi tells a library of another launcher", async (launcher) => {
  using folder = prepare("dense");
  // What MPICH's launcher would say.
  const before = "export PMI_SIZE=$OMPI_COMM_WORLD_SIZE PMI_RANK=$rank; unset OMPI_COMM_WORLD_SIZE";
  const run = { cwd: folder.path, before };
  const { code, stderr } = await runMpi(launcher, 2, ["train", "a.config"], run);
  assertNotEquals(code, 0);
  const messages = stderr.split("\n").filter((line) => line.startsWith("mnist:"));
  assertEquals(messages.length, 1, stderr);
  assertMatch(
    messages[0],
    /^mnist: Expected MPI's library to belong to the launcher, which has started 2 processes, but found one that knows of 1: .*libmpich.so.12$/,
  );
});

async function hasCheckpoint(folder: TemporaryFolder): Promise<boolean> {
  return await Deno.stat(folder.join("model.checkpoint")).then(() => true, () => false);
}

testWith(
  bothImplementations,
  "mnist-mpi train --resume goes on with another number of ranks and another implementation after a rank was killed",
  async (launcher) => {
    const keys = ["num_epochs = 60", "checkpoint_every = 1"];
    const expected = await trainAlone("convolutional", ...keys);
    using folder = prepare("convolutional", ...keys);
    const args = ["train", "a.config", "--resume"];
    const child = mpiCommand("mpiexec.hydra", 2, args, { cwd: folder.path }).spawn();
    const output = child.output();
    while (!await hasCheckpoint(folder)) await new Promise((resolve) => setTimeout(resolve, 20));
    const killed = performance.now();
    Deno.kill(processOf(folder, 1), "SIGKILL");
    assertNotEquals((await output).code, 0);
    assert(performance.now() - killed < 20_000);
    const { code, stdout, stderr }: Outcome = await runMpi(launcher, 4, args, {
      cwd: folder.path,
    });
    assertEquals({ code, stderr }, { code: 0, stderr: "" });
    assertMatch(stdout, /^Going on after epoch \d+$/m);
    assertEquals(written(folder), expected);
  },
);
