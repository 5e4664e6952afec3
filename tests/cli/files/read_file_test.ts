import { assertEquals, assertRejects } from "@std/assert";
import { readAtMost, readFile, readTextFile } from "../../../cli/files/read_file.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { concatenate } from "../../../lib/formats/bytes.ts";
import { gzip } from "../gzip.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const everything = (path: string) => readFile(path, "a test file", (file) => file.read(1e9));

async function messageOf(work: Promise<unknown>): Promise<string> {
  return (await assertRejects(() => work, Error)).message;
}

Deno.test("readFile() reads plain and compressed files, whatever they are called", async () => {
  using folder = new TemporaryFolder();
  const content = Uint8Array.from({ length: 300_000 }, (_, i) => i * i);
  assertEquals(await everything(folder.write("plain.gz", content)), content);
  assertEquals(await everything(folder.write("packed.idx", await gzip(content))), content);
});

Deno.test("readFile() reads all members of a gzip file, and leaves out zeros behind them", async () => {
  using folder = new TemporaryFolder();
  const members = [await gzip(Uint8Array.of(1, 2)), await gzip(Uint8Array.of(3))];
  const content = Uint8Array.of(1, 2, 3);
  assertEquals(await everything(folder.write("two", concatenate(members))), content);
  const padded = concatenate([...members, new Uint8Array(1000)]);
  assertEquals(await everything(folder.write("padded", padded)), content);
});

Deno.test("readFile() knows the length of a plain file only", async () => {
  using folder = new TemporaryFolder();
  const length = (path: string) => readFile(path, "x", (file) => Promise.resolve(file.length));
  assertEquals(await length(folder.write("plain", new Uint8Array(7))), 7);
  assertEquals(await length(folder.write("packed", await gzip(new Uint8Array(7)))), undefined);
});

Deno.test("readFile() reads files shorter than the mark of compressed ones", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await everything(folder.write("empty", "")), Uint8Array.of());
  assertEquals(await everything(folder.write("one", Uint8Array.of(0x1f))), Uint8Array.of(0x1f));
});

Deno.test("readFile() reads what cannot be sought in", async () => {
  const zeros = await readFile("/dev/zero", "zeros", (file) => file.read(100_000));
  assertEquals(zeros, new Uint8Array(100_000));
});

Deno.test("readFile() unpacks no more than is asked for", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("packed", await gzip(new Uint8Array(5_000_000)));
  // Damage behind the part that is read is not reached.
  const bytes = Deno.readFileSync(path);
  bytes.fill(255, bytes.length - 8);
  Deno.writeFileSync(path, bytes);
  assertEquals(await readFile(path, "x", (file) => file.read(10)), new Uint8Array(10));
  assertEquals(
    await messageOf(everything(path)),
    `${path}: Expected intact gzip data but found damage`,
  );
});

Deno.test("readFile() refuses damaged compressed files", async () => {
  using folder = new TemporaryFolder();
  const packed = await gzip(Uint8Array.from({ length: 1000 }, (_, i) => i * i));
  const damaged = [
    packed.subarray(0, -1),
    packed.subarray(0, 100),
    packed.subarray(0, 2),
    packed.with(40, packed[40] ^ 255),
    Uint8Array.of(...packed, 1),
  ];
  for (const bytes of damaged) {
    const path = folder.write("damaged", bytes);
    assertEquals(
      await messageOf(everything(path)),
      `${path}: Expected intact gzip data but found damage`,
    );
  }
});

Deno.test("readFile() says in words why a file cannot be opened", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("file", "x");
  const missing = folder.join("missing");
  assertEquals(
    await messageOf(everything(missing)),
    `${missing}: Expected a test file but found no such file`,
  );
  assertEquals(
    await messageOf(everything(folder.path)),
    `${folder.path}: Expected a test file but found a folder`,
  );
  assertEquals(
    await messageOf(everything(`${file}/x`)),
    `${file}/x: Expected a test file but found a path through something that is no folder`,
  );
  assertEquals(await messageOf(everything("")), '"": Empty path is not allowed');
  assertEquals(
    await messageOf(everything("/dev/stdin")),
    "/dev/stdin: Deno gives this program no access to it",
  );
});

Deno.test("readFile() puts the path before what the reader finds wrong", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("file", "x");
  const message = await messageOf(readFile(path, "x", () => {
    throw new FormatError("Expected an a but found a b");
  }));
  assertEquals(message, `${path}: Expected an a but found a b`);
});

Deno.test("readAtMost() reads plain and compressed files up to the limit, and refuses longer ones", async () => {
  using folder = new TemporaryFolder();
  const content = Uint8Array.from({ length: 1000 }, (_, i) => i);
  const paths = [folder.write("plain", content), folder.write("packed", await gzip(content))];
  const read = (path: string, limit: number) =>
    readFile(path, "a test file", (file) => readAtMost(file, limit, "a test file"));
  for (const path of paths) {
    assertEquals(await read(path, 1000), content);
    assertEquals(
      await messageOf(read(path, 999)),
      `${path}: Expected a test file of at most 999 bytes but found more`,
    );
  }
});

Deno.test("readTextFile() reads UTF-8 up to the limit", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("text", "größe");
  assertEquals(await readTextFile(path, "a text", 7), "größe");
  assertEquals(
    await messageOf(readTextFile(path, "a text", 6)),
    `${path}: Expected a text of at most 6 bytes but found more`,
  );
});

Deno.test("readTextFile() refuses bytes that are not UTF-8", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("text", Uint8Array.of(0x61, 0xff));
  assertEquals(
    await messageOf(readTextFile(path, "a text", 100)),
    `${path}: Expected a text but found bytes that are not UTF-8 text`,
  );
});

Deno.test("readTextFile() does not read an endless file to its end", async () => {
  assertEquals(
    await messageOf(readTextFile("/dev/zero", "a text", 1000)),
    "/dev/zero: Expected a text of at most 1000 bytes but found more",
  );
});
