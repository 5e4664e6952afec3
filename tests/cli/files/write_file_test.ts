import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { checkFolderWritable, checkWritable } from "../../../cli/files/check_writable.ts";
import {
  appendToFile,
  makeFolder,
  writeFileAtomically,
  writeFilesAtomically,
} from "../../../cli/files/write_file.ts";

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function namesIn(folder: string): string[] {
  return Array.from(Deno.readDirSync(folder), ({ name }) => name).sort();
}

Deno.test("writeFileAtomically() writes text as UTF-8, and bytes", () =>
  inFolder(async (folder) => {
    await writeFileAtomically(join(folder, "text"), "é\n");
    await writeFileAtomically(join(folder, "bytes"), new Uint8Array([0, 255]));
    assertEquals(await Deno.readFile(join(folder, "text")), new Uint8Array([0xc3, 0xa9, 10]));
    assertEquals(await Deno.readFile(join(folder, "bytes")), new Uint8Array([0, 255]));
    assertEquals(namesIn(folder), ["bytes", "text"]);
  }));

Deno.test("writeFileAtomically() replaces the whole of a longer file", () =>
  inFolder(async (folder) => {
    const path = join(folder, "out");
    await Deno.writeTextFile(path, "something long");
    await writeFileAtomically(path, "short");
    assertEquals(await Deno.readTextFile(path), "short");
  }));

Deno.test("writeFileAtomically() never shows a half-written file", () =>
  inFolder(async (folder) => {
    const path = join(folder, "out");
    await Deno.writeTextFile(path, "old");
    const before = await Deno.open(path);
    await writeFileAtomically(path, "new");
    const bytes = new Uint8Array(8);
    const count = await before.read(bytes);
    before.close();
    assertEquals(new TextDecoder().decode(bytes.subarray(0, count ?? 0)), "old");
  }));

Deno.test("writeFileAtomically() keeps a link and the permissions of the file behind it", () =>
  inFolder(async (folder) => {
    const path = join(folder, "file");
    await Deno.writeTextFile(path, "old");
    await Deno.chmod(path, 0o640);
    await Deno.symlink("file", join(folder, "link"));
    await writeFileAtomically(join(folder, "link"), "new");
    assertEquals(await Deno.readTextFile(path), "new");
    assertEquals(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o640);
    assertEquals((await Deno.lstat(join(folder, "link"))).isSymlink, true);
  }));

Deno.test("writeFileAtomically() makes the file that a link leads to, and keeps the link", () =>
  inFolder(async (folder) => {
    Deno.mkdirSync(join(folder, "there"));
    await Deno.symlink("there/first", join(folder, "link"));
    await Deno.symlink("second", join(folder, "there/first"));
    await checkWritable(join(folder, "link"));
    await writeFileAtomically(join(folder, "link"), "new");
    assertEquals(await Deno.readTextFile(join(folder, "there/second")), "new");
    assertEquals((await Deno.lstat(join(folder, "link"))).isSymlink, true);
    assertEquals(namesIn(join(folder, "there")), ["first", "second"]);
  }));

Deno.test("writeFileAtomically() refuses a link that leads to itself, or through a file", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "old");
    await Deno.symlink("circle", join(folder, "circle"));
    await Deno.symlink("file/out", join(folder, "lost"));
    for (const name of ["circle", "lost"]) {
      const path = join(folder, name);
      const { message } = await assertRejects(() => writeFileAtomically(path, ""), Error);
      assertEquals(message.startsWith(`Cannot write ${path}: `), true, message);
      await assertRejects(() => checkWritable(path), Error, message);
    }
    assertEquals(namesIn(folder), ["circle", "file", "lost"]);
  }));

Deno.test("writeFileAtomically() leaves the other names of a file their content", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "name"), "old");
    await Deno.link(join(folder, "name"), join(folder, "other"));
    await writeFileAtomically(join(folder, "name"), "new");
    assertEquals(await Deno.readTextFile(join(folder, "name")), "new");
    assertEquals(await Deno.readTextFile(join(folder, "other")), "old");
  }));

Deno.test("writeFileAtomically() keeps the owner of a file that the superuser replaces", () =>
  inFolder(async (folder) => {
    const path = join(folder, "file");
    await Deno.writeTextFile(path, "old");
    const own = await Deno.stat(path);
    // Any other owner for the superuser; whoever else runs this can only keep what is theirs.
    const owner = own.uid === 0 ? { uid: 65534, gid: 65534 } : { uid: own.uid, gid: own.gid };
    await Deno.chown(path, owner.uid, owner.gid);
    await writeFileAtomically(path, "new");
    const { uid, gid } = await Deno.stat(path);
    assertEquals({ uid, gid }, owner);
  }));

