import { assertEquals, assertRejects } from "@std/assert";
import { command } from "../../cli/read_labels.ts";
import { UsageError } from "../../cli/arguments/reader.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

async function run(...args: string[]): Promise<void> {
  await command.run(args);
}

Deno.test("read-labels writes the course's file for label 0 of the training set", async () => {
  using folder = new TemporaryFolder();
  const output = folder.join("label_out.txt");
  await run("mnist-datasets/train-labels.idx1-ubyte", output, "0");
  assertEquals(
    Deno.readTextFileSync(output),
    Deno.readTextFileSync("expected-results/out-tensor-single-label.txt"),
  );
});

Deno.test("read-labels encodes the first and the last class", async () => {
  using folder = new TemporaryFolder();
  const input = folder.write("labels", encodeLabels(Uint8Array.of(0, 9)));
  await run(input, folder.join("first"), "0");
  await run(input, folder.join("last"), "1");
  assertEquals(
    Deno.readTextFileSync(folder.join("first")),
    "1\n10\n1\n0\n0\n0\n0\n0\n0\n0\n0\n0\n",
  );
  assertEquals(Deno.readTextFileSync(folder.join("last")), "1\n10\n0\n0\n0\n0\n0\n0\n0\n0\n0\n1\n");
});

Deno.test("read-labels refuses to write over its input", async () => {
  using folder = new TemporaryFolder();
  const labels = encodeLabels(Uint8Array.of(0, 9));
  const input = folder.write("labels", labels);
  const output = `${folder.path}/./labels`;
  await assertRejects(
    () => run(input, output, "0"),
    Error,
    `Expected a file of its own but found "${output}", which is <idx labels>`,
  );
  assertEquals(Deno.readFileSync(input), labels);
});

Deno.test("read-labels leaves no file when it fails", async () => {
  using folder = new TemporaryFolder();
  const output = folder.join("out");
  const images = "mnist-datasets/single-image.idx3-ubyte";
  await assertRejects(() => run(images, output, "0"), Error, "but found 1 x 28 x 28, as of images");
  await assertRejects(
    () => run("mnist-datasets/single-label.idx1-ubyte", output, "1"),
    Error,
    "single-label.idx1-ubyte: Expected an index below 1, the number of labels, but found 1",
  );
  await assertRejects(() => run(images, output, "abc"), UsageError, 'but found "abc"');
  assertEquals(folder.names(), []);
});
