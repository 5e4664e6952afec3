import { assertEquals, assertRejects } from "@std/assert";
import { ensureDir } from "@std/fs";
import {
  readDataset,
  readDatasetKind,
  readTrainingAndTest,
} from "../../../cli/files/dataset_files.ts";
import { encodeImages, encodeLabels } from "../../../lib/data/idx.ts";
import { concatenate } from "../../../lib/formats/bytes.ts";
import { makePng } from "../../png.ts";
import { gzip } from "../gzip.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const images = encodeImages({ count: 2, rows: 1, columns: 2, pixels: Uint8Array.of(1, 2, 3, 4) });

Deno.test("readDataset() reads images and labels", async () => {
  using folder = new TemporaryFolder();
  const dataset = await readDataset(
    folder.write("images", images),
    folder.write("labels", encodeLabels(Uint8Array.of(9, 0))),
  );
  assertEquals([dataset.count, dataset.classes, dataset.shape], [2, 10, [1, 1, 2]]);
  assertEquals([dataset.images, dataset.labels], [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(9, 0)]);
});

Deno.test("readDataset() refuses different counts and names both files", async () => {
  using folder = new TemporaryFolder();
  const imagesPath = folder.write("images", images);
  const labelsPath = folder.write("labels", encodeLabels(Uint8Array.of(9, 0, 1)));
  const error = await assertRejects(() => readDataset(imagesPath, labelsPath), Error);
  assertEquals(
    error.message,
    `${labelsPath}: Expected 2 labels, one per image of ${imagesPath}, but found 3`,
  );
});

Deno.test("readDataset() names the file that is missing or of the wrong kind", async () => {
  using folder = new TemporaryFolder();
  const imagesPath = folder.write("images", images);
  const missing = folder.join("missing");
  await assertRejects(
    () => readDataset(imagesPath, missing),
    Error,
    `${missing}: Expected an IDX label file but found no such file`,
  );
  await assertRejects(
    () => readDataset(missing, imagesPath),
    Error,
    `${missing}: Expected an IDX image file but found no such file`,
  );
  await assertRejects(
    () => readDataset(imagesPath, imagesPath),
    Error,
    `${imagesPath}: Expected labels, of a count or of count x classes, but found 2 x 1 x 2`,
  );
});

/** Writes an IDX dataset of one pixel per image, and returns its two paths. */
function writeIdx(folder: TemporaryFolder, name: string, labels: number[]): [string, string] {
  const pixels = Uint8Array.from(labels);
  return [
    folder.write(
      `${name}-images`,
      encodeImages({ count: labels.length, rows: 1, columns: 1, pixels }),
    ),
    folder.write(`${name}-labels`, encodeLabels(pixels)),
  ];
}

Deno.test("readDataset() counts classes by the largest label, but ten at least", async () => {
  using folder = new TemporaryFolder();
  assertEquals((await readDataset(...writeIdx(folder, "few", [0, 5]))).classes, 10);
  assertEquals((await readDataset(...writeIdx(folder, "letters", [1, 26]))).classes, 27);
  assertEquals((await readDataset(...writeIdx(folder, "most", [255]))).classes, 256);
});

Deno.test("readDataset() holds labels against the number of classes that it is given", async () => {
  using folder = new TemporaryFolder();
  const [imagesPath, labelsPath] = writeIdx(folder, "letters", [1, 26]);
  await assertRejects(
    () => readDataset(imagesPath, labelsPath, { classes: 10 }),
    Error,
    `${labelsPath}: Expected labels of 0 to 9 but found 26 as label 1`,
  );
  assertEquals((await readDataset(imagesPath, labelsPath, { classes: 30 })).classes, 30);
});

Deno.test("readDataset() takes names of classes from a file beside the labels", async () => {
  using folder = new TemporaryFolder();
  const paths = writeIdx(folder, "pets", [1, 0]);
  folder.write("class-names.txt", "cat\ndog\n");
  assertEquals((await readDataset(...paths, { classes: 10 })).classNames, ["cat", "dog"]);
  assertEquals((await readDatasetKind(...paths)).classNames, ["cat", "dog"]);
  await assertRejects(
    () => readDataset(...writeIdx(folder, "more", [2])),
    Error,
    "Expected labels of 0 to 1 but found 2",
  );
  const names = folder.write("class-names.txt", "cat\ncat\n");
  await assertRejects(() => readDataset(...paths), Error, `${names}: Expected another name`);
});

Deno.test("readDataset() and readDatasetKind() read the part of a folder that is asked for", async () => {
  using folder = new TemporaryFolder();
  for (const [part, value] of [["train", 7], ["test", 8]] as const) {
    await ensureDir(folder.join(`${part}/ones`));
    folder.write(`${part}/ones/a.png`, makePng({ width: 1, height: 2 }, [0, value, 0, value]));
  }
  assertEquals((await readDataset(folder.path)).images, Uint8Array.of(7, 7));
  const test = await readDataset(folder.path, undefined, { part: "test" });
  assertEquals([test.images, test.classNames], [Uint8Array.of(8, 8), ["ones"]]);
  const kind = { shape: [1, 2, 1] as const, classNames: ["ones"] };
  assertEquals(await readDatasetKind(folder.path), kind);
});

