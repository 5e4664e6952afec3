import { assertEquals, assertLess, assertRejects } from "@std/assert";
import { readModel, readModels, writeModel } from "../../../cli/files/model_files.ts";
import { divideBy255 } from "../../../lib/data/normalization.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { concatenate } from "../../../lib/formats/bytes.ts";
import { encodeSafetensors } from "../../../lib/formats/encode_safetensors.ts";
import { parseSafetensors } from "../../../lib/formats/parse_safetensors.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { networkTensors } from "../../../lib/models/tensors.ts";
import { Network } from "../../../lib/network.ts";
import { gzip } from "../gzip.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const network = new Network({
  device: createTypeScriptDevice(),
  inputShape: [3],
  layers: [dense(2)],
  batchSize: 1,
});
const description = { normalization: divideBy255, classNames: ["a", "b"] };

Deno.test("readModel() reads what writeModel() writes, compressed or not", async () => {
  using folder = new TemporaryFolder();
  const path = folder.join("model.safetensors");
  await writeModel(path, network, description);
  assertEquals(folder.names(), ["model.safetensors"]);
  const compressed = folder.write("model.gz", await gzip(await Deno.readFile(path)));
  for (const file of [path, compressed]) {
    const { tensors, layers, classNames } = await readModel(file);
    assertEquals(tensors, new Map(networkTensors(network)));
    assertEquals({ layers, classNames }, { layers: "dense 2", classNames: ["a", "b"] });
  }
});

Deno.test("readModel() names a file that is no model", async () => {
  using folder = new TemporaryFolder();
  const text = folder.write("text", "This is no model at all.");
  await assertRejects(
    () => readModel(text),
    Error,
    `${text}: Expected a model file but found a text`,
  );
  const damaged = folder.write("damaged", Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0x7b, 0x22));
  await assertRejects(() => readModel(damaged), Error, `${damaged}: Expected a safetensors header`);
  const picture = "tests/fixtures/images/grey.jpg";
  for (const read of [() => readModel(picture), () => readModels([picture])]) {
    await assertRejects(
      read,
      Error,
      `${picture}: Expected a model file but found a JPEG image`,
    );
  }
  const missing = folder.join("missing");
  await assertRejects(
    () => readModel(missing),
    Error,
    `${missing}: Expected a model file but found no such file`,
  );
  await assertRejects(
    () => readModel(folder.path),
    Error,
    "Expected a model file but found a folder",
  );
});

Deno.test("readModel() unpacks no more of a file than its layers need", async () => {
  using folder = new TemporaryFolder();
  const path = folder.join("model.safetensors");
  await writeModel(path, network, description);
  const { metadata } = parseSafetensors(await Deno.readFile(path));
  const data = new Uint8Array(2 ** 26);
  const larger = encodeSafetensors({
    tensors: new Map([["0.weight", { shape: [2 ** 26], data }]]),
    metadata,
  });
  const bomb = folder.write("bomb", await gzip(larger));
  const { rss } = Deno.memoryUsage();
  await assertRejects(
    () => readModel(bomb),
    Error,
    `${bomb}: Expected tensors of 8 numbers in all but found 67108864`,
  );
  assertLess(Deno.memoryUsage().rss - rss, 2 ** 24);
  const longer = folder.write("longer", concatenate([await Deno.readFile(path), Uint8Array.of(0)]));
  await assertRejects(
    () => readModel(longer),
    Error,
    `${longer}: Expected a model file of at most`,
  );
});
