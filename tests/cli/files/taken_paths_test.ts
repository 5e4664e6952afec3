import { assertEquals, assertRejects } from "@std/assert";
import { relative } from "@std/path";
import { checkOwnFile, findCollision } from "../../../cli/files/taken_paths.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("findCollision() knows a file by any name that leads to it", async () => {
  using folder = new TemporaryFolder();
  const file = folder.write("file", "");
  Deno.symlinkSync(file, folder.join("link"));
  Deno.symlinkSync(folder.path, folder.join("folder"));
  const paths = [
    file,
    folder.join("link"),
    `${folder.path}/./file`,
    `${folder.path}/folder/folder/file`,
    relative(Deno.cwd(), file),
  ];
  for (const path of paths) {
    for (const taken of paths) {
      assertEquals(
        await findCollision(path, "file", [{ path: taken, what: "taken" }]),
        `Expected a file of its own but found "${path}", which is taken`,
      );
    }
  }
});

Deno.test("findCollision() knows a path at which there is nothing yet", async () => {
  using folder = new TemporaryFolder();
  Deno.symlinkSync(folder.path, folder.join("link"));
  const taken = [{ path: folder.join("new/runs"), what: "taken" }];
  const path = folder.join("link/new/runs");
  assertEquals(
    await findCollision(path, "folder", taken),
    `Expected a folder of its own but found "${path}", which is taken`,
  );
  assertEquals(await findCollision(folder.join("link/new"), "folder", taken), undefined);
});

Deno.test("findCollision() takes a folder with its content only where it is said to", async () => {
  using folder = new TemporaryFolder();
  const path = folder.join("pets/cat/1");
  const pets = { path: folder.join("pets"), what: "taken" };
  assertEquals(await findCollision(path, "file", [pets]), undefined);
  const taken = [{ ...pets, withContent: true }];
  for (const path of ["pets", "pets/1", "pets/cat/1"].map((name) => folder.join(name))) {
    assertEquals(
      await findCollision(path, "file", taken),
      `Expected a file of its own but found "${path}", which is taken`,
    );
  }
  assertEquals(await findCollision(folder.join("pets2"), "file", taken), undefined);
  assertEquals(await findCollision(folder.path, "folder", taken), undefined);
});

Deno.test("findCollision() leaves devices to everyone, but no files in memory", async () => {
  const collision = (path: string) => findCollision(path, "file", [{ path, what: "taken" }]);
  assertEquals(await collision("/dev/null"), undefined);
  assertEquals(await collision("-"), undefined);
  assertEquals(
    await collision("/dev/shm/none"),
    'Expected a file of its own but found "/dev/shm/none", which is taken',
  );
});

Deno.test("checkOwnFile() throws for a file that is taken, and for no other", async () => {
  const taken = [{ path: "a", what: "taken" }, { path: "b", what: "taken too" }];
  await checkOwnFile("c", taken);
  await assertRejects(
    () => checkOwnFile("./b", taken),
    Error,
    'Expected a file of its own but found "./b", which is taken too',
  );
});
