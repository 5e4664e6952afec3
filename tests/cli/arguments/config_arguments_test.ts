import { assertEquals, assertThrows } from "@std/assert";
import { keyOption, overrideOption } from "../../../cli/arguments/config_arguments.ts";
import { readArguments, UsageError } from "../../../cli/arguments/reader.ts";
import { keys } from "../../../lib/config/keys.ts";

const operands = {};

Deno.test("keyOption() takes what the key takes", () => {
  const options = { threads: keyOption(keys.threads, "n") };
  const read = (...args: string[]) => readArguments({ operands, options }, args);
  assertEquals([read().threads, read("--threads", "64").threads], [undefined, 64]);
  const message = '--threads: Expected an integer from 1 to 64 but found "65"';
  assertThrows(() => read("--threads", "65"), UsageError, message);
});

Deno.test("overrideOption() takes what the key takes, as the file would have it", () => {
  const options = { rate: overrideOption(keys.learningRate, "number") };
  const read = (...args: string[]) => readArguments({ operands, options }, args);
  assertEquals(read().rate, []);
  assertEquals(read("--learning_rate", "1E-3").rate, [{ key: "learning_rate", value: "1E-3" }]);
  const message = '--learning_rate: Expected a number above 0 but found "0"';
  assertThrows(() => read("--learning_rate=0"), UsageError, message);
});
