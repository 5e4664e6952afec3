import { assertEquals } from "@std/assert";
import { changeConfig } from "../../../tools/results/config_text.ts";

Deno.test("changeConfig() replaces, adds and takes out keys, and leaves the rest as it is", () => {
  const text = "// about a = 1\na = 1 // first\n\nb = 2\nc = 3";
  assertEquals(
    changeConfig(text, { a: "4", c: undefined, d: "5", e: undefined }),
    "// about a = 1\na = 4\n\nb = 2\nd = 5\n",
  );
});
