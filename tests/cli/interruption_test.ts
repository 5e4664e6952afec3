import { assertEquals, assertRejects } from "@std/assert";
import { interruptible } from "../../cli/interruption.ts";

const module = import.meta.resolve("../../cli/interruption.ts");
const program = `
  import { interruptible } from ${JSON.stringify(module)};
  await interruptible(async (signal) => {
    console.log("working");
    const timer = setInterval(() => {}, 1000);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    clearInterval(timer);
    await Promise.resolve();
    console.log("cleaned up");
    throw new Error("aborted");
  });
`;

for (const [signal, expected] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test(`interruptible() lets the work clean up on ${signal} and exits with ${expected}`, async () => {
    const child = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--quiet", program],
      stdout: "piped",
    }).spawn();
    let output = "";
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      output += text;
      if (text.includes("working")) child.kill(signal);
    }
    assertEquals(output, "working\ncleaned up\n");
    assertEquals((await child.status).code, expected);
  });
}

Deno.test("interruptible() passes on what the work returns or throws", async () => {
  assertEquals(await interruptible(() => Promise.resolve(7)), 7);
  await assertRejects(
    () => interruptible(() => Promise.reject(new RangeError("failed"))),
    RangeError,
  );
});
