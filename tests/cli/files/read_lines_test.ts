import { assertEquals, assertRejects } from "@std/assert";
import { readLines } from "../../../cli/files/read_lines.ts";
import { linesOf } from "../../../lib/formats/lines.ts";
import { gzip } from "../gzip.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

function read(path: string, largest = 2 ** 26): Promise<string[]> {
  const parse = (lines: string, done: number) =>
    Array.from(linesOf(lines), (line, i) => `${done + i} ${line}`);
  return readLines({ path, content: "numbers", largest, parse });
}

Deno.test("readLines() gives the lines of a file, whatever pieces it reads them in", async () => {
  using folder = new TemporaryFolder();
  // More than one piece, whose ends fall into lines and into characters of several bytes.
  const lines = Array.from({ length: 500_000 }, (_, i) => `é€${i}`);
  const expected = lines.map((line, i) => `${i} ${line}`);
  for (const text of [lines.join("\n"), `${lines.join("\n")}\n`]) {
    assertEquals(await read(folder.write("plain", text)), expected);
    const packed = await gzip(new TextEncoder().encode(text));
    assertEquals(await read(folder.write("packed", packed)), expected);
  }
});

Deno.test("readLines() reads a file that ends where a piece does, and an empty one", async () => {
  using folder = new TemporaryFolder();
  const whole = folder.write("whole", "a\n".repeat(2 ** 21));
  assertEquals((await read(whole)).at(-1), `${2 ** 21 - 1} a`);
  assertEquals(await read(folder.write("empty", "")), []);
});

Deno.test("readLines() refuses what is too long, compressed or not, and what is no text", async () => {
  using folder = new TemporaryFolder();
  const bytes = new TextEncoder().encode("a\n".repeat(500));
  for (const content of [bytes, await gzip(bytes)]) {
    const path = folder.write("a", content);
    assertEquals((await read(path, 1000)).length, 500);
    const { message } = await assertRejects(() => read(path, 999), Error);
    assertEquals(message, `${path}: Expected numbers of at most 999 bytes but found more`);
  }
  const line = folder.write("line", "a\n" + "b".repeat(2 ** 23));
  await assertRejects(
    () => read(line),
    Error,
    "at most 65536 characters but found more after record 1",
  );
  const binary = folder.write("binary", Uint8Array.of(0x61, 0xff));
  await assertRejects(() => read(binary), Error, "numbers but found bytes that are not UTF-8 text");
  const cut = folder.write("cut", Uint8Array.of(0x61, 0xe2, 0x82));
  await assertRejects(() => read(cut), Error, "numbers but found bytes that are not UTF-8 text");
});
