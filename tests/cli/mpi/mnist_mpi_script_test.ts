import { assertEquals, assertMatch } from "@std/assert";
import { dirname, fromFileUrl } from "@std/path";
import { type Outcome, runProgram } from "../run_mnist.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const script = fromFileUrl(import.meta.resolve("../../../cli/mpi/mnist-mpi.sh"));

/** A copy of the script in a tree in which Deno only prints its arguments, and files like libraries. */
function prepare(...libraries: readonly string[]): TemporaryFolder {
  const folder = new TemporaryFolder();
  for (
    const [path, content] of [
      ["cli/mpi/mnist-mpi.sh", Deno.readTextFileSync(script)],
      ["build/deno", '#!/bin/sh\nfor word; do echo "[$word]"; done\n'],
    ]
  ) {
    Deno.mkdirSync(dirname(folder.join(path)), { recursive: true });
    Deno.chmodSync(folder.write(path, content), 0o755);
  }
  for (const path of libraries) {
    Deno.mkdirSync(dirname(folder.join(path)), { recursive: true });
    folder.write(path, "");
  }
  return folder;
}

function run(folder: TemporaryFolder, env: Record<string, string>): Promise<Outcome> {
  return runProgram(folder.join("cli/mpi/mnist-mpi.sh"), ["train", "a b"], { env });
}

/** The words that follow the file of the program: library, count, number, processors and arguments. */
function wordsAfterProgram({ stdout }: Outcome): string[] {
  const words = stdout.split("\n").map((line) => line.slice(1, -1));
  return words.slice(words.findIndex((word) => word.endsWith("cli/mpi/main.ts")) + 1, -1);
}

Deno.test("mnist-mpi.sh takes the library of the implementation whose launcher has started it", async () => {
  using folder = prepare(
    "a/libmpi.so.40",
    "a/libmpich.so.12",
    "b/libmpi.so.12",
    "b/libmpi_abi.so.1",
  );
  const [a, b] = [folder.join("a"), folder.join("b")];
  const openMpi = { OMPI_COMM_WORLD_SIZE: "3", OMPI_COMM_WORLD_RANK: "2" };
  const hydra = { PMI_SIZE: "5", PMI_RANK: "4" };
  const slurm = { SLURM_STEP_NUM_TASKS: "6", SLURM_PROCID: "1" };
  for (
    const [env, folders, expected] of [
      [openMpi, `${b}:${a}`, [`${a}/libmpi.so.40`, "3", "2"]],
      // Slurm's numbers are those of what the launcher has started on its behalf.
      [{ ...openMpi, ...slurm }, a, [`${a}/libmpi.so.40`, "3", "2"]],
      [hydra, `${b}:${a}`, [`${a}/libmpich.so.12`, "5", "4"]],
      [slurm, a, [`${a}/libmpi.so.40`, "6", "1"]],
      [{}, a, [`${a}/libmpi.so.40`, "", ""]],
    ] as const
  ) {
    const outcome = await run(folder, { ...env, LD_LIBRARY_PATH: folders });
    const [library, count, number, processors, ...args] = wordsAfterProgram(outcome);
    assertEquals([library, count, number], [...expected]);
    assertMatch(processors, /^[\d,-]*$/);
    assertEquals(args, ["train", "a b"]);
    assertEquals(outcome.stdout.includes(`[--allow-ffi=${library}]`), true);
    assertEquals(outcome.stdout.includes("--allow-env"), false);
  }
});

Deno.test("mnist-mpi.sh takes the library that it is told", async () => {
  using folder = prepare("a/libmpi.so.40");
  const env = { MNIST_MPI_LIBRARY: "/x/y z.so", LD_LIBRARY_PATH: folder.join("a"), PMI_SIZE: "2" };
  assertEquals(wordsAfterProgram(await run(folder, env)).slice(0, 3), ["/x/y z.so", "2", ""]);
});

Deno.test("mnist-mpi.sh finds a library beside the launcher", async () => {
  using folder = prepare("mpi/bin/mpirun", "mpi/lib64/libmpi.so.40");
  Deno.chmodSync(folder.join("mpi/bin/mpirun"), 0o755);
  const path = `${folder.join("mpi/bin")}:/usr/bin:/bin`;
  const outcome = await run(folder, { PATH: path, OMPI_COMM_WORLD_SIZE: "1" });
  assertEquals(wordsAfterProgram(outcome)[0], folder.join("mpi/lib64/libmpi.so.40"));
});

Deno.test("mnist-mpi.sh says what it needs where there is no library, once for all ranks", async () => {
  using folder = prepare("bin/ldconfig");
  folder.write("bin/ldconfig", "#!/bin/sh\n");
  Deno.chmodSync(folder.join("bin/ldconfig"), 0o755);
  const path = `${folder.join("bin")}:/usr/bin:/bin`;
  for (const [rank, expected] of [["0", 1], ["1", 0]] as const) {
    const env = { PATH: path, OMPI_COMM_WORLD_SIZE: "2", OMPI_COMM_WORLD_RANK: rank };
    const { code, stdout, stderr } = await run(folder, env);
    assertEquals([code, stdout], [1, ""]);
    assertEquals(
      stderr.match(/^mnist: Expected an MPI library, one of libmpi\.so\.40 /gm)?.length ?? 0,
      expected,
    );
  }
});
