import { assertEquals, assertMatch, assertNotEquals, assertRejects } from "@std/assert";
import {
  requireAgreement,
  sameArithmetic,
  sameConfig,
  sameDataset,
  sameProgram,
  sameText,
} from "../../../cli/processes/agreement.ts";
import { parseConfig } from "../../../lib/config/config.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { createWasmDevice } from "../../../lib/devices/wasm/wasm_device.ts";
import { alone, type Communicator } from "../../../lib/training/communicator.ts";

/** The first of three ranks, of which the last has a number that is larger by `difference`. */
function firstOfThree(difference: number): Communicator {
  return {
    ...alone,
    size: 3,
    sum: (data) => data.set([data[0], data[0], data[0] + difference]),
  };
}

Deno.test("requireAgreement() names what a rank has otherwise, and the rank", async () => {
  const agreements = [sameText("weather", "rain"), sameText("temperature", "12")];
  await requireAgreement(alone, agreements);
  await requireAgreement(firstOfThree(0), agreements);
  const message = "Expected the same weather on all ranks but found another on rank 2";
  await assertRejects(() => requireAgreement(firstOfThree(1), agreements), Error, message);
});

Deno.test("requireAgreement() computes no digest for a process without others", async () => {
  const digest = () => Promise.reject(new Error("computed"));
  await requireAgreement(alone, [{ name: "nothing", digest }]);
});

Deno.test("sameDataset() tells images, labels and class names", async () => {
  const digest = (images: number[], labels: number[], classNames: string[] = ["0", "1"]) => {
    const dataset = new Dataset(
      Uint8Array.from(images),
      Uint8Array.from(labels),
      [1],
      2,
      classNames,
    );
    return sameDataset("images", dataset).digest();
  };
  const expected = await digest([1, 2], [0, 1]);
  assertEquals(await digest([1, 2], [0, 1]), expected);
  assertNotEquals(await digest([1, 3], [0, 1]), expected);
  assertNotEquals(await digest([1, 2], [1, 1]), expected);
  assertNotEquals(await digest([1, 2], [0, 1], ["a", "b"]), expected);
});

Deno.test("sameConfig() tells values, and not how many threads there are", async () => {
  const digest = (...lines: string[]) => {
    const keys = ["train_images", "test_images", "log_file"].map((key) => `rel_path_${key} = x`);
    const text = [...keys, "hidden_size = 5", "num_epochs = 1", "batch_size = 1", ...lines];
    return sameConfig(parseConfig(text.join("\n"), "a")).digest();
  };
  const expected = await digest("learning_rate = 0.1");
  assertEquals(await digest("threads = 3 // here", "learning_rate = 0.1"), expected);
  assertNotEquals(await digest("learning_rate = 0.2"), expected);
});

Deno.test("sameProgram and sameArithmetic have digests that do not change", async () => {
  const digest = await sameProgram.digest();
  assertMatch(digest, /^[\da-f]{64}$/);
  assertEquals(await sameProgram.digest(), digest);
  using device = createWasmDevice({ precision: "f32", threads: 1 });
  using twoThreads = createWasmDevice({ precision: "f32", threads: 2 });
  const arithmetic = await sameArithmetic(device).digest();
  assertEquals(await sameArithmetic(twoThreads).digest(), arithmetic);
  assertNotEquals(await sameArithmetic(createTypeScriptDevice("f32")).digest(), arithmetic);
});
