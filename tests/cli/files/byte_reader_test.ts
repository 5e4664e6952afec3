import { assertEquals } from "@std/assert";
import { type ByteReader, SeekingReader, StreamReader } from "../../../cli/files/byte_reader.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const content = Uint8Array.from({ length: 20 }, (_, i) => i);

function streamOf(chunkLengths: readonly number[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return ReadableStream.from(
    chunkLengths.map((length) => content.slice(start, start += length)),
  );
}

const readers: readonly (readonly [string, (file: Deno.FsFile) => ByteReader])[] = [
  ["SeekingReader", (file) => new SeekingReader(file, content.length)],
  ["StreamReader of one chunk", (file) => new StreamReader(streamOf([20]), file, 20)],
  ["StreamReader of bytes", (file) => new StreamReader(streamOf(Array(20).fill(1)), file, 20)],
  ["StreamReader of uneven chunks", (file) => new StreamReader(streamOf([3, 0, 7, 10]), file, 20)],
];

for (const [name, open] of readers) {
  Deno.test(`${name} reads, peeks and skips`, async () => {
    using folder = new TemporaryFolder();
    await using reader = open(await Deno.open(folder.write("content", content)));
    assertEquals(await reader.peek(4), Uint8Array.of(0, 1, 2, 3));
    assertEquals(await reader.read(5), Uint8Array.of(0, 1, 2, 3, 4));
    await reader.skip(6);
    assertEquals(await reader.read(2), Uint8Array.of(11, 12));
    assertEquals(await reader.peek(2), Uint8Array.of(13, 14));
    await reader.skip(3);
    assertEquals(await reader.read(0), Uint8Array.of());
    assertEquals(await reader.read(1), Uint8Array.of(16));
  });

  Deno.test(`${name} ends where the file ends`, async () => {
    using folder = new TemporaryFolder();
    await using reader = open(await Deno.open(folder.write("content", content)));
    await reader.skip(18);
    assertEquals(await reader.peek(1e12), Uint8Array.of(18, 19));
    assertEquals(await reader.read(1e12), Uint8Array.of(18, 19));
    assertEquals(await reader.read(1), Uint8Array.of());
    await reader.skip(1e12);
    assertEquals(await reader.peek(1), Uint8Array.of());
  });
}

for (const [name, open] of readers) {
  Deno.test(`${name} reads to where bytes belong, as far as there are any`, async () => {
    using folder = new TemporaryFolder();
    await using reader = open(await Deno.open(folder.write("content", content)));
    await reader.peek(3);
    const target = new Uint8Array(16).fill(99);
    assertEquals(await reader.readInto(target.subarray(0, 12)), 12);
    assertEquals(target, Uint8Array.of(...content.subarray(0, 12), 99, 99, 99, 99));
    assertEquals(await reader.readInto(target), 8);
    assertEquals(target.subarray(0, 9), Uint8Array.of(...content.subarray(12), 8));
  });
}

Deno.test("SeekingReader stops early when the file has become shorter", async () => {
  using folder = new TemporaryFolder();
  await using reader = new SeekingReader(await Deno.open(folder.write("content", content)), 100);
  assertEquals((await reader.read(100)).length, 20);
});
