import { assertEquals } from "@std/assert";
import { readPeerProgram } from "../../../cli/benchmarks/peer.ts";
import { TemporaryFolder } from "../../cli/temporary_folder.ts";
import { runProgram } from "../../cli/run_mnist.ts";
import { python, testWith } from "../../programs.ts";

/** Variables of OpenBLAS as they are when NumPy, and with it OpenBLAS, is loaded. */
async function settingsAtLoading(
  interpreter: string,
  program: string,
  args: readonly string[],
): Promise<unknown> {
  using folder = new TemporaryFolder();
  folder.write(
    "numpy.py",
    `import json, os, sys
print(json.dumps({name: value for name, value in os.environ.items() if name.startswith("OPENBLAS")}))
sys.exit(0)`,
  );
  const { stdout } = await runProgram(
    interpreter,
    ["-c", await readPeerProgram(program), ...args],
    {
      env: {
        PYTHONPATH: folder.path,
        OPENBLAS_CORETYPE: "Haswell",
        OPENBLAS_L2_SIZE: "1024",
        OPENBLAS_NUM_THREADS: "7",
      },
    },
  );
  return JSON.parse(stdout);
}

const work = ["data", "--network=course", "--batch=16", "--precision=f32", "--threads=1"];

testWith(
  python,
  "PyTorch runs with the threads of OpenBLAS that are asked for, and not with settings that slow it down",
  async (interpreter) => {
    assertEquals(
      await settingsAtLoading(interpreter, "pytorch.py", [...work, "--blas-threads=3"]),
      {
        OPENBLAS_NUM_THREADS: "3",
      },
    );
    assertEquals(await settingsAtLoading(interpreter, "pytorch_build.py", []), {
      OPENBLAS_NUM_THREADS: "7",
    });
  },
);

testWith(python, "PyTorch keeps its settings when it is told to", async (interpreter) => {
  const kept = { OPENBLAS_CORETYPE: "Haswell", OPENBLAS_L2_SIZE: "1024" };
  const args = [...work, "--blas-threads=3", "--keep-settings"];
  assertEquals(await settingsAtLoading(interpreter, "pytorch.py", args), {
    ...kept,
    OPENBLAS_NUM_THREADS: "3",
  });
  assertEquals(await settingsAtLoading(interpreter, "pytorch_build.py", ["--keep-settings"]), {
    ...kept,
    OPENBLAS_NUM_THREADS: "7",
  });
});
