import { assertEquals, assertRejects } from "@std/assert";
import { readConfigDatasetKind, readConfigDatasets } from "../../../cli/files/config_datasets.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { encodeImages } from "../../../lib/data/idx_images.ts";
import { encodeLabels } from "../../../lib/data/idx_labels.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A configuration for IDX files with labels 0 and 12. */
function configWith(folder: TemporaryFolder, network: string) {
  const pixels = Uint8Array.of(1, 2);
  const images = folder.write("i", encodeImages({ count: 2, rows: 1, columns: 1, pixels }));
  const labels = folder.write("l", encodeLabels(Uint8Array.of(0, 12)));
  const data = ["train", "test"].flatMap((part) => [
    `rel_path_${part}_images = ${images}`,
    `rel_path_${part}_labels = ${labels}`,
  ]);
  const rest = ["rel_path_log_file = log", "num_epochs = 1", "batch_size = 1", "learning_rate = 1"];
  return parseConfig([...data, ...rest, network].join("\n"), "a.config");
}

Deno.test("the course sheet's network is for ten digits: larger labels are errors", async () => {
  using folder = new TemporaryFolder();
  const config = configWith(folder, "hidden_size = 5");
  await assertRejects(
    () => readConfigDatasets(config),
    Error,
    `${folder.join("l")}: Expected labels of 0 to 9 but found 12`,
  );
  await assertRejects(() => readConfigDatasetKind(config), Error, "Expected labels of 0 to 9");
});

Deno.test("outputs above all labels are classes, with or without an image", async () => {
  using folder = new TemporaryFolder();
  const config = configWith(folder, "layers = dense 13 softmax");
  const { training, test } = await readConfigDatasets(config);
  assertEquals([training.classes, training.labels], [13, Uint8Array.of(0, 12)]);
  // It need not have all of them.
  assertEquals([test.classNames, test.labels], [["0", "12"], Uint8Array.of(0, 1)]);
  const { shape, classNames } = await readConfigDatasetKind(config);
  assertEquals([shape, classNames.length], [[1, 1, 1], 13]);
});

Deno.test("for fewer outputs, the labels that occur are the classes", async () => {
  using folder = new TemporaryFolder();
  for (const layers of ["dense 2 softmax", "dense classes softmax", "dense 1 sigmoid", "dense 5"]) {
    const config = configWith(folder, `layers = ${layers}`);
    const { training } = await readConfigDatasets(config);
    assertEquals([training.classNames, training.labels], [["0", "12"], Uint8Array.of(0, 1)]);
    assertEquals((await readConfigDatasetKind(config)).classNames, ["0", "12"]);
  }
});
