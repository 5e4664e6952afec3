import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { atOnce, inTime, settled, type Steps } from "../../../lib/devices/steps.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { recordingDevice } from "../../recording_device.ts";

const immediate = createTypeScriptDevice();

Deno.test("work that need not wait is done at once, and can be done in time", async () => {
  function* work(): Steps<number> {
    const x = immediate.matrix(1, 1);
    immediate.add(1, x, x);
    yield* settled(immediate, x);
    return 7;
  }
  assertEquals(atOnce("work", immediate, work()), 7);
  assertEquals(await inTime(work()), 7);
});

Deno.test("work that has to wait is not begun at once", () => {
  let isBegun = false;
  function* work(): Steps<void> {
    isBegun = true;
    yield Promise.resolve();
  }
  assertThrows(
    () => atOnce("work", recordingDevice(immediate), work()),
    Error,
    "Expected await workAsync(), as the results of the device typescript come later, " +
      "but found work()",
  );
  assertEquals(isBegun, false);
});

Deno.test("work that waits in vain can put things back", async () => {
  const seen: string[] = [];
  function* work(): Steps<void> {
    try {
      yield Promise.reject(new Error("lost"));
      seen.push("went on");
    } finally {
      seen.push("put back");
    }
  }
  await assertRejects(() => inTime(work()), Error, "lost");
  assertEquals(seen, ["put back"]);
});
