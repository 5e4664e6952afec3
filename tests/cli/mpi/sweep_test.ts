import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { mpich, openMpi, testWith } from "../../programs.ts";
import { runMnist } from "../run_mnist.ts";
import { stripeKeys, writeStripes } from "../striped_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";
import { runMpi } from "./mpirun.ts";

/** A folder with a dataset and the sweep `c.sweep` over three learning rates and two seeds. */
function prepare(...lines: readonly string[]): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeStripes(folder, 100);
  const keys = ["layers = dense 8 relu, dense 4 softmax", "batch_size = 8", "num_epochs = 2"];
  const swept = ["learning_rate = 0.1, 0.03, 0.01", "seed = 1..2"];
  folder.write("c.sweep", [stripeKeys, ...keys, ...swept, ...lines].join("\n"));
  return folder;
}

/** The models of the runs, by the names of their folders. */
function modelsOf(folder: TemporaryFolder): Map<string, string> {
  const runs = Array.from(Deno.readDirSync(folder.join("c-sweep"))).filter((entry) => {
    return entry.isDirectory;
  });
  return new Map(runs.map(({ name }) => {
    return [name, Deno.readFileSync(folder.join(`c-sweep/${name}/model.safetensors`)).join()];
  }));
}

/** The table that a sweep ends with. */
function tableOf(stdout: string): string {
  return stdout.slice(stdout.indexOf("\nlearning_rate"));
}

for (const [implementation, program] of [["Open MPI", openMpi], ["MPICH", mpich]] as const) {
  testWith(
    program,
    `mnist-mpi sweep comes to the same as without MPI (${implementation})`,
    async (launcher) => {
      using alone = prepare();
      using shared = prepare();
      const expected = await runMnist(["sweep", "c.sweep"], { cwd: alone.path });
      const found = await runMpi(launcher, 2, ["sweep", "c.sweep"], { cwd: shared.path });
      assertEquals([found.code, found.stderr], [0, ""]);
      assertEquals(found.stdout.match(/^\d\/6 /gm), [
        "1/6 ",
        "2/6 ",
        "3/6 ",
        "4/6 ",
        "5/6 ",
        "6/6 ",
      ]);
      assertEquals(tableOf(found.stdout), tableOf(expected.stdout));
      const models = modelsOf(alone);
      assertEquals(models.size, 6);
      assertEquals([...modelsOf(shared)].sort(), [...models].sort());
    },
  );

  testWith(
    program,
    `mnist-mpi sweep says which runs failed, on whichever rank (${implementation})`,
    async (launcher) => {
      using folder = prepare("optimizer = sgd", "learning_rate = 0.1, 1e300");
      const { code, stdout, stderr } = await runMpi(launcher, 2, ["sweep", "c.sweep"], {
        cwd: folder.path,
      });
      assertEquals(code, 1);
      // The last two runs; rank 1 does the very last.
      assertEquals(stdout.match(/^\d\/8 .*learning_rate 1e300 .*failed/gm)?.length, 2);
      assertEquals(stdout.match(/failed on rank 1/g)?.length, 1);
      assertMatch(
        stderr,
        /^mnist: rank 1: learning_rate 1e300 {2}seed 2: failed: Expected a finite/m,
      );
      assertMatch(stderr, /^mnist: Expected 8 trainings to succeed but found 2 that failed$/m);
    },
  );
}

testWith(openMpi, "mnist-mpi sweep --dry-run lists the trainings once", async (launcher) => {
  using folder = prepare();
  const args = ["sweep", "c.sweep", "--dry-run"];
  const { code, stdout, stderr } = await runMpi(launcher, 2, args, { cwd: folder.path });
  assertEquals([code, stderr], [0, ""]);
  assertEquals(stdout.match(/^learning_rate=/gm)?.length, 6);
  assertMatch(stdout, /^6 of 6 trainings are to be done, .* on each of 2 ranks$/m);
});

testWith(openMpi, "mnist-mpi sweep refuses ranks that see other results", async (launcher) => {
  using folder = prepare();
  using other = prepare();
  const first = await runMnist(["sweep", "c.sweep", "--seed", "1"], { cwd: other.path });
  assertEquals(first.code, 0);
  const { code, stderr } = await runMpi(launcher, 2, ["sweep", "c.sweep"], {
    cwd: folder.path,
    env: { OTHER: other.path },
    before: 'if [ $rank = 1 ]; then cd "$OTHER"; fi',
  });
  assertNotEquals(code, 0);
  assert(stderr.includes("Expected the same results so far on all ranks but found another"));
});
