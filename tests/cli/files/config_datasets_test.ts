import { assertEquals, assertRejects } from "@std/assert";
import { readConfigDatasetKind, readConfigDatasets } from "../../../cli/files/config_datasets.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { encodeImages, encodeLabels } from "../../../lib/data/idx.ts";
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
    `${folder.join("l")}: Expected labels of 0 to 9 but found 12 as label 1`,
  );
  assertEquals((await readConfigDatasetKind(config)).classNames.length, 10);
});

Deno.test("for other networks, the labels tell the number of classes", async () => {
  using folder = new TemporaryFolder();
  const config = configWith(folder, "layers = dense 13 softmax");
  const { training, test } = await readConfigDatasets(config);
  assertEquals([training.classes, test.classes, test.labels], [13, 13, Uint8Array.of(0, 12)]);
  const { shape, classNames } = await readConfigDatasetKind(config);
  assertEquals([shape, classNames.length], [[1, 1, 1], 13]);
});
