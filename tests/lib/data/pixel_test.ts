import { assertEquals } from "@std/assert";
import { colourAt, extentsOf, lumasOf } from "../../../lib/data/pixel.ts";

Deno.test("extentsOf() takes plain features for one row", () => {
  assertEquals(extentsOf([3, 4, 5]), { channels: 3, height: 4, width: 5 });
  assertEquals(extentsOf([7]), { channels: 1, height: 1, width: 7 });
});

Deno.test("colourAt() finds grey and colours at their place", () => {
  const grey = { channels: 1, height: 2, width: 3 };
  assertEquals(colourAt(Uint8Array.of(0, 1, 2, 3, 4, 5), grey, 2, 1), [5, 5, 5]);
  const colours = { channels: 3, height: 1, width: 2 };
  assertEquals(colourAt(Uint8Array.of(1, 2, 3, 4, 5, 6), colours, 1, 0), [2, 4, 6]);
  const two = { channels: 2, height: 1, width: 2 };
  assertEquals(colourAt(Uint8Array.of(1, 2, 3, 4), two, 1, 0), [2, 2, 2]);
});

Deno.test("lumasOf() weighs red, green and blue as BT.601 does", () => {
  // 0.299 * 10 + 0.587 * 20 + 0.114 * 30 = 18.15
  const colours = { channels: 3, height: 1, width: 1 };
  assertEquals([...lumasOf(Uint8Array.of(10, 20, 30), colours)], [Math.fround(18.15)]);
  assertEquals([...lumasOf(Uint8Array.of(7, 8), { channels: 1, height: 1, width: 2 })], [7, 8]);
});
