import { assertEquals, assertRejects } from "@std/assert";
import { ensureDir } from "@std/fs";
import { dirname } from "@std/path";
import { findClassFolders, readClassFolders } from "../../../cli/files/class_folders.ts";
import { COLOUR, makePng } from "../../png.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A PNG image of two pixels. */
function pair(first: number, second: number): Uint8Array {
  return makePng({ width: 2, height: 1 }, [0, first, second]);
}

async function fill(folder: TemporaryFolder, files: Record<string, Uint8Array | string>) {
  for (const [name, content] of Object.entries(files)) {
    await ensureDir(dirname(folder.join(name)));
    folder.write(name, content);
  }
}

async function read(path: string) {
  return await readClassFolders(await findClassFolders(path));
}

Deno.test("readClassFolders() reads classes and images in natural order", async () => {
  using folder = new TemporaryFolder();
  await fill(folder, {
    "10/a.png": pair(5, 6),
    "2/10.png": pair(3, 4),
    "2/9.PNG": pair(1, 2),
  });
  const dataset = await read(folder.path);
  assertEquals(dataset.classNames, ["2", "10"]);
  assertEquals(dataset.labels, Uint8Array.of(0, 0, 1));
  assertEquals(dataset.images, Uint8Array.of(1, 2, 3, 4, 5, 6));
  assertEquals([dataset.classes, dataset.shape], [2, [1, 1, 2]]);
});

Deno.test("readClassFolders() turns colours into grey", async () => {
  using folder = new TemporaryFolder();
  const colour = makePng({ width: 1, height: 1, colourType: COLOUR }, [0, 255, 0, 0]);
  await fill(folder, { "0/a.png": colour });
  assertEquals((await read(folder.path)).images, Uint8Array.of(76));
});

Deno.test("readClassFolders() reads PNG and JPEG side by side, and knows what it leaves out", async () => {
  using folder = new TemporaryFolder();
  const grey = Deno.readFileSync("tests/fixtures/images/grey.jpg");
  const white = makePng(
    { width: 24, height: 8, depth: 1 },
    new Array(8).fill([0, 255, 255, 255]).flat(),
  );
  await fill(folder, { "0/a.jpg": grey, "0/b.JPEG": grey, "0/c.png": white, "0/d.gif": "GIF89a" });
  const folders = await findClassFolders(folder.path);
  assertEquals(folders.leftOut, ["d.gif"]);
  const { images, shape } = await readClassFolders({ ...folders, leftOut: [] });
  assertEquals(shape, [1, 8, 24]);
  assertEquals([images[2], images[22], images[192 + 12], images[2 * 192]], [0, 255, 100, 255]);
});

Deno.test("readClassFolders() passes over hidden files and those of another kind", async () => {
  using folder = new TemporaryFolder();
  await fill(folder, {
    "0/a.png": pair(1, 2),
    "0/.hidden.png": "",
    "0/Thumbs.db": "",
    ".git/a.png": "",
    "readme.txt": "",
  });
  const dataset = await read(folder.path);
  assertEquals([dataset.count, dataset.classNames], [1, ["0"]]);
});

Deno.test("readClassFolders() keeps the order when there are many images", async () => {
  using folder = new TemporaryFolder();
  const images = Array.from({ length: 100 }, (_, i): [string, Uint8Array] => [
    `${i % 3}/${i}.png`,
    pair(i, i % 3),
  ]);
  await fill(folder, Object.fromEntries(images));
  const dataset = await read(folder.path);
  for (let i = 0; i < 100; i++) assertEquals(dataset.images[2 * i + 1], dataset.labels[i]);
  const firsts = dataset.images.filter((_, i) => i % 2 === 0);
  const ofClass = (c: number) =>
    Array.from({ length: 100 }, (_, i) => i).filter((i) => i % 3 === c);
  assertEquals([...firsts], [0, 1, 2].flatMap(ofClass));
});

Deno.test("readClassFolders() names the image of another size, or that is none", async () => {
  using folder = new TemporaryFolder();
  await fill(folder, {
    "0/a.png": pair(1, 2),
    "1/b.png": makePng({ width: 1, height: 2 }, [0, 1, 0, 2]),
  });
  const wrongSize = await assertRejects(() => read(folder.path), Error);
  assertEquals(
    wrongSize.message,
    `${folder.join("1/b.png")}: Expected an image of 2 x 1 pixels but found 1 x 2`,
  );
  folder.write("1/b.png", "not a PNG image");
  await assertRejects(
    () => read(folder.path),
    Error,
    `${folder.join("1/b.png")}: Expected a PNG or JPEG image but found a text file`,
  );
  folder.write("1/b.png", pair(1, 2).subarray(0, 50));
  await assertRejects(
    () => read(folder.path),
    Error,
    `${folder.join("1/b.png")}: Expected a whole`,
  );
});

Deno.test("readClassFolders() refuses images that are too large for a network", async () => {
  using folder = new TemporaryFolder();
  const rows = new Uint8Array(2000 * 251);
  await fill(folder, { "0/a.png": makePng({ width: 2000, height: 2000, depth: 1 }, rows) });
  const message = "Expected an image of at most 1048576 pixels";
  await assertRejects(() => read(folder.path), Error, message);
});

Deno.test("findClassFolders() names the folder without folders, or without images", async () => {
  using folder = new TemporaryFolder();
  await fill(folder, { "a.png": pair(1, 2) });
  await assertRejects(
    () => findClassFolders(folder.path),
    Error,
    `${folder.path}: Expected 1 to 8192 folders of PNG or JPEG images, one for each class, but found none`,
  );
  await fill(folder, { "0/a.txt": "", "1/a.png": pair(1, 2) });
  await assertRejects(
    () => findClassFolders(folder.path),
    Error,
    `${folder.join("0")}: Expected PNG or JPEG images but found none`,
  );
  await fill(folder, { "0/a.webp": "", "0/b.WEBP": "", "0/c.heic": "" });
  await assertRejects(
    () => findClassFolders(folder.path),
    Error,
    `${
      folder.join("0")
    }: Expected PNG or JPEG images but found images of other formats, 3 in all ` +
      "(.heic, .webp); convert them to PNG or JPEG",
  );
});

Deno.test("findClassFolders() refuses more classes than labels can tell apart", async () => {
  using folder = new TemporaryFolder();
  for (let c = 0; c < 8193; c++) Deno.mkdirSync(folder.join(`${c}`));
  await assertRejects(() => findClassFolders(folder.path), Error, "but found 8193");
});
