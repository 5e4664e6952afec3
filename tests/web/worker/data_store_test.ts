import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { parseConfig } from "../../../lib/config/config.ts";
import { ConfigError } from "../../../lib/config/source.ts";
import { encodeImages } from "../../../lib/data/idx_images.ts";
import { encodeLabels } from "../../../lib/data/idx_labels.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { DataStore } from "../../../web/worker/data_store.ts";
import { gzip } from "../../cli/gzip.ts";

const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const images = encodeImages({ count: 2, channels: 1, rows: 2, columns: 2, pixels });

function storeOf(files: Record<string, Uint8Array<ArrayBuffer>>): DataStore {
  const store = new DataStore();
  store.add(Object.entries(files).map(([path, bytes]) => ({ path, bytes })));
  return store;
}

Deno.test("DataStore finds files by the ends of their paths, compressed or not", async () => {
  const store = storeOf({
    "mine/train-images-idx3-ubyte.gz": await gzip(images),
    "mine/train-labels-idx1-ubyte.gz": await gzip(encodeLabels(Uint8Array.of(3, 7))),
  });
  for (const folder of ["mine/", "mnist-datasets/mine/", ""]) {
    const [images, labels] = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"];
    const dataset = await store.read(folder + images, folder + labels, "training");
    assertEquals([dataset.shape, dataset.classNames], [[1, 2, 2], ["3", "7"]]);
    assertEquals(dataset.images, pixels);
  }
  for (const folder of ["mine", "mnist-datasets/mine"]) {
    const dataset = await store.read(folder, undefined, "training");
    assertEquals(dataset.labels, Uint8Array.of(0, 1));
  }
  await assertRejects(
    () => store.read("ours/train-images-idx3-ubyte", "train-labels", "training"),
    FormatError,
    'Expected data that the page has, in "mine" or "drawings", but found "ours/train-images',
  );
});

Deno.test("DataStore calls labels what a file beside them says", async () => {
  const names = new TextEncoder().encode("shirt\nshoe\n");
  const store = storeOf({
    "mnist-datasets/clothes/t10k-images.idx3-ubyte": images,
    "mnist-datasets/clothes/t10k-labels.idx1-ubyte": encodeLabels(Uint8Array.of(1, 1)),
    "mnist-datasets/clothes/class-names.txt": await gzip(names),
  });
  const { classNames, labels } = await store.read("mnist-datasets/clothes", undefined, "test");
  assertEquals(classNames, ["shirt", "shoe"]);
  assertEquals(labels, Uint8Array.of(1, 1));
});

Deno.test("DataStore says at which line of a configuration data are wrong", async () => {
  const store = storeOf({
    "a-images": images,
    "a-labels": encodeLabels(Uint8Array.of(0, 1)),
    "b-images": encodeImages({
      count: 1,
      channels: 1,
      rows: 1,
      columns: 2,
      pixels: Uint8Array.of(1, 2),
    }),
    "b-labels": encodeLabels(Uint8Array.of(0)),
  });
  const config = (test: string) =>
    parseConfig(
      `rel_path_train_images = a-images
rel_path_train_labels = a-labels
rel_path_test_images = ${test}-images
rel_path_test_labels = ${test}-labels
rel_path_log_file = log
layers = dense classes softmax
learning_rate = 1
batch_size = 1
num_epochs = 1
`,
      "test.config",
    );
  const { training, test } = await store.readBoth(config("a"));
  assertEquals([training.count, test.classNames], [2, ["0", "1"]]);
  await assertRejects(
    () => store.readBoth(config("b")),
    ConfigError,
    "test.config:3: rel_path_test_images: Expected images of 1x2x2, the size of those of a-images, " +
      "but found 1x1x2",
  );
});

Deno.test("DataStore has what was drawn, with the classes that it is of", async () => {
  const store = storeOf({});
  await assertRejects(
    async () => await store.read("drawings", undefined, "training"),
    FormatError,
    "keep some first",
  );
  const add = (value: number, name: string) =>
    store.drawings.add(new Uint8Array(4).fill(value), [1, 2, 2], name);
  assertEquals([add(1, "b"), add(2, "a"), add(3, "b")], [1, 2, 3]);
  assertThrows(() => add(4, ""), FormatError);
  const dataset = await store.read("drawings", undefined, "test");
  assertEquals(dataset.classNames, ["a", "b"]);
  assertEquals(dataset.labels, Uint8Array.of(1, 0, 1));
  assertEquals(dataset.images.slice(4, 8), new Uint8Array(4).fill(2));
});
