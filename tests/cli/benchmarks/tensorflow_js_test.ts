import { assertEquals, assertRejects } from "@std/assert";
import { benchmarks } from "../../../cli/benchmarks/benchmarks.ts";
import { oneNamed } from "../../../cli/arguments/values.ts";
import { fetchTensorFlowJs, tensorFlowJsPeer } from "../../../cli/benchmarks/tensorflow_js.ts";
import { stubProgram } from "../stub_program.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const benchmarkNamed = (name: string) => oneNamed("a benchmark", benchmarks).parse(name);

Deno.test("fetchTensorFlowJs() has npm fill a folder, without running scripts", async () => {
  using folder = new TemporaryFolder();
  const log = folder.join("arguments");
  // Leaves a file in the folder that --prefix names.
  const npm = stubProgram(
    folder,
    "npm",
    `printf '%s\\n' "$@" > '${log}'
for argument; do case $argument in --prefix=*) echo > "\${argument#--prefix=}/file" ;; esac; done`,
  );
  await fetchTensorFlowJs(folder.join("peers/tfjs"), { npm });
  assertEquals(Array.from(Deno.readDirSync(folder.join("peers")), ({ name }) => name), ["tfjs"]);
  assertEquals(Deno.statSync(folder.join("peers/tfjs/file")).isFile, true);
  const args = Deno.readTextFileSync(log).split("\n");
  assertEquals(args.slice(0, 4), [
    "install",
    "@tensorflow/tfjs-core@4.22.0",
    "@tensorflow/tfjs-layers@4.22.0",
    "@tensorflow/tfjs-backend-wasm@4.22.0",
  ]);
  assertEquals(args.includes("--ignore-scripts"), true);
});

Deno.test("fetchTensorFlowJs() leaves nothing of what npm could not bring", async () => {
  using folder = new TemporaryFolder();
  const npm = stubProgram(folder, "npm", "echo npm error network >&2; exit 1");
  await assertRejects(
    () => fetchTensorFlowJs(folder.join("peers/tfjs"), { npm }),
    Error,
    "Expected npm to bring it but found npm error network",
  );
  assertEquals(Array.from(Deno.readDirSync(folder.join("peers"))), []);
  const missing = folder.join("missing");
  await assertRejects(
    () => fetchTensorFlowJs(folder.join("peers/tfjs"), { npm: missing }),
    Error,
    `Expected ${missing} on the PATH but found none: install Node.js`,
  );
});

Deno.test("TensorFlow.js is refused if its products are wrong on either backend", async () => {
  using folder = new TemporaryFolder();
  const wrong = "echo 'Expected the product 4 but found 5' >&2; exit 1";
  const node = stubProgram(folder, "node", `case "$*" in *--backend=cpu) ${wrong} ;; esac`);
  await assertRejects(
    () => tensorFlowJsPeer("a folder", { node }),
    Error,
    "Expected the product 4 but found 5",
  );
});

Deno.test("TensorFlow.js runs in f32 on the backends that can do the work", async () => {
  using folder = new TemporaryFolder();
  const node = stubProgram(folder, "node", "exit 0");
  const peer = await tensorFlowJsPeer("a folder", { node });
  const settings = (name: string) =>
    peer.variants(benchmarkNamed(name), "f32", "data").map(({ settings }) => settings);
  assertEquals(settings("batch-16"), ["backend=wasm", "backend=cpu"]);
  assertEquals(settings("inference"), ["backend=wasm", "backend=cpu"]);
  assertEquals(settings("twelfth-inference"), ["backend=wasm", "backend=cpu"]);
  assertEquals(settings("fman45"), ["backend=cpu"]);
  assertEquals(settings("ninth"), ["backend=cpu"]);
  assertEquals(settings("twelfth"), []);
  assertEquals(settings("ninth-augmented"), []);
  assertEquals(peer.variants(benchmarkNamed("batch-16"), "f64", "data"), []);
  const [{ command }] = peer.variants(benchmarkNamed("inference"), "f32", "data");
  assertEquals(command.slice(4), [
    ...["--", "a folder", "data"],
    ...["--network=course", "--batch=100", "--inference", "--backend=wasm"],
  ]);
});
