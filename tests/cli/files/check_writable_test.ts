import { assertEquals, assertRejects } from "@std/assert";
import { checkFolderWritable, checkWritable } from "../../../cli/files/check_writable.ts";
import { writeFileAtomically } from "../../../cli/files/write_file.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("checkWritable() changes nothing, whether or not the file exists", async () => {
  using folder = new TemporaryFolder();
  const old = folder.write("old", "content");
  await checkWritable(old);
  await checkWritable(folder.join("new"));
  assertEquals(folder.names(), ["old"]);
  assertEquals(Deno.readTextFileSync(old), "content");
});

Deno.test("checkWritable() rejects what writeFileAtomically() would reject", async () => {
  using folder = new TemporaryFolder();
  folder.write("file", "old");
  for (const path of [folder.path, folder.join("file/out"), folder.join("file/a/out")]) {
    const { message } = await assertRejects(() => writeFileAtomically(path, ""), Error);
    await assertRejects(() => checkWritable(path), Error, message);
  }
  assertEquals(folder.names(), ["file"]);
});

Deno.test("checkFolderWritable() changes nothing, whether there is such a folder or not", async () => {
  using folder = new TemporaryFolder();
  await checkFolderWritable(folder.path);
  await checkFolderWritable(folder.join("a/b"));
  assertEquals(folder.names(), []);
});

Deno.test("checkFolderWritable() finds a file in the way", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("file", "");
  const inside = folder.join("file/inside");
  for (
    const [place, message] of [
      [path, `Cannot write ${path}: it is not a folder`],
      [inside, `Cannot write ${inside}: ${path} is not a folder`],
    ]
  ) {
    const error = await assertRejects(() => checkFolderWritable(place), Error);
    assertEquals(error.message, message);
  }
});
