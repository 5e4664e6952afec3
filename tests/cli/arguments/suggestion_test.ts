import { assertEquals } from "@std/assert";
import { suggest } from "../../../cli/arguments/suggestion.ts";

Deno.test("suggest() names the candidate that is near, if there is one", () => {
  assertEquals(suggest("fecth", ["train", "fetch"]), '; did you mean "fetch"?');
  assertEquals(suggest("xyzzy", ["train", "fetch"]), "");
  assertEquals(suggest("fetch", []), "");
});
