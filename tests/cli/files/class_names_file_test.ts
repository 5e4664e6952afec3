import { assertEquals, assertRejects } from "@std/assert";
import { readClassNames } from "../../../cli/files/class_names_file.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("readClassNames() finds the file by either name, and our own one first", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await readClassNames(folder.path), undefined);
  folder.write("batches.meta.txt", "airplane\nautomobile\n\n");
  assertEquals(await readClassNames(folder.path), ["airplane", "automobile"]);
  folder.write("class-names.txt", "cat\ndog");
  assertEquals(await readClassNames(folder.path), ["cat", "dog"]);
});

Deno.test("readClassNames() finds nothing in a folder that there is not", async () => {
  using folder = new TemporaryFolder();
  assertEquals(await readClassNames(folder.join("missing")), undefined);
});

Deno.test("readClassNames() names a file that is too long, or no list of names", async () => {
  using folder = new TemporaryFolder();
  for (
    const [content, message] of [["a\n\nb", "line 2"], ["x".repeat(1_100_000), "at most 1048576"]]
  ) {
    const path = folder.write("class-names.txt", content);
    const error = await assertRejects(() => readClassNames(folder.path), Error, message);
    assertEquals(error.message.startsWith(`${path}: Expected `), true);
  }
});
