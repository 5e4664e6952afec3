import { assert, assertEquals, assertMatch } from "@std/assert";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import { findAdapter } from "../../lib/devices/webgpu/adapter.ts";
import { hasAdapter } from "../webgpu.ts";
import { runMnist } from "./run_mnist.ts";
import { stubProgram } from "./stub_program.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** A folder with a few images of 4 x 4 pixels under the names of MNIST's files. */
function tinyDatasets(): TemporaryFolder {
  const folder = new TemporaryFolder();
  for (const [part, count] of [["train", 50], ["t10k", 20]] as const) {
    const pixels = Uint8Array.from({ length: 16 * count }, (_, i) => (i * 31) % 256);
    const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
    folder.write(
      `${part}-images.idx3-ubyte`,
      encodeImages({ count, rows: 4, columns: 4, pixels }),
    );
    folder.write(`${part}-labels.idx1-ubyte`, encodeLabels(labels));
  }
  return folder;
}

Deno.test("mnist bench prints name, precision and seconds", async () => {
  using folder = tinyDatasets();
  const names = ["inference", "fman45"];
  const start = performance.now();
  const outcome = await runMnist(["bench", ...names, "--datasets", folder.path]);
  const elapsed = (performance.now() - start) / 1000;
  assertEquals({ code: outcome.code, stderr: outcome.stderr }, { code: 0, stderr: "" });
  const fields = outcome.stdout.trimEnd().split("\n").map((line) => line.split(" "));
  assertEquals(fields.map(([name, precision]) => `${name} ${precision}`), [
    "inference f64",
    "inference f32",
    "fman45 f64",
    "fman45 f32",
  ]);
  for (const [, , seconds, ...rest] of fields) {
    assertMatch(seconds, /^\d+\.\d{3}$/);
    assertEquals(rest, []);
  }
  // A sixth of 60,000 images was measured three times in the time that has passed.
  const inference = Number(fields[0][2]);
  assert(inference > 0 && inference / 6 * 3 < elapsed, `${inference} s`);
});

Deno.test("mnist bench --markdown prints a table and the conditions", async () => {
  using folder = tinyDatasets();
  const args = ["inference", "--precision=f32", "--device=typescript", "--markdown"];
  const outcome = await runMnist(["bench", ...args, "--datasets", folder.path]);
  assertEquals({ code: outcome.code, stderr: outcome.stderr }, { code: 0, stderr: "" });
  const lines = outcome.stdout.trimEnd().split("\n");
  assertEquals(lines.length, 5);
  const date = /\d{4}-\d\d-\d\d/.source;
  assertMatch(
    lines[0],
    new RegExp(`device typescript \\(1 thread\\), Deno ${Deno.version.deno}, ${date}\\.$`),
  );
  assertMatch(lines[4], /^\| `inference` \| .* \| f32 \| \d+\.\d{3} \| [\d,]+ \|$/);
});

Deno.test("mnist bench names a missing file and what brings it", async () => {
  using folder = new TemporaryFolder();
  const file = folder.join("train-images.idx3-ubyte");
  assertEquals(await runMnist(["bench", "inference", "--datasets", folder.path]), {
    code: 1,
    stdout: "",
    stderr:
      `mnist: ${file}: Expected a file of MNIST but found no such file; "mnist fetch mnist ${folder.path}" brings it\n`,
  });
});

Deno.test("mnist bench ends with 2 at wrong usage", async () => {
  const { code, stdout, stderr } = await runMnist(["bench", "batch-10"]);
  assertEquals({ code, stdout }, { code: 2, stdout: "" });
  assertMatch(
    stderr,
    /^mnist: <name>: Expected a benchmark .* but found "batch-10"; did you mean "batch-1.*\n$/,
  );
});

Deno.test("mnist bench --peers prints the best of each peer, our share of it and its settings", async () => {
  using folder = tinyDatasets();
  using programs = new TemporaryFolder();
  // Three arguments at most ask for a PyTorch; all the others, and all of Node's, are a peer's.
  stubProgram(
    programs,
    "python3",
    `if [ $# -lt 4 ]; then echo 1.13.1 with OpenBLAS; echo right; exit; fi
echo ready
while read line; do
  case "$*" in *--threads=1\\ --blas-threads=1) echo 2000 ;; *) echo 4000 ;; esac
done`,
  );
  stubProgram(
    programs,
    "node",
    `echo ready
while read line; do case "$*" in *--backend=wasm) echo 60000 ;; *) echo 50000 ;; esac; done`,
  );
  stubProgram(programs, "npm", "exit 0");
  const args = ["bench", "inference", "--peers", "--datasets", folder.path];
  const { code, stdout, stderr } = await runMnist(args, {
    cwd: programs.path,
    env: { PATH: programs.path },
  });
  assertEquals({ code, stderr }, {
    code: 0,
    stderr: "mnist: fetching TensorFlow.js from npm into build/peers/tfjs-4.22.0 (100 MB)\n",
  });
  const [f64, f32] = stdout.trimEnd().split("\n");
  const pytorch = /pytorch 2000\.000 ratio 0\.0\d+ with threads=1,blas=1/.source;
  const number = /\d+\.\d{3}/.source;
  assertMatch(f64, new RegExp(`^inference f64 ${number} ${pytorch}$`));
  assertMatch(
    f32,
    new RegExp(
      `^inference f32 ${number} ${pytorch} ` +
        /tensorflow\.js 50000\.000 ratio \S+ with backend=cpu$/.source,
    ),
  );
});

Deno.test("mnist bench measures a GPU and names it", { ignore: !hasAdapter }, async () => {
  using folder = tinyDatasets();
  const args = [
    "twelfth",
    "twelfth-inference",
    "--device=webgpu",
    "--json",
    "--datasets",
    folder.path,
  ];
  const { code, stdout } = await runMnist(["bench", ...args]);
  assertEquals(code, 0);
  const { description } = await findAdapter();
  const results: Record<string, unknown>[] = JSON.parse(stdout);
  assertEquals(
    results.map(({ benchmark, precision, device, adapter }) => {
      return [benchmark, precision, device, adapter];
    }),
    [
      ["twelfth", "f32", "webgpu", description],
      ["twelfth-inference", "f32", "webgpu", description],
    ],
  );
  for (const { seconds } of results) assert(typeof seconds === "number" && seconds > 0);
});
