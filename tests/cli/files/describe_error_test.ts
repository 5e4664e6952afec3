import { assertEquals } from "@std/assert";
import { describeError } from "../../../cli/files/describe_error.ts";

Deno.test("describeError() has plain words for what a program may not do", () => {
  const { PermissionDenied, NotCapable } = Deno.errors;
  assertEquals(describeError(new PermissionDenied("(os error 13)")), "permission denied");
  assertEquals(
    describeError(new NotCapable("run again with the --allow-all flag")),
    "Deno gives this program no access to it",
  );
});

Deno.test("describeError() leaves other errors their message", () => {
  assertEquals(describeError(new Error("Expected a but found b")), "Expected a but found b");
  assertEquals(describeError("thrown"), "thrown");
});
