import { assertEquals, assertRejects } from "@std/assert";
import { readCsv } from "../../../cli/files/csv_files.ts";
import { gzip } from "../gzip.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const text = "label,a,b,c,d\n7,0,1,2,3\n3,9,8,7,6\n";

Deno.test("readCsv() reads files, compressed or not", async () => {
  using folder = new TemporaryFolder();
  const packed = await gzip(new TextEncoder().encode(text));
  for (const path of [folder.write("a.csv", text), folder.write("a.csv.gz", packed)]) {
    assertEquals((await readCsv(path)).labels, Uint8Array.of(7, 3));
    const { labels, pixels } = await readCsv(path, { from: 1, count: 1 });
    assertEquals([labels, pixels], [Uint8Array.of(3), Uint8Array.of(9, 8, 7, 6)]);
  }
});

Deno.test("readCsv() names the file and what is wrong", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("a.csv", "PK\x03\x04\0\0");
  const { message } = await assertRejects(() => readCsv(path), Error);
  assertEquals(
    message,
    `${path}: Expected a CSV file of images but found a zip archive; unpack it, and name what is in it`,
  );
  const short = folder.write("b.csv", text.slice(0, -2));
  await assertRejects(() => readCsv(short), Error, `${short}: Expected a number of 0 to 255`);
});
