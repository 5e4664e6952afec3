import { assertEquals } from "@std/assert";
import {
  createTemporaryFile,
  createTemporaryFolder,
  removeIfPresent,
  removeLeavings,
  removeLink,
  temporaryPath,
} from "../../../cli/files/temporary_file.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("removeLeavings() removes what is no longer held, and nothing else", async () => {
  using folder = new TemporaryFolder();
  const [file, place, ...held] = Array.from({ length: 4 }, () => temporaryPath(folder.join("x")));
  (await createTemporaryFile(file)).close();
  (await createTemporaryFolder(place)).close();
  Deno.writeTextFileSync(`${place}/inside`, "");
  folder.write("own.partial", "");
  folder.write(".hidden", "");
  using _file = await createTemporaryFile(held[0]);
  using _folder = await createTemporaryFolder(held[1]);
  await removeLeavings(folder.path);
  const names = [
    ...held.map((path) => path.slice(folder.path.length + 1)),
    ".hidden",
    "own.partial",
  ];
  assertEquals(folder.names().sort(), names.sort());
});

Deno.test("removeIfPresent() removes a file, and does nothing where there is none", () => {
  using folder = new TemporaryFolder();
  const path = folder.write("file", "");
  removeIfPresent(path);
  removeIfPresent(path);
  assertEquals(folder.names(), []);
});

Deno.test("removeLeavings() follows no link, and waits for no pipe", async () => {
  using folder = new TemporaryFolder();
  using elsewhere = new TemporaryFolder();
  elsewhere.write("inside", "");
  const [link, pipe] = [1, 2].map(() => temporaryPath(folder.join("x")));
  Deno.symlinkSync(elsewhere.path, link);
  const { success } = new Deno.Command("mkfifo", { args: [pipe] }).outputSync();
  assertEquals(success, true);
  await removeLeavings(folder.path);
  assertEquals(elsewhere.names(), ["inside"]);
});

Deno.test("removeLink() removes a link alone, and neither files nor folders", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("file", "");
  Deno.mkdirSync(folder.join("folder"));
  for (const target of ["file", "folder", "none"]) {
    const link = folder.join(`link to ${target}`);
    Deno.symlinkSync(target, link);
    await removeLink(link);
  }
  for (const path of [file, folder.join("folder"), folder.join("none")]) await removeLink(path);
  assertEquals(folder.names(), ["file", "folder"]);
});
