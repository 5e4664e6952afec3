import { assertEquals, assertRejects } from "@std/assert";
import { ensureDir } from "@std/fs";
import { dirname } from "@std/path";
import { isLoneFile, locateDataset } from "../../../cli/files/dataset_location.ts";
import { encodeLabels } from "../../../lib/data/idx_labels.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** Makes empty files, and the folders that they are in. */
async function fill(folder: TemporaryFolder, files: readonly string[]): Promise<void> {
  for (const file of files) {
    await ensureDir(dirname(folder.join(file)));
    folder.write(file, "");
  }
}

Deno.test("locateDataset() takes a file and a label file for IDX", async () => {
  assertEquals(await locateDataset("a", "b", "training"), {
    format: "IDX",
    images: "a",
    labels: "b",
  });
});

Deno.test("locateDataset() takes names that end in .bin for CIFAR-10", async () => {
  const files = async (list: string) => {
    const location = await locateDataset(list, undefined, "training");
    return location.format === "CIFAR-10" ? location.files : [];
  };
  assertEquals(await files("x/data_batch_1.bin"), ["x/data_batch_1.bin"]);
  assertEquals(await files("1.bin, 2.bin,3.bin"), ["1.bin", "2.bin", "3.bin"]);
});

Deno.test("locateDataset() finds each part of a CIFAR-10 folder", async () => {
  using folder = new TemporaryFolder();
  for (const name of ["data_batch_10.bin", "data_batch_2.bin", "test_batch.bin", "readme.html"]) {
    folder.write(name, "");
  }
  const files = async (part: "training" | "test") => {
    const location = await locateDataset(folder.path, undefined, part);
    return location.format === "CIFAR-10" ? location.files : [];
  };
  assertEquals(await files("training"), [
    folder.join("data_batch_2.bin"),
    folder.join("data_batch_10.bin"),
  ]);
  assertEquals(await files("test"), [folder.join("test_batch.bin")]);
  Deno.removeSync(folder.join("test_batch.bin"));
  await assertRejects(() => files("test"), Error, "Expected the test files of CIFAR-10");
});

Deno.test("locateDataset() finds each part of a folder with IDX files", async () => {
  using folder = new TemporaryFolder();
  const names = ["train-images.idx3-ubyte", "train-labels-idx1-ubyte.gz"];
  const testNames = [
    "t10k-images-idx3-ubyte",
    "t10k-images-idx3-ubyte.gz",
    "test-labels.idx1-ubyte",
  ];
  for (const name of [...names, ...testNames]) folder.write(name, "");
  assertEquals(await locateDataset(folder.path, undefined, "training"), {
    format: "IDX",
    images: folder.join(names[0]),
    labels: folder.join(names[1]),
  });
  assertEquals(await locateDataset(folder.path, undefined, "test"), {
    format: "IDX",
    images: folder.join("t10k-images-idx3-ubyte"),
    labels: folder.join("test-labels.idx1-ubyte"),
  });
});

Deno.test("locateDataset() names what is missing or ambiguous among IDX files", async () => {
  using folder = new TemporaryFolder();
  const locate = () => locateDataset(folder.path, undefined, "training");
  folder.write("letters-train-images-idx3-ubyte", "");
  await assertRejects(locate, Error, "Expected one IDX file of training labels but found none");
  folder.write("digits-train-images-idx3-ubyte", "");
  await assertRejects(
    locate,
    Error,
    `${folder.path}: Expected one IDX file of training images but found ` +
      "digits-train-images-idx3-ubyte, letters-train-images-idx3-ubyte",
  );
});

Deno.test("locateDataset() takes other folders for class folders, and their parts", async () => {
  for (const [training, test] of [["train", "test"], ["training", "testing"], ["Train", "Test"]]) {
    using folder = new TemporaryFolder();
    await fill(folder, [`${test}/0/a.png`]);
    const locate = (part: "training" | "test") => locateDataset(folder.path, undefined, part);
    await fill(folder, [`${training}/0/a.png`, "valid/0/a.png"]);
    const at = (name: string) => ({ format: "folders", folder: folder.join(name) } as const);
    assertEquals(await locate("training"), at(training));
    assertEquals(await locate("test"), at(test));
  }
});

Deno.test("locateDataset() takes a folder of class folders for what it is", async () => {
  using folder = new TemporaryFolder();
  const location = { format: "folders", folder: folder.path } as const;
  await fill(folder, ["0/a.png"]);
  assertEquals(await locateDataset(folder.path, undefined, "test"), location);
  await fill(folder, ["raw.txt", "train/a.jpg"]);
  assertEquals(await locateDataset(folder.path, undefined, "test"), location);
});

Deno.test("locateDataset() finds torchvision's files at any level", async () => {
  using folder = new TemporaryFolder();
  const names = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"];
  const files = names.map((name) => `MNIST/raw/${name}`);
  await fill(folder, [
    ...files,
    ...files.map((file) => `${file}.gz`),
    "MNIST/processed/training.pt",
  ]);
  for (const level of ["", "MNIST", "MNIST/raw"]) {
    assertEquals(await locateDataset(folder.join(level), undefined, "training"), {
      format: "IDX",
      images: folder.join(files[0]),
      labels: folder.join(files[1]),
    });
  }
});

