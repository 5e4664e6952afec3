import { assertEquals, assertRejects } from "@std/assert";
import { readConfig } from "../../../cli/files/config_file.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

async function messageOf(path: string): Promise<string> {
  return (await assertRejects(() => readConfig(path), Error)).message;
}

Deno.test("readConfig() reads the course's configurations", async () => {
  const { epochs, batchSize, hiddenSize, learningRate, trainImages } = await readConfig(
    "mnist-configs/input.config",
  );
  assertEquals([epochs, batchSize, hiddenSize, learningRate], [5, 100, 500, 0.001]);
  assertEquals(trainImages, "mnist-datasets/train-images.idx3-ubyte");

  const overfitting = await readConfig("mnist-configs/input-ci.config");
  assertEquals([overfitting.epochs, overfitting.batchSize], [10_000, 1]);
  assertEquals(overfitting.logFile, "log_predictions-ci.txt");
});

Deno.test("readConfig() names file and line, once", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("wrong.config", "seed = 1\nbatch_size = 0\n");
  const text = Deno.readTextFileSync("mnist-configs/input.config");
  Deno.writeTextFileSync(path, text.replace("batch_size = 100", "batch_size = 0"));
  assertEquals(
    await messageOf(path),
    `${path}:2: batch_size: Expected an integer from 1 to 1000000 or all but found "0"`,
  );
});

Deno.test("readConfig() refuses what is no configuration file", async () => {
  using folder = new TemporaryFolder();
  const missing = folder.join("missing");
  assertEquals(
    await messageOf(missing),
    `${missing}: Expected a configuration file but found no such file`,
  );
  assertEquals(
    await messageOf(folder.path),
    `${folder.path}: Expected a configuration file but found a folder`,
  );
  const images = "mnist-datasets/single-image.idx3-ubyte";
  assertEquals(
    await messageOf(images),
    `${images}: Expected a configuration file but found an IDX file of rank 3`,
  );
});
