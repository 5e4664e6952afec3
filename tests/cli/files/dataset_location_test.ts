import { assertEquals, assertRejects } from "@std/assert";
import { ensureDir } from "@std/fs";
import { isLoneFile, locateDataset } from "../../../cli/files/dataset_location.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

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

Deno.test("locateDataset() takes other folders for PNG images, and their train and test", async () => {
  using folder = new TemporaryFolder();
  await ensureDir(folder.join("test"));
  const locate = (part: "training" | "test") => locateDataset(folder.path, undefined, part);
  assertEquals(await locate("test"), { format: "PNG", folder: folder.path });
  await ensureDir(folder.join("train"));
  assertEquals(await locate("training"), { format: "PNG", folder: folder.join("train") });
  assertEquals(await locate("test"), { format: "PNG", folder: folder.join("test") });
});

Deno.test("locateDataset() wants labels beside an IDX file, and beside nothing else", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("images", "");
  const cases: [string, string | undefined, string][] = [
    [file, undefined, `${file}: Expected a label file beside an image file but found none`],
    [
      folder.join("no"),
      undefined,
      `${folder.join("no")}: Expected a dataset but found no such file or folder`,
    ],
    [folder.path, "labels", `labels: Expected no label file beside the folder ${folder.path}`],
  ];
  for (const [images, labels, message] of cases) {
    await assertRejects(() => locateDataset(images, labels, "training"), Error, message);
  }
});

Deno.test("locateDataset() says where labels that are missing are to be named", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("images", "");
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
  assertEquals(await isLoneFile(folder.path, undefined), false);
  assertEquals(await isLoneFile(folder.join("missing"), undefined), false);
});
