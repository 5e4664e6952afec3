import { assertEquals, assertRejects } from "@std/assert";
import { readTar } from "../../../cli/files/tar_file.ts";
import { mutationsOf } from "../../mutations.ts";
import { gzip } from "../gzip.ts";
import { makeMember, makeTar } from "../tar.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const end = new Array(1024).fill(0);

/** The files of an archive that are called `wanted`, and the paths of all. */
async function read(path: string, wanted: string) {
  const members: string[] = [];
  const contents: string[] = [];
  await readTar(path, async (member, read) => {
    members.push(member);
    if (member === wanted) contents.push(new TextDecoder().decode(await read()));
  });
  return { members, contents };
}

Deno.test("readTar() finds files, whatever their length", async () => {
  using folder = new TemporaryFolder();
  const long = "x".repeat(1025);
  const tar = makeTar({ "d/empty": "", "d/a": "abc", "d/block": "y".repeat(512), "d/long": long });
  const path = folder.write("a.tar", tar);
  const members = ["d/empty", "d/a", "d/block", "d/long"];
  assertEquals(await read(path, "d/long"), { members, contents: [long] });
  assertEquals(await read(path, "d/empty"), { members, contents: [""] });
  const packed = folder.write("a.tar.gz", await gzip(tar));
  assertEquals(await read(packed, "d/a"), { members, contents: ["abc"] });
});

Deno.test("readTar() reads what the tar program writes", async () => {
  using folder = new TemporaryFolder();
  folder.write("one.txt", "first");
  folder.write("two.txt", "z".repeat(700));
  const args = ["-czf", "a.tgz", "one.txt", "two.txt"];
  const tar = new Deno.Command("tar", { args, cwd: folder.path });
  assertEquals((await tar.output()).success, true);
  assertEquals(await read(folder.join("a.tgz"), "one.txt"), {
    members: ["one.txt", "two.txt"],
    contents: ["first"],
  });
});

Deno.test("readTar() passes over folders and links", async () => {
  using folder = new TemporaryFolder();
  const parts = [
    makeMember("d/", "", "5"),
    makeMember("d/link", "", "2"),
    makeMember("d/a", "abc"),
  ];
  const path = folder.write("a.tar", Uint8Array.of(...parts.flatMap((part) => [...part]), ...end));
  assertEquals((await read(path, "d/a")).members, ["d/a"]);
});

Deno.test("readTar() refuses what is no archive, cut off or damaged", async () => {
  using folder = new TemporaryFolder();
  const tar = makeTar({ "a": "abc" });
  const wrong: [Uint8Array, string][] = [
    [new Uint8Array(), "found its end too early"],
    [new TextEncoder().encode("text ".repeat(200)), "found other data"],
    [tar.subarray(0, 600), "found its end too early"],
    [tar.subarray(0, 514), "found its end too early"],
    [tar.map((byte, i) => i === 2 ? 65 : byte), "Expected a tar header with the checksum"],
  ];
  for (const [bytes, message] of wrong) {
    const path = folder.write("a.tar", bytes);
    const error = await assertRejects(() => read(path, "a"), Error, message);
    assertEquals(error.message.startsWith(`${path}: `), true);
  }
});

Deno.test("readTar() refuses at once what is longer than any dataset, and hears an interruption", async () => {
  using folder = new TemporaryFolder();
  const header = (name: string, size: number) => {
    const block = makeMember(name, "").slice(0, 512);
    block.set(new TextEncoder().encode(size.toString(8).padStart(11, "0")), 124);
    const sum = block.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
    block.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
    return block;
  };
  const refuse = async (size: number, wanted: string, message: string) => {
    const path = folder.write("a.tar", header("big", size));
    Deno.truncateSync(path, 512 + size);
    await assertRejects(() => read(path, wanted), Error, message);
  };
  await refuse(2 ** 28 + 512, "big", "a file in a tar archive of at most 268435456 bytes");
  await refuse(2 ** 30, "other", "a tar archive of at most 1073741824 bytes");

  const tar = folder.write("b.tar", makeTar({ "a": "abc" }));
  const take = () => Promise.reject(new Error("not reached"));
  const aborted = () => readTar(tar, take, AbortSignal.abort(new Error("interrupted")));
  await assertRejects(aborted, Error, "interrupted");
});

Deno.test("readTar() ends at each of many damaged archives", async () => {
  using folder = new TemporaryFolder();
  for (const bytes of mutationsOf(makeTar({ "a": "abc", "b": "def" }), 200)) {
    const path = folder.write("a.tar", bytes);
    await read(path, "b").catch((error) => {
      if (!error.message.startsWith(path)) throw error;
    });
  }
});
