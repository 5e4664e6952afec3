import { assertEquals, assertLess, assertRejects } from "@std/assert";
import {
  readImage,
  readImageRange,
  readImages,
  readLabel,
  readLabelRange,
  readLabels,
} from "../../../cli/files/idx_files.ts";
import { encodeImages } from "../../../lib/data/idx_images.ts";
import { encodeLabels } from "../../../lib/data/idx_labels.ts";
import { makeIdx } from "../../idx.ts";
import { gzip } from "../gzip.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const images = {
  count: 3,
  channels: 1,
  rows: 1,
  columns: 2,
  pixels: Uint8Array.of(1, 2, 3, 4, 5, 6),
};
const labels = Uint8Array.of(9, 0, 4);
const imageFile = encodeImages(images);
const labelFile = encodeLabels(labels);

/** A header for images that says what it likes. */
function imageHeader(count: number, rows: number, columns: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(16);
  [0x803, count, rows, columns].forEach((n, i) => new DataView(bytes.buffer).setUint32(4 * i, n));
  return bytes;
}

async function assertProblem(work: Promise<unknown>, path: string, problem: string): Promise<void> {
  const error = await assertRejects(() => work, Error);
  assertEquals(error.message, `${path}: ${problem}`);
}

Deno.test("readImages() and readLabels() read whole files, compressed or not", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await readImages(folder.write("i", imageFile)), images);
  assertEquals(await readImages(folder.write("i.gz", await gzip(imageFile))), images);
  assertEquals(await readLabels(folder.write("l", labelFile)), labels);
  assertEquals(await readLabels(folder.write("l.gz", await gzip(labelFile))), labels);
});

Deno.test("readImage() and readLabel() read one item, compressed or not", async () => {
  using folder = new TemporaryFolder();
  const last = { count: 1, channels: 1, rows: 1, columns: 2, pixels: Uint8Array.of(5, 6) };
  assertEquals(await readImage(folder.write("i", imageFile), 2), last);
  assertEquals(await readImage(folder.write("i.gz", await gzip(imageFile)), 2), last);
  assertEquals(await readLabel(folder.write("l", labelFile), 1), 0);
  assertEquals(await readLabel(folder.write("l.gz", await gzip(labelFile)), 2), 4);
});

Deno.test("readImage() and readLabel() agree with readImages() and readLabels() on MNIST", async () => {
  const path = "mnist-datasets/t10k-images.idx3-ubyte";
  const { count, pixels } = await readImages(path);
  assertEquals(count, 10_000);
  for (const index of [0, 1234, 9999]) {
    const image = await readImage(path, index);
    assertEquals(image.pixels, pixels.subarray(784 * index, 784 * (index + 1)));
  }
  // The first digits of the test set, from the log in the course sheet.
  const labels = await readLabels("mnist-datasets/t10k-labels.idx1-ubyte");
  assertEquals(labels.slice(0, 10), Uint8Array.of(7, 2, 1, 0, 4, 1, 4, 9, 5, 9));
  assertEquals(await readLabel("mnist-datasets/t10k-labels.idx1-ubyte", 7), 9);
});

Deno.test("readImage() reads one image of a sparse file of 4 GB at once", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("huge", imageHeader(5_000_000, 28, 28));
  await Deno.truncate(path, 16 + 5_000_000 * 784);
  const start = performance.now();
  assertEquals((await readImage(path, 4_999_999)).pixels, new Uint8Array(784));
  assertLess(performance.now() - start, 1000);
});

Deno.test("readImages() and readLabels() name the file and what is wrong in it", async () => {
  using folder = new TemporaryFolder();
  const notImages = folder.write("labels", labelFile);
  await assertProblem(
    readImages(notImages),
    notImages,
    "Expected images, of count x rows x columns or count x pixels of a square, " +
      "but found a list of length 3, as of labels",
  );
  const truncated = folder.write("truncated", imageFile.subarray(0, -1));
  const problem =
    "Expected 3 images of 1 x 2 pixels, 22 bytes in all, but found the end at byte 21";
  await assertProblem(readImages(truncated), truncated, problem);
  await assertProblem(readImage(truncated, 0), truncated, problem);

  const longer = folder.write("longer", Uint8Array.of(...labelFile, 1));
  const more = "Expected 3 labels, 11 bytes in all, but found more at byte 11";
  await assertProblem(readLabels(longer), longer, more);
  await assertProblem(readLabel(longer, 0), longer, more);

  const wrongLabel = folder.write("wrong-label", encodeLabels(Uint8Array.of(1, 10)));
  const above = "Expected labels of 0 to 9 but found 10 as label 1 at byte 9";
  await assertProblem(readLabels(wrongLabel), wrongLabel, above);
  await assertProblem(readLabel(wrongLabel, 1), wrongLabel, above);
});

