import { assertEquals, assertRejects } from "@std/assert";
import { findPictures } from "../../../cli/files/picture_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("findPictures() finds pictures in folders, in natural order", async () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(folder.join("b"));
  Deno.mkdirSync(folder.join("empty"));
  for (const name of ["10.png", "9.PNG", "a.jpeg", "b/1.jpg", ".hidden.png", "notes.txt"]) {
    folder.write(name, "");
  }
  const names = ["9.PNG", "10.png", "a.jpeg", "b/1.jpg"];
  assertEquals(await findPictures(folder.path), names.map((name) => folder.join(name)));
  assertEquals(await findPictures("-"), ["-"]);
  await assertRejects(
    () => findPictures(folder.join("empty")),
    Error,
    "Expected a folder with PNG or JPEG images but found none",
  );
});
