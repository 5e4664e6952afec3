import { assertEquals } from "@std/assert";
import { removeRuling } from "../../../../lib/data/pictures/ruling.ts";

const [width, height] = [120, 90];

function maskOf(isInk: (x: number, y: number) => boolean): Uint8Array {
  return Uint8Array.from(
    { length: width * height },
    (_, i) => isInk(i % width, Math.floor(i / width)) ? 1 : 0,
  );
}

const isStroke = (x: number, y: number) => x >= 50 && x < 60 && y >= 15 && y < 75;

for (const slope of [0, 0.03, -0.02]) {
  Deno.test(`removeRuling() leaves strokes whole that cross lines of slope ${slope}`, () => {
    const isLine = (along: number) => ((Math.round(along) % 22) + 22) % 22 < 2;
    const lines = (x: number, y: number) =>
      isLine(y - slope * (x - 60)) || isLine(x - 7 + slope * (y - 45));
    const mask = maskOf((x, y) => isStroke(x, y) || lines(x, y));
    removeRuling(mask, width);
    const stroke = maskOf(isStroke);
    const kept = mask.reduce((sum, ink, i) => sum + (ink !== 0 && stroke[i] !== 0 ? 1 : 0), 0);
    const left = mask.reduce((sum, ink, i) => sum + (ink !== 0 && stroke[i] === 0 ? 1 : 0), 0);
    assertEquals(kept, 600);
    // Less than a twentieth of what the lines cover.
    assertEquals(left < 0.05 * maskOf(lines).reduce((sum, ink) => sum + ink, 0), true, `${left}`);
  });
}

Deno.test("removeRuling() leaves thin strokes that do not cross the picture", () => {
  const isThin = (x: number, y: number) => x >= 30 && x < 100 && y >= 40 && y < 42;
  const mask = maskOf(isThin);
  removeRuling(mask, width);
  assertEquals(mask, maskOf(isThin));
});
