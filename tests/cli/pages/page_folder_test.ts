import { assertEquals, assertRejects } from "@std/assert";
import { basename } from "@std/path";
import { formatPage } from "../../../cli/pages/page.ts";
import { checkPageFolder, stemOf, usualFolder, writePage } from "../../../cli/pages/page_folder.ts";
import type { Section } from "../../../cli/pages/section.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A page with charts of these ids. */
function pageOf(...ids: readonly string[]): string {
  const parts = ids.map((id) => ({
    kind: "chart",
    explanation: "",
    width: "half",
    chart: {
      kind: "lines",
      id,
      title: id,
      description: "",
      x: { label: "x" },
      y: { label: "y" },
      lines: [],
    },
  } as const));
  const section: Section = { id: "charts", title: "Charts", introduction: "", parts };
  return formatPage({
    kind: "report",
    heading: "about",
    title: "a",
    subtitle: "b",
    sections: [section],
    program: "c",
  });
}

/** The files of these charts. */
function filesOf(...ids: readonly string[]) {
  return ids.flatMap((id) => [
    { name: `${id}.svg`, content: "<svg/>" },
    { name: `${id}.png`, content: Uint8Array.of(1, 2) },
  ]);
}

Deno.test("usualFolder() is beside what the page is about", () => {
  assertEquals(usualFolder("results/luque-12.safetensors", "report"), "results/luque-12-report");
  assertEquals(usualFolder("model", "report"), "model-report");
  assertEquals(usualFolder("a/rates-sweep", "comparison"), "a/rates-sweep-comparison");
  assertEquals(usualFolder("a/c.config", "sweep"), "a/c-sweep");
  assertEquals(usualFolder("/a/rates/", "comparison"), "/a/rates-comparison");
  const here = basename(Deno.cwd());
  assertEquals(usualFolder(".", "comparison"), `../${here}-comparison`);
  assertEquals(usualFolder("a/..", "comparison"), `../${here}-comparison`);
  assertEquals(stemOf("a/b.c.SAFETENSORS"), "b.c");
  assertEquals(stemOf("a/b.sweep"), "b");
  assertEquals(stemOf(".safetensors"), ".safetensors");
});

Deno.test("writePage() makes the folder and writes page and charts", async () => {
  using folder = new TemporaryFolder();
  const path = folder.join("new/report");
  await checkPageFolder(path, "report");
  await writePage(path, "report", pageOf("a"), filesOf("a"));
  const names = Array.from(Deno.readDirSync(path), ({ name }) => name).sort();
  assertEquals(names, ["a.png", "a.svg", "index.html"]);
  assertEquals(Deno.readTextFileSync(`${path}/index.html`), pageOf("a"));
  assertEquals(Deno.readFileSync(`${path}/a.png`), Uint8Array.of(1, 2));
});

Deno.test("writePage() replaces an earlier report, without the charts that are no more", async () => {
  using folder = new TemporaryFolder();
  await writePage(folder.path, "report", pageOf("a", "b"), filesOf("a", "b"));
  folder.write("notes.txt", "mine");
  folder.write("c.svg", "mine");
  await checkPageFolder(folder.path, "report");
  await writePage(folder.path, "report", pageOf("a"), filesOf("a"));
  assertEquals(folder.names(), ["a.png", "a.svg", "c.svg", "index.html", "notes.txt"]);
});

Deno.test("checkPageFolder() refuses a file, and a folder with other files", async () => {
  using folder = new TemporaryFolder();
  await checkPageFolder(folder.path, "report");
  const file = folder.write("notes.txt", "mine");
  await assertRejects(
    () => checkPageFolder(file, "report"),
    Error,
    `${file}: Expected a folder for the report but found a file`,
  );
  const problem =
    `${folder.path}: Expected an empty folder, or one of an earlier report, but found`;
  await assertRejects(
    () => checkPageFolder(folder.path, "report"),
    Error,
    `${problem} "notes.txt"`,
  );
  folder.write("index.html", "<!DOCTYPE html><title>mine</title>");
  await assertRejects(() => checkPageFolder(folder.path, "report"), Error, problem);
});

Deno.test("writePage() says where it cannot make the folder", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.write("file", "")}/report`;
  await assertRejects(
    () => writePage(path, "report", pageOf(), []),
    Error,
    `Cannot write ${path}: ${folder.join("file")} is not a folder`,
  );
});

Deno.test("checkPageFolder() refuses a folder that cannot be made, and makes none", async () => {
  using folder = new TemporaryFolder();
  const path = `${folder.write("file", "")}/report`;
  await assertRejects(
    () => checkPageFolder(path, "report"),
    Error,
    `Cannot write ${path}: ${folder.join("file")} is not a folder`,
  );
  await checkPageFolder(folder.join("new"), "report");
  assertEquals(folder.names(), ["file"]);
});

Deno.test("writePage() that is interrupted leaves a folder that may be written again", async () => {
  using folder = new TemporaryFolder();
  const path = folder.join("report");
  const charts = [...filesOf("a"), { name: "index.html/b.svg", content: "" }];
  await assertRejects(
    () => writePage(path, "report", pageOf("a", "b"), charts),
    Error,
    "index.html/b.svg",
  );
  await checkPageFolder(path, "report");
  await writePage(path, "report", pageOf("b"), filesOf("b"));
  const names = Array.from(Deno.readDirSync(path), ({ name }) => name).sort();
  assertEquals(names, ["b.png", "b.svg", "index.html"]);
});

Deno.test("checkPageFolder() refuses a folder with a page of another kind", async () => {
  using folder = new TemporaryFolder();
  await writePage(folder.path, "report", pageOf("a"), []);
  await checkPageFolder(folder.path, "report");
  await assertRejects(
    () => checkPageFolder(folder.path, "comparison"),
    Error,
    `${folder.path}: Expected an empty folder, or one of an earlier comparison, but found`,
  );
});

Deno.test("writePage() writes nowhere else, whatever links the folder has", async () => {
  using folder = new TemporaryFolder();
  using elsewhere = new TemporaryFolder();
  const [chart, stale] = ["chart", "stale"].map((name) => elsewhere.write(name, "mine"));
  const page = elsewhere.write("page.html", pageOf("a", "b"));
  Deno.symlinkSync(chart, folder.join("a.svg"));
  Deno.symlinkSync(elsewhere.join("new"), folder.join("a.png"));
  Deno.symlinkSync(stale, folder.join("b.svg"));
  Deno.symlinkSync(page, folder.join("index.html"));
  await checkPageFolder(folder.path, "report");
  await writePage(folder.path, "report", pageOf("a"), filesOf("a"));
  assertEquals(elsewhere.names(), ["chart", "page.html", "stale"]);
  assertEquals([chart, stale].map((path) => Deno.readTextFileSync(path)), ["mine", "mine"]);
  assertEquals(Deno.readTextFileSync(page), pageOf("a", "b"));
  assertEquals(folder.names(), ["a.png", "a.svg", "index.html"]);
  assertEquals(Deno.readTextFileSync(folder.join("a.svg")), "<svg/>");
  assertEquals(Array.from(Deno.readDirSync(folder.path), ({ isFile }) => isFile), [
    true,
    true,
    true,
  ]);
});
