import { assertEquals } from "@std/assert";
import {
  createTemporaryFile,
  createTemporaryFolder,
  removeIfPresent,
  removeLeavings,
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