Deno.test("locateDataset() finds the files of Kaggle's archive beside or in folders of their names", async () => {
  using folder = new TemporaryFolder();
  const images = "train-images-idx3-ubyte/train-images-idx3-ubyte";
  const labels = "train-labels-idx1-ubyte/train-labels-idx1-ubyte";
  const locate = async () => {
    const location = await locateDataset(folder.path, undefined, "training");
    return location.format === "IDX" ? [location.images, location.labels] : [];
  };
  await fill(folder, [images, labels]);
  assertEquals(await locate(), [folder.join(images), folder.join(labels)]);
  await fill(folder, ["train-images.idx3-ubyte"]);
  assertEquals(await locate(), [folder.join("train-images.idx3-ubyte"), folder.join(labels)]);
});

Deno.test("locateDataset() finds QMNIST's labels, which are of another rank", async () => {
  using folder = new TemporaryFolder();
  await fill(folder, ["qmnist-test-images-idx3-ubyte.gz", "qmnist-test-labels-idx2-int.gz"]);
  assertEquals(await locateDataset(folder.path, undefined, "test"), {
    format: "IDX",
    images: folder.join("qmnist-test-images-idx3-ubyte.gz"),
    labels: folder.join("qmnist-test-labels-idx2-int.gz"),
  });
});

Deno.test("locateDataset() takes CSV files, alone and in folders", async () => {
  using folder = new TemporaryFolder();
  for (const name of ["a.csv", "b.CSV.gz"]) {
    const location = { format: "CSV", file: name } as const;
    assertEquals(await locateDataset(name, undefined, "training"), location);
  }
  const locate = (part: "training" | "test") => locateDataset(folder.path, undefined, part);
  await fill(folder, ["mnist_train.csv", "mnist_train.csv.gz"]);
  assertEquals(await locate("training"), { format: "CSV", file: folder.join("mnist_train.csv") });
  const missing = `${folder.path}: Expected one CSV file of test images but found none`;
  await assertRejects(() => locate("test"), Error, missing);
  await fill(folder, ["test.csv"]);
  assertEquals(await locate("test"), { format: "CSV", file: folder.join("test.csv") });
  await fill(folder, ["emnist-letters-test.csv"]);
  await assertRejects(() => locate("test"), Error, "found emnist-letters-test.csv, test.csv");
});

Deno.test("locateDataset() names what is no dataset, and says what to do", async () => {
  using folder = new TemporaryFolder();
  await fill(folder, ["py/batches.meta", "py/data_batch_1", "npz/mnist.npz"]);
  folder.write("npz/mnist.npz", `PK\x03\x04${"\0".repeat(26)}x_train.npy`);
  const cases: [string, string][] = [
    ["py", "Expected the binary version of CIFAR-10 but found that for Python"],
    ["npz", `mnist.npz: Expected a dataset but found a NumPy archive (.npz); write what it holds`],
    ["npz/mnist.npz", "Expected a dataset but found a NumPy archive (.npz)"],
  ];
  for (const [name, message] of cases) {
    const path = folder.join(name);
    await assertRejects(() => locateDataset(path, undefined, "training"), Error, message);
  }
});

Deno.test("locateDataset() does not follow links in a circle for ever", async () => {
  using folder = new TemporaryFolder();
  await fill(folder, ["a/readme.txt"]);
  await Deno.symlink("..", folder.join("a/b"));
  const location = await locateDataset(folder.path, undefined, "training");
  assertEquals(location.format, "folders");
});

Deno.test("locateDataset() wants labels beside an IDX file, and beside nothing else", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("images", encodeLabels(Uint8Array.of(1)));
  const cases: [string, string | undefined, string][] = [
    [file, undefined, `${file}: Expected a label file beside an image file but found none`],
    [
      folder.join("no"),
      undefined,
      `${folder.join("no")}: Expected a dataset but found no such file or folder`,
    ],
    [folder.path, "labels", `labels: Expected no label file beside the folder ${folder.path}`],
    [
      "a.csv",
      "labels",
      "labels: Expected no label file beside the file a.csv, which has the labels",
    ],
  ];
  for (const [images, labels, message] of cases) {
    await assertRejects(() => locateDataset(images, labels, "training"), Error, message);
  }
});

Deno.test("locateDataset() says where labels that are missing are to be named", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("images", encodeLabels(Uint8Array.of(1)));
  for (const [part, key] of [["training", "train"], ["test", "test"]] as const) {
    const { message } = await assertRejects(() => locateDataset(file, undefined, part), Error);
    assertEquals(
      message,
      `${file}: Expected a label file beside an image file but found none; ` +
        `a configuration names it as rel_path_${key}_labels, a command line as [labels]`,
    );
  }
});

Deno.test("isLoneFile() is about one file that is no dataset by itself", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("a.config", "");
  assertEquals(await isLoneFile(file, undefined), true);
  assertEquals(await isLoneFile(file, folder.write("labels", "")), false);
  assertEquals(await isLoneFile(folder.write("records.bin", ""), undefined), false);
  assertEquals(await isLoneFile(folder.write("a.csv", ""), undefined), false);
  assertEquals(await isLoneFile(folder.path, undefined), false);
  assertEquals(await isLoneFile(folder.join("missing"), undefined), false);
});