Deno.test("readImages() checks the length of compressed files too", async () => {
  using folder = new TemporaryFolder();
  const truncated = folder.write("truncated", await gzip(imageFile.slice(0, -1)));
  await assertProblem(
    readImages(truncated),
    truncated,
    "Expected 3 images of 1 x 2 pixels, 22 bytes in all, but found the end at byte 21",
  );
  await assertProblem(
    readImage(truncated, 2),
    truncated,
    "Expected image 2 but found the end of the file before it",
  );
  const longer = folder.write("longer", await gzip(Uint8Array.of(...imageFile, 0)));
  await assertProblem(
    readImages(longer),
    longer,
    "Expected 3 images of 1 x 2 pixels, 22 bytes in all, but found more at byte 22",
  );
});

Deno.test("readImageRange() and readLabelRange() read some items, fewer at the end", async () => {
  using folder = new TemporaryFolder();
  const range = { from: 1, count: 5 };
  const packed = folder.write("i.gz", await gzip(imageFile));
  const { count, pixels } = await readImageRange(packed, range);
  assertEquals([count, pixels], [2, Uint8Array.of(3, 4, 5, 6)]);
  assertEquals(await readLabelRange(folder.write("l", labelFile), range), Uint8Array.of(0, 4));
});

Deno.test("readImages() and readImage() read floats", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("i", makeIdx(0x0d, [2, 1, 2], [0, 1, 0.2, 0.4]));
  assertEquals((await readImages(path)).pixels, Uint8Array.of(0, 255, 51, 102));
  assertEquals((await readImage(path, 1)).pixels, Uint8Array.of(51, 102));
});

Deno.test("readImage() and readLabel() refuse an index beyond the end, naming the count", async () => {
  using folder = new TemporaryFolder();
  const imagePath = folder.write("i", imageFile);
  const problem = "Expected an index below 3, the number of images, but found 3";
  await assertProblem(readImage(imagePath, 3), imagePath, problem);
  const labelPath = folder.write("l", labelFile);
  const labelProblem =
    "Expected an index below 3, the number of labels, but found 9007199254740991";
  await assertProblem(readLabel(labelPath, Number.MAX_SAFE_INTEGER), labelPath, labelProblem);
});

Deno.test("readImages() takes no memory for what a header only claims", async () => {
  using folder = new TemporaryFolder();
  const lie = folder.write("lie", await gzip(imageHeader(5_000_000, 28, 28)));
  await assertProblem(
    readImages(lie),
    lie,
    "Expected 5000000 images of 28 x 28 pixels, 3920000000 bytes, " +
      `but found a compressed file of at most ${1032 * Deno.statSync(lie).size}`,
  );
  const greaterLie = folder.write("greater", await gzip(imageHeader(60_000_000, 28, 28)));
  const problem = "Expected at most 4294967296 bytes but found a header for 47040000000";
  await assertProblem(readImages(greaterLie), greaterLie, problem);
  const many = folder.write("many", await gzip(imageHeader(4_000_000_000, 1, 1)));
  const tooMany = "Expected at most 67108864 images but found a header for 4000000000";
  await assertProblem(readImages(many), many, tooMany);
});

Deno.test("readImages() stops unpacking when more arrives than the header says", async () => {
  using folder = new TemporaryFolder();
  const zeros = new Uint8Array(5_000_000);
  zeros.set(imageHeader(1, 1, 1));
  const packed = await gzip(zeros);
  // Whoever unpacks to the end finds the damage there instead.
  packed.fill(255, packed.length - 8);
  const bomb = folder.write("bomb", packed);
  const problem = "Expected 1 images of 1 x 1 pixels, 17 bytes in all, but found more at byte 17";
  await assertProblem(readImages(bomb), bomb, problem);
});
