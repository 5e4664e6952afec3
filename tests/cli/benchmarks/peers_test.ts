import { assertEquals } from "@std/assert";
import { findPeers } from "../../../cli/benchmarks/peers.ts";
import { stubProgram } from "../stub_program.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** Looks for peers where the programs are shell scripts; none is there unless it is given. */
async function find(folder: TemporaryFolder, scripts: { python?: string; npm?: string }) {
  for (const [name, commands] of Object.entries(scripts)) stubProgram(folder, name, commands);
  const messages: string[] = [];
  const peers = await findPeers((message) => messages.push(message), {
    pythons: [folder.join("python")],
    nodePrograms: {
      npm: folder.join("npm"),
      node: stubProgram(folder, "node", "exit 0"),
    },
    tensorFlowJsFolder: folder.join("tfjs"),
  });
  return { titles: peers.map(({ title }) => title), messages };
}

Deno.test("findPeers() goes on without peers that are missing, and says what would bring them", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await find(folder, {}), {
    titles: [],
    messages: [
      "Expected PyTorch but found none: on Debian, apt-get install python3-torch libopenblas0",
      `fetching TensorFlow.js from npm into ${folder.join("tfjs")} (100 MB)`,
      `TensorFlow.js is left out: Expected ${folder.join("npm")} on the PATH but found none: ` +
      "install Node.js",
    ],
  });
});

Deno.test("findPeers() fetches TensorFlow.js once", async () => {
  using folder = new TemporaryFolder();
  const scripts = { python: "echo 1.13.1 with OpenBLAS; echo right", npm: "exit 0" };
  const titles = ["PyTorch 1.13.1 with OpenBLAS", "TensorFlow.js 4.22.0"];
  const message = `fetching TensorFlow.js from npm into ${folder.join("tfjs")} (100 MB)`;
  assertEquals(await find(folder, scripts), { titles, messages: [message] });
  assertEquals(await find(folder, { ...scripts, npm: "exit 1" }), { titles, messages: [] });
});

Deno.test("findPeers() leaves PyTorch out if its products are wrong", async () => {
  using folder = new TemporaryFolder();
  const python = "echo 1.13.1 with OpenBLAS; echo wrong";
  const { titles, messages } = await find(folder, { python, npm: "exit 0" });
  assertEquals(titles, ["TensorFlow.js 4.22.0"]);
  assertEquals(messages[0], "PyTorch is left out: its products are wrong (1.13.1 with OpenBLAS)");
});

Deno.test("findPeers() says if PyTorch is held back by settings or a slow BLAS", async () => {
  using folder = new TemporaryFolder();
  const python =
    `echo 1.13.1 with reference BLAS; if [ "$3" ]; then echo right; else echo wrong; fi`;
  const { titles, messages } = await find(folder, { python, npm: "exit 0" });
  assertEquals(titles[0], "PyTorch 1.13.1 with reference BLAS");
  assertEquals(messages.slice(0, 2), [
    "OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE stay as they are set: without them, PyTorch's products " +
    "are wrong",
    "Expected PyTorch with a fast BLAS but found the reference BLAS, about ten times slower: " +
    "on Debian, apt-get install libopenblas0",
  ]);
});
