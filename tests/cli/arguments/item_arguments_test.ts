import { assertEquals, assertThrows } from "@std/assert";
import { parseItemArguments } from "../../../cli/arguments/item_arguments.ts";
import { UsageError } from "../../../cli/usage_error.ts";

Deno.test("parseItemArguments() reads input, output and index", () => {
  assertEquals(parseItemArguments(["a b.idx", "out", "59999"]), {
    input: "a b.idx",
    output: "out",
    index: 59999,
  });
});

for (const index of ["-1", "-0.5", "1.5", "abc", "", " 1", "1e3", "0x10", "NaN", "Infinity", "١"]) {
  Deno.test(`parseItemArguments() refuses the index "${index}"`, () => {
    assertThrows(
      () => parseItemArguments(["in", "out", index]),
      UsageError,
      `Expected the index to be an integer of 0 or more but found "${index}"`,
    );
  });
}

Deno.test("parseItemArguments() refuses more or fewer than 3 arguments", () => {
  const message = "Expected 3 arguments, <input> <output> <index>, but found";
  assertThrows(() => parseItemArguments([]), UsageError, `${message} 0`);
  assertThrows(() => parseItemArguments(["in", "out"]), UsageError, `${message} 2`);
  assertThrows(() => parseItemArguments(["in", "out", "1", "2"]), UsageError, `${message} 4`);
});

Deno.test("parseItemArguments() refuses options", () => {
  const message = 'Expected no options but found "--all"';
  assertThrows(() => parseItemArguments(["in", "out", "1", "--all"]), UsageError, message);
});
