import { assertEquals, assertRejects } from "@std/assert";
import { ensureDir } from "@std/fs";
import { command } from "../../cli/subset.ts";
import { readImages, readLabels } from "../../cli/files/idx_files.ts";
import { UsageError } from "../../cli/arguments/reader.ts";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import { makePng } from "../png.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** Six images of one pixel, which has ten times its label and its place. */
const labels = Uint8Array.of(7, 1, 7, 4, 1, 7);
const pixels = labels.map((label, i) => 10 * label + i);

/** Cuts out of the six images; pixels and labels of what is written. */
async function cut(...options: string[]): Promise<number[][]> {
  using folder = new TemporaryFolder();
  await command.run([...write(folder), folder.join("i"), folder.join("l"), ...options]);
  assertEquals(folder.names(), ["i", "images", "l", "labels"]);
  const images = await readImages(folder.join("i"));
  assertEquals([images.rows, images.columns], [1, 1]);
  return [[...images.pixels], [...await readLabels(folder.join("l"))]];
}

function write(folder: TemporaryFolder): string[] {
  return [
    folder.write("images", encodeImages({ count: 6, rows: 1, columns: 1, pixels })),
    folder.write("labels", encodeLabels(labels)),
  ];
}

Deno.test("subset cuts out a range, classes, and a number per class", async () => {
  assertEquals(await cut("--from", "1", "--to", "3"), [[11, 72], [1, 7]]);
  assertEquals(await cut("--classes", "1,4"), [[11, 43, 14], [1, 4, 1]]);
  assertEquals(await cut("--classes=1, 7", "--per-class", "1"), [[70, 11], [7, 1]]);
  assertEquals(await cut("--from=2", "--classes=7", "--per-class=1"), [[72], [7]]);
  assertEquals(await cut(), [[...pixels], [...labels]]);
});

Deno.test("subset makes the course's file of one image", async () => {
  using folder = new TemporaryFolder();
  const [images, labels] = [folder.join("i"), folder.join("l")];
  const input = [
    "mnist-datasets/train-images.idx3-ubyte",
    "mnist-datasets/train-labels.idx1-ubyte",
  ];
  await command.run([...input, images, labels, "--to", "1"]);
  for (const [made, name] of [[images, "image.idx3"], [labels, "label.idx1"]]) {
    const expected = Deno.readFileSync(`mnist-datasets/single-${name}-ubyte`);
    assertEquals(Deno.readFileSync(made), expected);
  }
});

Deno.test("subset says how many images it leaves out because their format is not read", async () => {
  using folder = new TemporaryFolder();
  await ensureDir(folder.join("pets/cat"));
  folder.write("pets/cat/1.png", makePng({ width: 1, height: 1 }, [0, 7]));
  for (const name of ["2.webp", "3.gif", "4.gif"]) folder.write(`pets/cat/${name}`, "");
  const args = [folder.join("pets"), folder.join("i"), folder.join("l")];
  const { code, stderr } = await runMnist(["subset", ...args]);
  assertEquals(code, 0);
  assertEquals(
    stderr,
    `mnist: warning: ${folder.join("pets")}: left out images of other formats, 3 in all ` +
      "(.gif, .webp); convert them to PNG or JPEG\n",
  );
});

Deno.test("subset turns PNG folders into IDX files, choosing classes by name", async () => {
  using folder = new TemporaryFolder();
  for (const [name, value] of [["cat", 7], ["dog", 8]] as const) {
    await ensureDir(folder.join(`pets/${name}`));
    folder.write(`pets/${name}/1.png`, makePng({ width: 1, height: 1 }, [0, value]));
  }
  const [images, labels] = [folder.join("i"), folder.join("l")];
  await command.run([folder.join("pets"), images, labels, "--classes", "dog"]);
  assertEquals((await readImages(images)).pixels, Uint8Array.of(8));
  assertEquals(await readLabels(labels), Uint8Array.of(1));
});

