import { assertEquals } from "@std/assert";
import { findDatasetInputs } from "../../../cli/files/dataset_inputs.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("findDatasetInputs() finds the IDX files of one part, and no names that are not there", async () => {
  using folder = new TemporaryFolder();
  for (const part of ["train", "t10k"]) {
    folder.write(`${part}-images-idx3-ubyte`, "");
    folder.write(`${part}-labels-idx1-ubyte`, "");
  }
  assertEquals(await findDatasetInputs(folder.path, undefined, "test", "it"), [
    { path: folder.join("t10k-images-idx3-ubyte"), what: "read for it" },
    { path: folder.join("t10k-labels-idx1-ubyte"), what: "read for it" },
  ]);
});

Deno.test("findDatasetInputs() finds the names of the classes beside labels and records", async () => {
  using folder = new TemporaryFolder();
  const [images, labels, records] = ["i", "l", "a.bin"].map((name) => folder.write(name, ""));
  const names = folder.write("class-names.txt", "");
  const paths = async (images: string, labels?: string) => {
    const inputs = await findDatasetInputs(images, labels, "training", "it");
    return inputs.map(({ path }) => path);
  };
  assertEquals(await paths(images, labels), [images, labels, names]);
  assertEquals(await paths(`${records}, b.bin`), [records, "b.bin", names]);
});

Deno.test("findDatasetInputs() finds class folders with their content", async () => {
  using folder = new TemporaryFolder();
  for (const name of ["cat", "dog"]) {
    Deno.mkdirSync(folder.join(name));
    folder.write(`${name}/1.png`, "");
  }
  const paths = [folder.join("cat"), folder.join("dog")];
  assertEquals(
    await findDatasetInputs(folder.path, undefined, "training", "it"),
    paths.map((path) => ({ path, what: "inside it", withContent: true })),
  );
});

Deno.test("findDatasetInputs() finds nothing where there is no dataset, and leaves it at that", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("file", "");
  for (const path of [folder.path, folder.join("missing"), file]) {
    assertEquals(await findDatasetInputs(path, undefined, "training", "it"), []);
  }
  assertEquals(await findDatasetInputs(folder.path, file, "training", "it"), []);
});
