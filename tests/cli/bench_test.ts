import { assert, assertEquals, assertMatch } from "@std/assert";
import { encodeImages, encodeLabels } from "../../lib/data/idx.ts";
import { runMnist } from "./run_mnist.ts";
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
