import { assertEquals } from "@std/assert";
import { benchmarks } from "../../../cli/benchmarks/benchmarks.ts";
import { oneNamed } from "../../../cli/arguments/values.ts";
import { findPyTorch, type PyTorch, pyTorchPeer } from "../../../cli/benchmarks/pytorch.ts";
import { stubProgram } from "../stub_program.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const benchmarkNamed = (name: string) => oneNamed("a benchmark", benchmarks).parse(name);

const pytorch: PyTorch = {
  python: "python3",
  version: "1.13.1 with OpenBLAS",
  keepsSettings: false,
  productsAreRight: true,
};

Deno.test("findPyTorch() finds none where there is no Python, or none with PyTorch", async () => {
  using folder = new TemporaryFolder();
  const withoutPyTorch = stubProgram(folder, "python", "echo ModuleNotFoundError >&2; exit 1");
  assertEquals(await findPyTorch([folder.join("missing"), withoutPyTorch]), undefined);
});

Deno.test("findPyTorch() takes the first Python that has PyTorch", async () => {
  using folder = new TemporaryFolder();
  const without = stubProgram(folder, "without", "exit 1");
  const python = stubProgram(folder, "with", "echo 1.13.1 with OpenBLAS; echo right");
  assertEquals(await findPyTorch([without, python, without]), { ...pytorch, python });
});

Deno.test("findPyTorch() keeps the user's settings if products are wrong without them", async () => {
  using folder = new TemporaryFolder();
  // The arguments are -c, the program and, the second time, --keep-settings.
  const answer = `if [ "$3" = --keep-settings ]; then echo right; else echo wrong; fi`;
  const python = stubProgram(folder, "python", `echo 1.13.1 with OpenBLAS; ${answer}`);
  assertEquals(await findPyTorch([python]), { ...pytorch, python, keepsSettings: true });
});

Deno.test("findPyTorch() says if products are wrong with the user's settings too", async () => {
  using folder = new TemporaryFolder();
  const python = stubProgram(folder, "python", "echo 1.13.1 with OpenBLAS; echo wrong");
  assertEquals((await findPyTorch([python]))?.productsAreRight, false);
});

Deno.test("PyTorch runs with one thread and all of its own, and of OpenBLAS", async () => {
  const peer = await pyTorchPeer(pytorch, 8);
  const variants = peer.variants(benchmarkNamed("twelfth-inference"), "f64", "a folder");
  assertEquals(variants.map(({ settings }) => settings), [
    "threads=1,blas=1",
    "threads=1,blas=8",
    "threads=8,blas=1",
    "threads=8,blas=8",
  ]);
  const [python, option, , ...args] = variants[1].command;
  assertEquals([python, option], ["python3", "-c"]);
  assertEquals(args, [
    "a folder",
    "--network=twelfth",
    "--batch=16",
    "--precision=f64",
    "--inference",
    "--threads=1",
    "--blas-threads=8",
  ]);
});

Deno.test("PyTorch runs once on one processor, and not at what its program cannot do", async () => {
  const peer = await pyTorchPeer({ ...pytorch, keepsSettings: true }, 1);
  const variants = peer.variants(benchmarkNamed("batch-1"), "f32", "a folder");
  assertEquals(variants.map(({ settings }) => settings), ["threads=1,blas=1"]);
  assertEquals(variants[0].command.includes("--keep-settings"), true);
  assertEquals(peer.variants(benchmarkNamed("ninth-augmented"), "f32", "a folder"), []);
});
