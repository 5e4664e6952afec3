import { assertEquals, assertNotEquals } from "@std/assert";
import { GLYPH_HEIGHT, GLYPH_WIDTH, hasDot } from "../../../lib/plots/bitmap_font.ts";

/** A character as lines of dots. */
function draw(character: string): string[] {
  return Array.from(
    { length: GLYPH_HEIGHT },
    (_, row) =>
      Array.from({ length: GLYPH_WIDTH }, (_, c) => hasDot(character, c, row) ? "#" : ".").join(""),
  );
}

Deno.test("hasDot() draws characters", () => {
  assertEquals(draw("7"), ["###", "..#", "..#", "..#", "..#"]);
  assertEquals(draw("L"), ["#..", "#..", "#..", "#..", "###"]);
  assertEquals(draw(" "), ["...", "...", "...", "...", "..."]);
});

Deno.test("hasDot() draws small letters as capital ones, and something for the unknown", () => {
  assertEquals(draw("l"), draw("L"));
  assertEquals(draw("ß"), draw("é"));
  assertNotEquals(draw("é"), draw(" "));
});

Deno.test("hasDot() draws every digit and letter differently", () => {
  const drawings = Array.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", (c) => draw(c).join("\n"));
  // S and 5, O and 0 and the like must differ too.
  assertEquals(new Set(drawings).size, 36);
});