Deno.test("subset takes as many of each class that there is", async () => {
  assertEquals(await cut("--per-class", "1"), [[70, 11, 43], [7, 1, 4]]);
});

Deno.test("subset writes nothing when it fails", async () => {
  using folder = new TemporaryFolder();
  const input = write(folder);
  const kept = folder.write("kept", "kept");
  const run = (...options: string[]) =>
    command.run([...input, folder.join("new"), kept, ...options]);
  const wrong: [string[], new () => Error, string][] = [
    [["--from", "6"], Error, `${input[0]}: Expected samples`],
    [["--to", "7"], Error, `${input[0]}: Expected samples within 0 to 6 but found 0 to 7`],
    [["--per-class", "2"], Error, "but found 1 of class 4"],
    [["--classes", "4", "--to", "2"], Error, "Expected samples of these classes but found none"],
    [["--classes", "10"], UsageError, '--classes: Expected one of 1, 4, 7 but found "10"'],
    // The first of the three classes is 1.
    [["--classes", "0"], UsageError, 'but found "0"'],
    [["--classes", "cat"], UsageError, 'but found "cat"'],
    [["--per-class", "0"], UsageError, "--per-class: Expected an integer of 1 or more"],
    [["--form", "1"], UsageError, 'but found "--form"'],
  ];
  for (const [options, kind, message] of wrong) {
    await assertRejects(async () => await run(...options), kind, message);
  }
  assertEquals(folder.names(), ["images", "kept", "labels"]);
  assertEquals(Deno.readTextFileSync(kept), "kept");
});

Deno.test("subset refuses to write over what it reads, and one file over the other", async () => {
  using folder = new TemporaryFolder();
  write(folder);
  for (const name of ["data", "pets", "pets/cat"]) Deno.mkdirSync(folder.join(name));
  Deno.symlinkSync(folder.join("images"), folder.join("data/train-images-idx3-ubyte"));
  Deno.symlinkSync(folder.join("labels"), folder.join("data/train-labels-idx1-ubyte"));
  folder.write("pets/cat/1.png", makePng({ width: 1, height: 1 }, [0, 7]));
  const before = folder.names();
  const file = (path: string) => `${folder.path}/${path}`;
  const wrong: [string[], string, string][] = [
    [["images", "labels", "images", "new"], "images", "<images>"],
    [["images", "labels", "new", "./labels"], "./labels", "<labels>"],
    [["images", "labels", "labels", "new"], "labels", "<labels>"],
    [["images", "labels", "new", "./new"], "./new", "<output images> too"],
    [["data", "new", "labels"], "labels", "read for <images>"],
    [["pets", "new", "pets/cat/1.png"], "pets/cat/1.png", "inside <images>"],
  ];
  for (const [paths, path, what] of wrong) {
    const { message } = await assertRejects(
      async () => await command.run([...paths.map(file), "--to", "1"]),
      Error,
    );
    assertEquals(
      message.replace(`${folder.path}/`, ""),
      `Expected a file of its own but found "${path}", which is ${what}`,
    );
  }
  assertEquals(folder.names(), before);
  assertEquals((await readImages(folder.join("images"))).pixels, pixels);
  assertEquals(await readLabels(folder.join("labels")), labels);
});

Deno.test("subset writes images in colour", async () => {
  using folder = new TemporaryFolder();
  const record = Uint8Array.from({ length: 3073 }, (_, i) => i === 0 ? 7 : i % 251);
  const records = folder.write("data_batch_1.bin", record);
  const [images, labels] = [folder.join("i"), folder.join("l")];
  await assertRejects(
    async () => await command.run([records, images, images]),
    UsageError,
    "Expected two files to write",
  );
  assertEquals(folder.names(), ["data_batch_1.bin"]);
  await command.run([records, images, labels]);
  const { pixels: written, ...extents } = await readImages(images);
  assertEquals(extents, { count: 1, channels: 3, rows: 32, columns: 32 });
  assertEquals(written, record.subarray(1));
  assertEquals(await readLabels(labels), Uint8Array.of(7));
});
