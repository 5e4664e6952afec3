import { assertEquals, assertRejects } from "@std/assert";
import { unpackGzip, unpackTar } from "../../../cli/files/unpacking.ts";
import { gzip } from "../gzip.ts";
import { makeTar } from "../tar.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("unpackGzip() unpacks what is compressed and copies what is not", async () => {
  using folder = new TemporaryFolder();
  const content = new TextEncoder().encode("content");
  for (const [name, bytes] of [["packed", await gzip(content)], ["plain", content]] as const) {
    await unpackGzip(folder.write(name, bytes), folder.join(`${name}.out`));
    assertEquals(Deno.readFileSync(folder.join(`${name}.out`)), content);
  }
});

Deno.test("unpackGzip() writes nothing of what is damaged or unpacks to too much", async () => {
  using folder = new TemporaryFolder();
  const packed = await gzip(new Uint8Array(1000));
  const damaged = folder.write("damaged.gz", packed.subarray(0, packed.length - 9));
  await assertRejects(() => unpackGzip(damaged, folder.join("out")), Error, `${damaged}: Expected`);
  const large = folder.write("large", "");
  Deno.truncateSync(large, 2 ** 28 + 1);
  await assertRejects(
    () => unpackGzip(large, folder.join("out")),
    Error,
    "at most 268435456 bytes",
  );
  assertEquals(folder.names(), ["damaged.gz", "large"]);
});

Deno.test("unpackTar() writes the wanted members by other names", async () => {
  using folder = new TemporaryFolder();
  const tar = folder.write("a.tar", makeTar({ "x/one": "1", "x/two": "2", "../evil": "3" }));
  await unpackTar(tar, { first: "x/one", missing: "x/three" }, folder.path);
  assertEquals(folder.names(), ["a.tar", "first"]);
  assertEquals(Deno.readTextFileSync(folder.join("first")), "1");
});
