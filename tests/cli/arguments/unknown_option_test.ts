import { assertEquals, assertThrows } from "@std/assert";
import { rejectUnknownOption } from "../../../cli/arguments/unknown_option.ts";
import { UsageError } from "../../../cli/usage_error.ts";

Deno.test("rejectUnknownOption() refuses options alone", () => {
  const reject = rejectUnknownOption("from");
  reject("file");
  assertThrows(() => reject("--fro", "fro"), UsageError, 'but found "--fro"');
});

Deno.test("rejectUnknownOption() suggests the nearest option", () => {
  const reject = rejectUnknownOption("from", "to");
  const messageOf = (arg: string) => assertThrows(() => reject(arg, "x"), UsageError).message;
  const problem = "Expected a known option but found";
  assertEquals(messageOf("--frm=2"), `${problem} "--frm=2"; did you mean "--from"?`);
  assertEquals(messageOf("-x"), `${problem} "-x"`);
});

Deno.test("rejectUnknownOption() says where there are no options", () => {
  const reject = rejectUnknownOption();
  const error = assertThrows(() => reject("--all", "all"), UsageError);
  assertEquals(error.message, 'Expected no options but found "--all"');
});
