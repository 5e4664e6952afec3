import { assertEquals, assertThrows } from "@std/assert";
import { parseCount } from "../../../cli/arguments/option_values.ts";
import { UsageError } from "../../../cli/usage_error.ts";

Deno.test("parseCount() reads integers from the smallest one", () => {
  assertEquals(parseCount("from", "0", 0), 0);
  assertEquals(parseCount("from", "60000", 1), 60000);
  assertEquals(parseCount("from", undefined, 1), undefined);
});

Deno.test("parseCount() refuses everything else", () => {
  for (const text of ["", "-1", "1.5", "1e3", "x", "0x10", "9".repeat(16)]) {
    assertThrows(() => parseCount("from", text, 0), UsageError, "Expected --from to be an integer");
  }
  assertThrows(() => parseCount("count", "0", 1), UsageError, 'of 1 or more but found "0"');
});
