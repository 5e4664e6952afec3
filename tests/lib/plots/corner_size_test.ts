import { assertEquals } from "@std/assert";
import { cornerSize } from "../../../lib/plots/corner_size.ts";

Deno.test("cornerSize() is three times as much as the farthest curve is away, or a bit more", () => {
  assertEquals(cornerSize([0.01, 0.06, 0.02]), 0.2);
  assertEquals(cornerSize([0.07, 0]), 0.5);
  assertEquals(cornerSize([0.005]), 0.02);
});

Deno.test("cornerSize() is all for poor curves, and little for perfect ones", () => {
  assertEquals(cornerSize([0.001, 0.2]), 1);
  assertEquals(cornerSize([0, 0]), 0.01);
  assertEquals(cornerSize([]), 0.01);
});
