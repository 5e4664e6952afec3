import { assertEquals } from "@std/assert";
import { wrap } from "../../../lib/formats/wrap.ts";

Deno.test("wrap() fills lines up to the width", () => {
  assertEquals(wrap("ab cd ef", 5), ["ab cd", "ef"]);
  assertEquals(wrap("ab cd ef", 4), ["ab", "cd", "ef"]);
  assertEquals(wrap("ab cd ef", 8), ["ab cd ef"]);
});

Deno.test("wrap() leaves a word that is longer than a line whole", () => {
  assertEquals(wrap("a bcdef g", 3), ["a", "bcdef", "g"]);
  assertEquals(wrap("", 3), [""]);
});
