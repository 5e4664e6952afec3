import { assertEquals, assertRejects } from "@std/assert";
import { OutputLock } from "../../../cli/files/output_lock.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

Deno.test("OutputLock keeps others from a path, by whichever name, until it is disposed of", async () => {
  using folder = new TemporaryFolder();
  const [model, link, log] = ["model", "link", "log"].map((name) => folder.join(name));
  Deno.symlinkSync("model", link);
  {
    using _first = await OutputLock.acquire([model, folder.join("runs/test")]);
    using _second = await OutputLock.acquire([log]);
    for (const path of [model, link, `${folder.path}/../${folder.path.split("/").at(-1)}/model`]) {
      const { message } = await assertRejects(() => OutputLock.acquire([path]), Error);
      assertEquals(
        message,
        `Expected ${path} to be free but found another run of mnist that is to write it`,
      );
    }
  }
  using _third = await OutputLock.acquire([model]);
});

Deno.test("OutputLock holds nothing when one of its paths is taken, and leaves no file behind", async () => {
  using folder = new TemporaryFolder();
  const [model, log] = [folder.join("model"), folder.join("log")];
  {
    using _first = await OutputLock.acquire([log]);
    await assertRejects(() => OutputLock.acquire([model, log]), Error);
    using _second = await OutputLock.acquire([model]);
  }
  assertEquals(folder.names(), []);
});

Deno.test("OutputLock takes over what a killed run has left", async () => {
  using folder = new TemporaryFolder();
  folder.write(".model.lock", "");
  {
    using _lock = await OutputLock.acquire([folder.join("model")]);
  }
  assertEquals(folder.names(), []);
});

Deno.test("OutputLock lets any number write to a device", async () => {
  using _first = await OutputLock.acquire(["/dev/null"]);
  using _second = await OutputLock.acquire(["/dev/null"]);
});

Deno.test("OutputLock makes no file elsewhere, where a link has the name of its own", async () => {
  using folder = new TemporaryFolder();
  using elsewhere = new TemporaryFolder();
  Deno.symlinkSync(elsewhere.join("new"), folder.join(".model.lock"));
  {
    using _lock = await OutputLock.acquire([folder.join("model")]);
    await assertRejects(() => OutputLock.acquire([folder.join("model")]), Error, "to be free");
  }
  assertEquals([...elsewhere.names(), ...folder.names()], []);
});
