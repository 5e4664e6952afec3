import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { openEventFile, removeEventFiles } from "../../../cli/files/event_file.ts";
import { readEvents } from "../../tensorboard.ts";
import { gzip } from "../gzip.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const foreign = "events.out.tfevents.1700000000.host";

/** The files in a folder that this program has written. */
function ownNames(folder: TemporaryFolder): string[] {
  return folder.names().filter((name) => name !== foreign);
}

function stepsIn(folder: TemporaryFolder): number[] {
  const [name] = ownNames(folder);
  return readEvents(Deno.readFileSync(folder.join(name))).map(({ step }) => step);
}

Deno.test("an event file has the name that TensorBoard looks for, its version, and the events", async () => {
  using folder = new TemporaryFolder();
  const before = Date.now() / 1000;
  const file = await openEventFile(folder.join("a/b"), 0);
  await file.add(600, [{ tag: "loss", scalar: 0.5 }]);
  const [{ name }] = Deno.readDirSync(folder.join("a/b"));
  assertMatch(name, /^events\.out\.tfevents\.\d{10}\.mnist-train$/);
  const [first, second] = readEvents(Deno.readFileSync(folder.join(`a/b/${name}`)));
  assertEquals([first.version, first.step], ["brain.Event:2", 0]);
  assertEquals([second.step, second.values], [600, [{ tag: "loss", scalar: 0.5 }]]);
  for (const { wallTime } of [first, second]) {
    assert(wallTime >= before && wallTime <= Date.now() / 1000);
  }
});

Deno.test("openEventFile() keeps the events up to a step, and drops later and unfinished ones", async () => {
  using folder = new TemporaryFolder();
  folder.write(foreign, "not ours");
  const file = await openEventFile(folder.path, 0);
  for (const step of [10, 20, 30]) await file.add(step, [{ tag: "loss", scalar: step }]);
  const [name] = ownNames(folder);
  const bytes = Deno.readFileSync(folder.join(name));
  Deno.removeSync(folder.join(name));
  folder.write("events.out.tfevents.1600000000.mnist-train", bytes.subarray(0, -1));

  const resumed = await openEventFile(folder.path, 20);
  assertEquals(stepsIn(folder), [0, 10, 20]);
  await resumed.add(30, [{ tag: "loss", scalar: 7 }]);
  assertEquals(stepsIn(folder), [0, 10, 20, 30]);

  await openEventFile(folder.path, 0);
  assertEquals(stepsIn(folder), [0]);
  assertEquals(ownNames(folder).length, 1);
  assertEquals(Deno.readTextFileSync(folder.join(foreign)), "not ours");
});

Deno.test("openEventFile() begins anew where nothing of the earlier file can be read", async () => {
  using folder = new TemporaryFolder();
  folder.write("events.out.tfevents.1600000000.mnist-train", "damaged");
  await openEventFile(folder.path, 20);
  assertEquals(stepsIn(folder), [0]);
});

Deno.test("removeEventFiles() removes only what this program has written", async () => {
  using folder = new TemporaryFolder();
  folder.write(foreign, "not ours");
  await openEventFile(folder.path, 0);
  await removeEventFiles(folder.path);
  assertEquals(folder.names(), [foreign]);
  await removeEventFiles(folder.join("nothing"));
});

Deno.test("openEventFile() says why it cannot make a folder", async () => {
  using folder = new TemporaryFolder();
  const path = folder.join("file");
  Deno.writeTextFileSync(path, "");
  await assertRejects(
    () => openEventFile(folder.join("file/train"), 0),
    Error,
    `Cannot write ${path}/train: ${path} is not a folder`,
  );
});

Deno.test("openEventFile() unpacks nothing", async () => {
  using folder = new TemporaryFolder();
  const name = "events.out.tfevents.1700000000.mnist-train";
  const path = folder.write(name, await gzip(new Uint8Array(2 ** 20)));
  await assertRejects(
    () => openEventFile(folder.path, 10),
    Error,
    `${path}: Expected an event file of TensorBoard but found a compressed file`,
  );
});

Deno.test("openEventFile() writes nowhere else, where a link has the name of its file", async () => {
  using folder = new TemporaryFolder();
  using elsewhere = new TemporaryFolder();
  const second = Math.floor(Date.now() / 1000);
  for (let later = 0; later < 10; later++) {
    const name = `events.out.tfevents.${second + later}.mnist-train`;
    Deno.symlinkSync(elsewhere.join("new"), folder.join(name));
  }
  const file = await openEventFile(folder.path, 0);
  await file.add(1, [{ tag: "loss", scalar: 1 }]);
  assertEquals(elsewhere.names(), []);
  assertEquals(stepsIn(folder), [0, 1]);
});
