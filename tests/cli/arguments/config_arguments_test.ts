import { assertEquals, assertThrows } from "@std/assert";
import { defineCommand, formatHelp } from "../../../cli/arguments/command.ts";
import {
  configOverrides,
  keyOption,
  overridesOf,
} from "../../../cli/arguments/config_arguments.ts";
import { readArguments, UsageError } from "../../../cli/arguments/reader.ts";
import { keys } from "../../../lib/config/keys.ts";
import { OptionError } from "../../../lib/config/source.ts";

const operands = {};

Deno.test("keyOption() takes what the key takes", () => {
  const options = { threads: keyOption(keys.threads, "n") };
  const read = (...args: string[]) => readArguments({ operands, options }, args);
  assertEquals([read().threads, read("--threads", "64").threads], [undefined, 64]);
  const message = '--threads: Expected an integer from 1 to 64 but found "65"';
  assertThrows(() => read("--threads", "65"), UsageError, message);
});

Deno.test("configOverrides take what the keys take, as the file would have it", () => {
  const read = (...args: string[]) =>
    overridesOf(readArguments({ operands, options: configOverrides }, args));
  assertEquals(read(), []);
  assertEquals(read("--seed=2", "--learning_rate", " 1E-3 "), [
    { key: "seed", value: "2" },
    { key: "learning_rate", value: "1E-3" },
  ]);
  const message = '--learning_rate: Expected a number above 0 but found "0"';
  assertThrows(() => read("--learning_rate=0"), UsageError, message);
});

Deno.test("configOverrides refuse what no line of a file can say", () => {
  for (const value of ["http://log", "a\nseed = 2", "a\rb", "", " "]) {
    assertThrows(
      () => readArguments({ operands, options: configOverrides }, [`--rel_path_log_file=${value}`]),
      OptionError,
      '--rel_path_log_file: Expected a value on one line, without "//",',
    );
  }
});

Deno.test("configOverrides are one row of the help", () => {
  const command = defineCommand({
    name: "try",
    summary: "Tries",
    operands,
    options: configOverrides,
    run() {},
  });
  const help = formatHelp(command, "mnist");
  assertEquals(help.match(/--<key> <value>/g)?.length, 2);
  assertEquals(help.includes("--learning_rate"), false);
});
