import { assertEquals, assertRejects } from "@std/assert";
import {
  flag,
  operand,
  option,
  optionalOperand,
  repeatedOperand,
  requiredOption,
} from "../../../cli/arguments/arguments.ts";
import { defineCommand, formatHelp } from "../../../cli/arguments/command.ts";
import { UsageError } from "../../../cli/arguments/reader.ts";
import { count, file } from "../../../cli/arguments/values.ts";
import { oneOf } from "../../../lib/config/values.ts";

const found: unknown[] = [];
const command = defineCommand({
  name: "copy",
  summary: "Copies files",
  notes: "Nothing is lost.",
  operands: {
    from: operand("from", file, "what to copy"),
    to: optionalOperand("to", file, "where to; here, under the same name, when left out"),
    more: repeatedOperand("more", file, 0, "whatever else"),
  },
  options: {
    isQuiet: flag("quiet", "say nothing"),
    times: option("times", "n", count(1), "how often"),
    by: option("by", "who", oneOf("me", "you"), "who does it"),
  },
  run: (values) => {
    found.push(values);
  },
});

Deno.test("defineCommand() hands the values of the arguments to the work", async () => {
  await command.run(["a", "b", "--quiet", "--times=2"]);
  assertEquals(found.splice(0), [
    { from: "a", to: "b", more: [], isQuiet: true, times: 2, by: undefined },
  ]);
});

Deno.test("defineCommand() does no work where the arguments are wrong", async () => {
  await assertRejects(() => command.run([]), UsageError, "Expected <from> [to] [more ...] but");
  assertEquals(found, []);
});

Deno.test("formatHelp() shows how the subcommand is called, and what each argument means", () => {
  assertEquals(
    formatHelp(command, "mnist"),
    `Copies files.

Usage: mnist copy <from> [to] [more ...] [--quiet] [--times <n>] [--by me|you]

  <from>       what to copy
  [to]         where to; here, under the same name, when left out
  [more ...]   whatever else
  --quiet      say nothing
  --times <n>  how often
  --by me|you  who does it

Nothing is lost.`,
  );
});

Deno.test("formatHelp() breaks lines at 80 characters, and names the options below alone", () => {
  const description = "word ".repeat(17).trim();
  const { name, summary } = command;
  const long = defineCommand({
    name,
    summary,
    operands: {},
    options: { option: option("a".repeat(40), "b".repeat(20), file, description) },
    run: () => {},
  });
  const indent = " ".repeat(2 + "-- <>".length + 60 + 2);
  // 80 - 69 characters are enough for two words of four.
  const words = Array(7).fill(`${indent}word word\n`).join("") + `${indent}word`;
  assertEquals(
    formatHelp(long, "mnist"),
    `Copies files.

Usage: mnist copy [options]

  --${"a".repeat(40)} <${"b".repeat(20)}>  word word
${words}`,
  );
});

Deno.test("formatHelp() shows an option that must be there without brackets", () => {
  const options = {
    isQuiet: flag("quiet", "say nothing"),
    to: requiredOption("to", "file", file, "where to"),
  };
  const copy = defineCommand({ name: "copy", summary: "Copies", operands: {}, options, run() {} });
  assertEquals(formatHelp(copy, "mnist").split("\n")[2], "Usage: mnist copy --to <file> [--quiet]");
});
