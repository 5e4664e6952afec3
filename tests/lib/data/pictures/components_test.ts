import { assertEquals } from "@std/assert";
import { components } from "../../../../lib/data/pictures/components.ts";

Deno.test("components() joins pixels by their corners too", () => {
  const mask = Uint8Array.from("1..11 .1... ....1".replaceAll(" ", ""), (c) => c === "1" ? 1 : 0);
  const found = components(mask, 5);
  assertEquals(found.map(({ pixels }) => [...pixels].sort((a, b) => a - b)), [
    [0, 6],
    [3, 4],
    [14],
  ]);
  assertEquals(found.map(({ box }) => box), [
    { left: 0, top: 0, width: 2, height: 2 },
    { left: 3, top: 0, width: 2, height: 1 },
    { left: 4, top: 2, width: 1, height: 1 },
  ]);
  assertEquals(components(new Uint8Array(6), 3), []);
});
