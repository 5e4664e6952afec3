import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { command } from "../../cli/read_images.ts";
import { UsageError } from "../../cli/arguments/reader.ts";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { gzip } from "./gzip.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

const expected = Deno.readTextFileSync("expected-results/out-tensor-single-image.txt");

Deno.test("read-images writes the course's file for image 0 of the training set", async () => {
  using folder = new TemporaryFolder();
  const output = folder.join("image_out.txt");
  await command.run(["mnist-datasets/train-images.idx3-ubyte", output, "0"]);
  assertEquals(Deno.readTextFileSync(output), expected);
});

Deno.test("read-images reads a compressed file", async () => {
  using folder = new TemporaryFolder();
  const single = Deno.readFileSync("mnist-datasets/single-image.idx3-ubyte");
  const input = folder.write("single-image.gz", await gzip(single));
  await command.run([input, folder.join("out"), "0"]);
  assertEquals(Deno.readTextFileSync(folder.join("out")), expected);
});

Deno.test("read-images takes the size from the file and maps 0 to 255 onto 0 to 1", async () => {
  using folder = new TemporaryFolder();
  const pixels = Uint8Array.of(9, 9, 9, 9, 9, 9, 0, 255, 51, 1, 128, 254);
  const input = folder.write("images", encodeImages({ count: 2, rows: 3, columns: 2, pixels }));
  await command.run([input, folder.join("out"), "1"]);
  assertEquals(
    Deno.readTextFileSync(folder.join("out")),
    "2\n3\n2\n0\n1\n0.2\n0.00392157\n0.501961\n0.996078\n",
  );
});

Deno.test("read-images leaves an existing file as it is and no new one when it fails", async () => {
  using folder = new TemporaryFolder();
  const input = "mnist-datasets/single-image.idx3-ubyte";
  const output = folder.write("existing", "kept");
  await assertRejects(() => run(input, output, "1"), Error, `${input}: Expected an index below 1`);
  await assertRejects(() => run(input, output, "-1"), UsageError, 'but found "-1"');
  await assertRejects(() => run(folder.join("no"), output, "0"), Error, "no such file");
  await assertRejects(
    () => run(input, folder.join("new"), "1"),
    Error,
    "Expected an index below 1",
  );
  assertEquals(folder.names(), ["existing"]);
  assertEquals(Deno.readTextFileSync(output), "kept");
});

Deno.test("read-images refuses to write over its input", async () => {
  using folder = new TemporaryFolder();
  const images = Deno.readFileSync("mnist-datasets/single-image.idx3-ubyte");
  const input = folder.write("images", images);
  Deno.symlinkSync(input, folder.join("link"));
  for (const output of ["images", "./images", "link"]) {
    const { code, stdout, stderr } = await runMnist(
      ["read-images", "images", output, "0"],
      { cwd: folder.path },
    );
    assertEquals({ code, stdout }, { code: 1, stdout: "" });
    assertEquals(
      stderr,
      `mnist: Expected a file of its own but found "${output}", which is <idx images>\n`,
    );
    assertEquals(Deno.readFileSync(input), images);
  }
});

Deno.test("read-images says that its output cannot be written", async () => {
  using folder = new TemporaryFolder();
  folder.write("no-folder", "");
  const output = folder.join("no-folder/out");
  await assertRejects(
    () => run("mnist-datasets/single-image.idx3-ubyte", output, "0"),
    Error,
    output,
  );
});

Deno.test("read-images ends with 2 at a wrong index and with 1 at a wrong file", async () => {
  using folder = new TemporaryFolder();
  const output = folder.join("out");
  const images = "mnist-datasets/single-image.idx3-ubyte";
  const labels = "mnist-datasets/single-label.idx1-ubyte";
  const [wrongIndex, wrongFile] = await Promise.all([
    runMnist(["read-images", images, output, "-1"]),
    runMnist(["read-images", labels, output, "0"]),
  ]);
  assertEquals([wrongIndex.code, wrongFile.code], [2, 1]);
  assertMatch(
    wrongIndex.stderr,
    /^mnist: <index>: Expected an integer of 0 or more but found "-1".*\n$/,
  );
  assertMatch(
    wrongFile.stderr,
    /^mnist: mnist-datasets\/single-label\S+: Expected .* as of labels\n$/,
  );
  assertEquals(wrongIndex.stdout + wrongFile.stdout, "");
  assertEquals(folder.names(), []);
});

async function run(...args: string[]): Promise<void> {
  await command.run(args);
}