Deno.test("readDataset() reads CIFAR-10 with the names in its folder", async () => {
  using folder = new TemporaryFolder();
  folder.write("data_batch_1.bin", new Uint8Array(3073));
  assertEquals((await readDataset(folder.path)).classNames[9], "9");
  folder.write("batches.meta.txt", "a b c d e f g h i j".replaceAll(" ", "\n"));
  for (const path of [folder.path, folder.join("data_batch_1.bin")]) {
    assertEquals((await readDataset(path)).classNames[9], "j");
    assertEquals((await readDatasetKind(path)).shape, [3, 32, 32]);
  }
  folder.write("batches.meta.txt", "a\nb\n");
  await assertRejects(() => readDataset(folder.path), Error, "names of 10 classes but found 2");
});

Deno.test("readDatasetKind() reads the header of an IDX file, and labels if it must", async () => {
  using folder = new TemporaryFolder();
  const [imagesPath, labelsPath] = writeIdx(folder, "letters", [1, 26]);
  assertEquals((await readDatasetKind(imagesPath, labelsPath)).classNames.length, 27);
  const missing = folder.join("missing");
  const kind = await readDatasetKind(imagesPath, missing, { classes: 3 });
  assertEquals(kind, { shape: [1, 1, 1], classNames: ["0", "1", "2"] });
});

Deno.test("readTrainingAndTest() gives both parts the same classes", async () => {
  using folder = new TemporaryFolder();
  const [trainImages, trainLabels] = writeIdx(folder, "train", [1, 26]);
  const [testImages, testLabels] = writeIdx(folder, "test", [3]);
  const paths = { trainImages, trainLabels, testImages, testLabels };
  const { training, test } = await readTrainingAndTest(paths);
  assertEquals([training.classes, test.classes], [27, 27]);
  assertEquals([training.labels, test.labels], [Uint8Array.of(1, 26), Uint8Array.of(3)]);
});

Deno.test("readTrainingAndTest() refuses parts that do not belong together", async () => {
  using folder = new TemporaryFolder();
  const pixel = makePng({ width: 1, height: 1 }, [0, 1]);
  const pair = makePng({ width: 2, height: 1 }, [0, 1, 2]);
  for (const [name, png] of [["a/cat", pixel], ["b/cat", pair], ["c/dog", pixel]] as const) {
    await ensureDir(folder.join(name));
    folder.write(`${name}/1.png`, png);
  }
  const read = (testImages: string) =>
    readTrainingAndTest({ trainImages: folder.join("a"), testImages });
  const other = folder.join("b");
  const error = await assertRejects(() => read(other), Error);
  assertEquals(
    error.message,
    `${other}: Expected images of 1x1x1, the size of those of ${folder.join("a")}, but found 1x1x2`,
  );
  const dogs = folder.join("c");
  await assertRejects(() => read(dogs), Error, `${dogs}: Expected the classes cat, those of the`);
});

Deno.test("readDataset() and readDatasetKind() read CSV with the names beside it", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("train.csv", "label,a,b,c,d\n1,0,1,2,3\n0,9,8,7,6\n");
  const dataset = await readDataset(path);
  assertEquals(dataset.images, Uint8Array.of(0, 1, 2, 3, 9, 8, 7, 6));
  assertEquals([dataset.labels, dataset.shape], [Uint8Array.of(1, 0), [1, 2, 2]]);
  folder.write("class-names.txt", "cat\ndog\n");
  assertEquals((await readDataset(folder.path)).classNames, ["cat", "dog"]);
  assertEquals(await readDatasetKind(path), { shape: [1, 2, 2], classNames: ["cat", "dog"] });
  folder.write("class-names.txt", "cat\n");
  await assertRejects(() => readDataset(path), Error, `${path}: Expected labels of 0 to 0`);
});

Deno.test("readDataset() wants labels in CSV", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("test.csv", "a,b,c,d\n0,1,2,3\n");
  const message = `${path}: Expected a column of labels beside those of pixels but found none`;
  await assertRejects(() => readDataset(path), Error, message);
});

Deno.test("readDataset() reads QMNIST's files as they are published", async () => {
  using folder = new TemporaryFolder();
  const header = Uint8Array.of(0, 0, 12, 2, 0, 0, 0, 2, 0, 0, 0, 8);
  // Big-endian 32-bit integers: the label, and seven more.
  const rows = Uint8Array.from(
    { length: 64 },
    (_, i) => i === 3 ? 7 : i === 35 ? 2 : i % 4 === 3 ? 9 : 0,
  );
  folder.write("qmnist-train-images-idx3-ubyte.gz", await gzip(images));
  folder.write("qmnist-train-labels-idx2-int.gz", await gzip(concatenate([header, rows])));
  assertEquals((await readDataset(folder.path)).labels, Uint8Array.of(7, 2));
});

Deno.test("readDataset() and readDatasetKind() set transposed images upright", async () => {
  using folder = new TemporaryFolder();
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6);
  const paths = [
    folder.write("images", encodeImages({ count: 1, rows: 2, columns: 3, pixels })),
    folder.write("labels", encodeLabels(Uint8Array.of(1))),
  ] as const;
  const stored = await readDataset(...paths);
  assertEquals([stored.shape, stored.images], [[1, 2, 3], pixels]);
  const options = { orientation: "transposed" } as const;
  const upright = await readDataset(...paths, options);
  assertEquals(upright.shape, [1, 3, 2]);
  assertEquals(upright.images, Uint8Array.of(1, 4, 2, 5, 3, 6));
  assertEquals((await readDatasetKind(...paths, options)).shape, [1, 3, 2]);
});
