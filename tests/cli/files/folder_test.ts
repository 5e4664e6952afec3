import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { isFile, isFolder, listFolder, statIfPresent } from "../../../cli/files/folder.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("listFolder() lists what is not hidden, numbers in their order", async () => {
  using folder = new TemporaryFolder();
  for (const name of ["10", "9.png", ".hidden", "b", "100.png", "A"]) folder.write(name, "");
  Deno.mkdirSync(folder.join("2"));
  const entries = await listFolder(folder.path);
  assertEquals(entries.map(({ name }) => name), ["2", "9.png", "10", "100.png", "A", "b"]);
  assertEquals(entries.filter(({ isDirectory }) => isDirectory), [{
    name: "2",
    isDirectory: true,
  }]);
});

Deno.test("listFolder() takes a link to a folder for a folder", async () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(folder.join("real"));
  Deno.symlinkSync("real", folder.join("link"));
  assertEquals((await listFolder(folder.path)).map(({ isDirectory }) => isDirectory), [true, true]);
});

Deno.test("listFolder() names the folder that it cannot read", async () => {
  using folder = new TemporaryFolder();
  const missing = folder.join("missing");
  await assertRejects(
    () => listFolder(missing),
    Error,
    `${missing}: Expected a folder but found none`,
  );
});

Deno.test("isFile() and isFolder() tell files, folders and nothing apart", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("file", "abc");
  const paths = [file, folder.path, folder.join("missing"), folder.join("file/below")];
  assertEquals(await Promise.all(paths.map(isFile)), [true, false, false, false]);
  assertEquals(await Promise.all(paths.map(isFolder)), [false, true, false, false]);
  assertEquals((await statIfPresent(file))?.size, 3);
  assertEquals(await statIfPresent(folder.join("missing")), undefined);
});

Deno.test("statIfPresent() names what it cannot look at", async () => {
  await assertRejects(() => statIfPresent(""), Error, '"": Empty path is not allowed');
  await assertRejects(
    () => statIfPresent("/dev/stdin"),
    Error,
    "/dev/stdin: Deno gives this program no access to it",
  );
});

Deno.test("listFolder() names the link that it cannot follow, and that alone", async () => {
  using folder = new TemporaryFolder();
  Deno.symlinkSync("circle", folder.join("circle"));
  const { message } = await assertRejects(() => listFolder(folder.path), Error);
  assertMatch(message, new RegExp(`^${folder.join("circle")}: Too many levels of symbolic links`));
});
