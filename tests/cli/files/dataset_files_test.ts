import { assertEquals, assertRejects } from "@std/assert";
import { ensureDir } from "@std/fs";
import {
  readDataset,
  readDatasetKind,
  readTrainingAndTest,
} from "../../../cli/files/dataset_files.ts";
import { encodeImages } from "../../../lib/data/idx_images.ts";
import { encodeLabels } from "../../../lib/data/idx_labels.ts";
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
  assertEquals([dataset.count, dataset.classes, dataset.shape], [2, 2, [1, 1, 2]]);
  assertEquals([dataset.images, dataset.labels], [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(1, 0)]);
  assertEquals([dataset.classNames, dataset.classNumbers], [["0", "9"], [0, 9]]);
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

Deno.test("readDataset() takes the labels that occur for the classes", async () => {
  using folder = new TemporaryFolder();
  const names = async (labels: number[]) =>
    (await readDataset(...writeIdx(folder, "some", labels))).classNames;
  assertEquals(await names([5, 0, 5]), ["0", "5"]);
  assertEquals(await names([26, 1, 13]), ["1", "13", "26"]);
  assertEquals(await names([255]), ["255"]);
});

Deno.test("readDataset() takes the classes that are chosen, and names the file of labels", async () => {
  using folder = new TemporaryFolder();
  const [imagesPath, labelsPath] = writeIdx(folder, "letters", [1, 3]);
  const seen: unknown[] = [];
  const dataset = await readDataset(imagesPath, labelsPath, {
    chooseClasses(shape, found) {
      seen.push(shape, found);
      return [0, 1, 2, 3];
    },
  });
  assertEquals(seen, [[1, 1, 1], [1, 3]]);
  assertEquals([dataset.classNames, dataset.labels], [["0", "1", "2", "3"], Uint8Array.of(1, 3)]);
  const chooseClasses = () => {
    throw new RangeError("Expected others");
  };
  await assertRejects(
    () => readDataset(imagesPath, labelsPath, { chooseClasses }),
    Error,
    `${labelsPath}: Expected others`,
  );
});

Deno.test("readDataset() takes names of classes from a file beside the labels", async () => {
  using folder = new TemporaryFolder();
  const paths = writeIdx(folder, "pets", [1, 0]);
  folder.write("class-names.txt", "cat\ndog\n");
  const { classNames, classNumbers } = await readDataset(...paths, { chooseClasses: () => [7] });
  assertEquals([classNames, classNumbers], [["cat", "dog"], [0, 1]]);
  assertEquals((await readDatasetKind(...paths)).classNames, ["cat", "dog"]);
  // Labels that have names need not be read.
  const missing = await readDatasetKind(paths[0], folder.join("missing"));
  assertEquals(missing.classNames, ["cat", "dog"]);
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

Deno.test("readDatasetKind() reads the header of an IDX file, and the labels", async () => {
  using folder = new TemporaryFolder();
  const paths = writeIdx(folder, "letters", [1, 26]);
  assertEquals(await readDatasetKind(...paths), { shape: [1, 1, 1], classNames: ["1", "26"] });
  const kind = await readDatasetKind(...paths, { chooseClasses: (_, found) => [0, ...found] });
  assertEquals(kind.classNames, ["0", "1", "26"]);
});

Deno.test("readDataset() takes a folder 07 for the class 7, and refuses a second one", async () => {
  using folder = new TemporaryFolder();
  const pixel = makePng({ width: 1, height: 1 }, [0, 1]);
  for (const name of ["07", "12"]) {
    await ensureDir(folder.join(name));
    folder.write(`${name}/1.png`, pixel);
  }
  const { classNames, classNumbers } = await readDataset(folder.path);
  assertEquals([classNames, classNumbers], [["7", "12"], [7, 12]]);
  assertEquals((await readDatasetKind(folder.path)).classNames, ["7", "12"]);
  await ensureDir(folder.join("7"));
  const message = `${folder.path}: Expected another name for each class but found "07" and "7"`;
  await assertRejects(() => readDataset(folder.path), Error, message);
});

Deno.test("readDataset() refuses folders that write to the terminal", async () => {
  using folder = new TemporaryFolder();
  await ensureDir(folder.join("a\u{1b}[2Jb"));
  const error = await assertRejects(() => readDataset(folder.path), Error);
  assertEquals(
    error.message,
    `${folder.path}: Expected the name of a class to be of visible characters ` +
      'but found "a\\u{1b}[2Jb"',
  );
});

Deno.test("readTrainingAndTest() leaves each part its classes", async () => {
  using folder = new TemporaryFolder();
  const [trainImages, trainLabels] = writeIdx(folder, "train", [1, 26]);
  const [testImages, testLabels] = writeIdx(folder, "test", [3]);
  const paths = { trainImages, trainLabels, testImages, testLabels };
  const { training, test } = await readTrainingAndTest(paths);
  assertEquals([training.classNames, test.classNames], [["1", "26"], ["3"]]);
  assertEquals([training.labels, test.labels], [Uint8Array.of(0, 1), Uint8Array.of(0)]);
});

Deno.test("readTrainingAndTest() refuses parts of different shapes", async () => {
  using folder = new TemporaryFolder();
  const pixel = makePng({ width: 1, height: 1 }, [0, 1]);
  const pair = makePng({ width: 2, height: 1 }, [0, 1, 2]);
  for (const [name, png] of [["a/cat", pixel], ["b/cat", pair]] as const) {
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
  const { labels, classNames } = await readDataset(folder.path);
  assertEquals([labels, classNames], [Uint8Array.of(1, 0), ["2", "7"]]);
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
