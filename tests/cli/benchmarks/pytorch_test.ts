import { assertEquals, assertRejects } from "@std/assert";
import { findPyTorch, measurePeer, type PeerOptions } from "../../../cli/benchmarks/pytorch.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const peer = { script: "torch_mlp.py", args: ["--batch=16"], images: 320 } as const;
const options: PeerOptions = { precision: "f32", threads: 2, datasets: "a folder" };

/** A program that takes Python's place. */
function stubPython(folder: TemporaryFolder, name: string, commands: string): string {
  const path = folder.write(name, `#!/bin/sh\n${commands}\n`);
  Deno.chmodSync(path, 0o755);
  return path;
}

Deno.test("findPyTorch() finds none where there is no Python, or none with PyTorch", async () => {
  using folder = new TemporaryFolder();
  const withoutPyTorch = stubPython(folder, "python", "echo ModuleNotFoundError >&2; exit 1");
  assertEquals(await findPyTorch([folder.join("missing"), withoutPyTorch]), undefined);
});

Deno.test("findPyTorch() takes the first Python that has PyTorch", async () => {
  using folder = new TemporaryFolder();
  const without = stubPython(folder, "without", "exit 1");
  const python = stubPython(folder, "with", "echo 1.13.1 with OpenBLAS");
  assertEquals(await findPyTorch([without, python, without]), {
    python,
    version: "1.13.1 with OpenBLAS",
  });
});

Deno.test("measurePeer() passes on what to measure and returns the seconds", async () => {
  using folder = new TemporaryFolder();
  const log = folder.join("arguments");
  // The arguments behind -c and the program.
  const python = stubPython(
    folder,
    "python",
    `shift 2; printf '%s\\n' "$@" > '${log}'; echo 4.412`,
  );
  assertEquals(await measurePeer({ python, version: "" }, peer, options), 4.412);
  assertEquals(Deno.readTextFileSync(log).trimEnd().split("\n"), [
    "a folder",
    "--batch=16",
    "--precision=f32",
    "--threads=2",
    "--images=320",
  ]);
});

Deno.test("measurePeer() says why a peer failed", async () => {
  using folder = new TemporaryFolder();
  const failing = stubPython(folder, "failing", "printf 'Traceback\\nMemoryError\\n' >&2; exit 1");
  const silent = stubPython(folder, "silent", "exit 0");
  await assertRejects(
    () => measurePeer({ python: failing, version: "" }, peer, options),
    Error,
    "Expected torch_mlp.py to succeed but found MemoryError",
  );
  await assertRejects(
    () => measurePeer({ python: silent, version: "" }, peer, options),
    Error,
    'Expected torch_mlp.py to print seconds but found ""',
  );
});