Deno.test("writeFilesAtomically() replaces all files or none", () =>
  inFolder(async (folder) => {
    const [images, labels] = [join(folder, "images"), join(folder, "labels")];
    await Deno.writeTextFile(images, "old images");
    const files = [{ path: images, content: "images" }, { path: labels, content: "labels" }];
    const long = { path: labels, content: new Uint8Array(2 ** 26) };
    const writing = writeFilesAtomically([files[0], long]);
    // A folder that comes in the way while they are written makes the last step fail.
    while (!namesIn(folder).some((name) => name.endsWith(".partial"))) await delay(0);
    await Deno.mkdir(labels);
    const { message } = await assertRejects(() => writing, Error);
    assertEquals(message, `Cannot write ${labels}: it is a folder`);
    assertEquals(await Deno.readTextFile(images), "old images");
    assertEquals(namesIn(folder), ["images", "labels"]);

    await Deno.remove(labels);
    await writeFilesAtomically(files);
    assertEquals(await Deno.readTextFile(images), "images");
    assertEquals(await Deno.readTextFile(labels), "labels");
    assertEquals(namesIn(folder), ["images", "labels"]);
  }));

Deno.test("writeFileAtomically() makes the folders that are missing, which checkWritable() foresees", () =>
  inFolder(async (folder) => {
    const path = join(folder, "missing", "too", "out");
    await checkWritable(path);
    assertEquals(namesIn(folder), []);
    await writeFileAtomically(path, "text");
    assertEquals(await Deno.readTextFile(path), "text");
    assertEquals(namesIn(join(folder, "missing", "too")), ["out"]);
  }));

Deno.test("writeFileAtomically() makes the folder that a link leads to", () =>
  inFolder(async (folder) => {
    const path = join(folder, "link");
    await Deno.symlink(join("missing", "out"), path);
    await checkWritable(path);
    await writeFileAtomically(path, "text");
    assertEquals(await Deno.readTextFile(join(folder, "missing", "out")), "text");
  }));

Deno.test("writeFileAtomically() refuses a folder", () =>
  inFolder(async (folder) => {
    await assertRejects(
      () => writeFileAtomically(folder, ""),
      Error,
      `Cannot write ${folder}: it is a folder`,
    );
  }));

Deno.test("writeFileAtomically() refuses a path through a file", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(join(folder, "file"), "old");
    const path = join(folder, "file", "out");
    await assertRejects(
      () => writeFileAtomically(path, ""),
      Error,
      `Cannot write ${path}: ${join(folder, "file")} is not a folder`,
    );
    assertEquals(await Deno.readTextFile(join(folder, "file")), "old");
  }));

Deno.test("writeFileAtomically() says that Deno refuses special files", async () => {
  for (const path of ["/dev/full", "/proc/x"]) {
    const refusal = `Cannot write ${path}: Deno gives this program no access to it`;
    await assertRejects(() => writeFileAtomically(path, ""), Error, refusal);
    await assertRejects(() => checkWritable(path), Error, refusal);
  }
});

Deno.test("writeFileAtomically() leaves nothing behind when it fails", () =>
  inFolder(async (folder) => {
    // Only the last step fails: file systems take names of up to 255 bytes.
    await writeFileAtomically(join(folder, "x".repeat(255)), "");
    await assertRejects(() => writeFileAtomically(join(folder, "x".repeat(256)), ""), Error);
    assertEquals(namesIn(folder), ["x".repeat(255)]);
  }));

Deno.test("writeFileAtomically() writes directly to what is not a regular file", async () => {
  await writeFileAtomically("/dev/null", "gone");
  assertEquals((await Deno.stat("/dev/null")).isCharDevice, true);
});

Deno.test("appendToFile() makes a file, and writes to its end", () =>
  inFolder(async (folder) => {
    const path = join(folder, "out");
    await appendToFile(path, "é");
    await appendToFile(path, new Uint8Array([10]));
    assertEquals(await Deno.readTextFile(path), "é\n");
    await assertRejects(() => appendToFile(folder, "x"), Error, `Cannot write ${folder}: `);
  }));

Deno.test("makeFolder() makes a folder and those around it", () =>
  inFolder(async (folder) => {
    await makeFolder(join(folder, "a", "b"));
    await makeFolder(join(folder, "a", "b"));
    assertEquals(namesIn(join(folder, "a")), ["b"]);
  }));

Deno.test("makeFolder() finds a file in the way, as checkFolderWritable() does", () =>
  inFolder(async (folder) => {
    const path = join(folder, "file");
    await Deno.writeTextFile(path, "");
    for (const place of [path, join(path, "inside")]) {
      const { message } = await assertRejects(() => checkFolderWritable(place), Error);
      await assertRejects(() => makeFolder(place), Error, message);
    }
  }));

Deno.test("writeFileAtomically() and appendToFile() keep a file that is read again from growing too long", () =>
  inFolder(async (folder) => {
    const path = join(folder, "file");
    await writeFileAtomically(path, "ab", 2);
    const { message } = await assertRejects(() => writeFileAtomically(path, "abc", 2), Error);
    assertEquals(
      message,
      `Cannot write ${path}: Expected at most 2 bytes, which can be read again, but found more`,
    );
    await assertRejects(() => appendToFile(path, "é", 3), Error, "but found more");
    assertEquals(await Deno.readTextFile(path), "ab");
    await appendToFile(path, "é", 4);
    assertEquals(await Deno.readTextFile(path), "abé");
    assertEquals(namesIn(folder), ["file"]);
  }));
