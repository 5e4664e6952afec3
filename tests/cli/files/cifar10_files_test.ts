import { assertEquals, assertLess, assertRejects } from "@std/assert";
import { readCifar10 } from "../../../cli/files/cifar10_files.ts";
import { gzip } from "../gzip.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A record that is filled with one value. */
function record(label: number, value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(3073).fill(value);
  bytes[0] = label;
  return bytes;
}

Deno.test("readCifar10() reads files one after the other", async () => {
  using folder = new TemporaryFolder();
  const files = [
    folder.write("1.bin", Uint8Array.of(...record(3, 10), ...record(4, 11))),
    folder.write("2.bin", await gzip(record(5, 12))),
  ];
  const names = Array.from("abcdefghij");
  const dataset = await readCifar10(files, names);
  assertEquals([dataset.shape, dataset.classes, dataset.classNames], [[3, 32, 32], 10, names]);
  assertEquals(dataset.labels, Uint8Array.of(3, 4, 5));
  assertEquals(dataset.images.length, 3 * 3072);
  assertEquals([0, 3071, 3072, 6144].map((i) => dataset.images[i]), [10, 10, 11, 12]);
});

Deno.test("readCifar10() names the file that is missing, cut off or has a wrong label", async () => {
  using folder = new TemporaryFolder();
  const good = folder.write("good.bin", record(3, 10));
  const wrong: [string, string][] = [
    [folder.join("missing.bin"), "found no such file"],
    [folder.write("short.bin", record(3, 10).subarray(1)), "Expected records of 3073 bytes"],
    [folder.write("empty.bin", ""), "but found 0 bytes in all"],
    [folder.write("label.bin", record(10, 0)), "Expected labels of 0 to 9 but found 10"],
  ];
  for (const [path, message] of wrong) {
    await assertRejects(() => readCifar10([good, path]), Error, `${path}: `);
    await assertRejects(() => readCifar10([good, path]), Error, message);
  }
});

Deno.test("readCifar10() reads nothing of a large file of another kind", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("large.bin", "");
  const before = Deno.memoryUsage().rss;
  Deno.truncateSync(path, 2 ** 30);
  await assertRejects(() => readCifar10([path]), Error, "Expected records of 3073 bytes");
  Deno.truncateSync(path, 3073 * 2 ** 20);
  await assertRejects(
    () => readCifar10([path]),
    Error,
    "Expected a file of CIFAR-10 records of at most 1073741824 bytes",
  );
  assertLess(Deno.memoryUsage().rss - before, 1e8);
});
