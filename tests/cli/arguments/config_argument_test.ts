import { assertRejects } from "@std/assert";
import { readConfigArgument } from "../../../cli/arguments/config_argument.ts";
import { UsageError } from "../../../cli/usage_error.ts";

Deno.test("readConfigArgument() refuses a value behind a flag, before it reads the file", async () => {
  await assertRejects(
    () => readConfigArgument(["missing.config", "--resume=no"], "resume"),
    UsageError,
    'Expected --resume without a value but found "--resume=no"',
  );
});
