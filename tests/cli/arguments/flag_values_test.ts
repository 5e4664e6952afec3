import { assertEquals, assertThrows } from "@std/assert";
import { rejectFlagValues } from "../../../cli/arguments/flag_values.ts";
import { UsageError } from "../../../cli/usage_error.ts";

Deno.test("rejectFlagValues() refuses a value, whatever it is", () => {
  for (const arg of ["--json=no", "--json=true", "--json="]) {
    const error = assertThrows(() => rejectFlagValues(["a", arg], "raw", "json"), UsageError);
    assertEquals(error.message, `Expected --json without a value but found "${arg}"`);
  }
});

Deno.test("rejectFlagValues() lets flags, other options and words behind -- pass", () => {
  rejectFlagValues(["--json", "no", "--device=wasm", "json=1", "--", "--json=1"], "json");
});
