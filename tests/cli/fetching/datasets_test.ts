import { assertEquals, assertMatch } from "@std/assert";
import { hosts as reachable } from "../../../cli/access.ts";
import { datasets } from "../../../cli/fetching/datasets.ts";
import { hasChecksum } from "../../../cli/fetching/checksum.ts";
import { parseClassNames } from "../../../lib/data/class_names.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("the program may reach the mirrors of the datasets, and nothing else", () => {
  const addresses = datasets.flatMap(({ downloads }) =>
    downloads.flatMap(({ mirrors }) => mirrors)
  );
  for (const address of addresses) assertMatch(address, /^https:\/\/.*\/$/);
  const hosts = new Set(addresses.map((address) => new URL(address).host));
  const allowed = Deno.readTextFileSync("build.sh").match(/^mirrors='(.*)'$/m)?.[1].split(",");
  assertEquals(allowed?.sort(), [...hosts].sort());
  assertEquals([...reachable.mirrors].sort(), [...hosts].sort());
});

Deno.test("each file of a dataset is in each of its packages and in one download", () => {
  for (const { files, packages, downloads } of datasets) {
    const names = files.map(({ name }) => name).sort();
    for (const { files } of packages) assertEquals(Object.keys(files).sort(), names);
    const downloaded = downloads.flatMap(({ files }) =>
      typeof files === "string" ? [files] : Object.keys(files)
    );
    assertEquals(downloaded.sort(), names);
  }
});

Deno.test("derived files that need no others have ten names of classes and the right checksum", async () => {
  using folder = new TemporaryFolder();
  const nothing = () => Promise.reject(new Error("no files"));
  for (const { name: dataset, derivedFiles } of datasets.filter(({ name }) => name !== "mnist")) {
    for (const { name, make, checksum } of derivedFiles) {
      const content = await make(nothing);
      assertEquals(await hasChecksum(folder.write(`${dataset}-${name}`, content), checksum), true);
      assertEquals(parseClassNames(new TextDecoder().decode(content)).length, 10);
    }
  }
});
