import { assertAlmostEquals, assertEquals } from "@std/assert";
import { fitSurface } from "../../../../lib/data/pictures/surface.ts";

const [width, height] = [40, 30];

function surface(at: (x: number, y: number) => number) {
  const values = Float32Array.from(
    { length: width * height },
    (_, i) => at(i % width, Math.floor(i / width)),
  );
  return { width, height, values };
}

Deno.test("fitSurface() finds a polynomial again, also where pixels do not count", () => {
  const field = surface((x, y) => 200 + x - 2 * y + 0.03 * x * x - 0.02 * x * y);
  const counts = new Uint8Array(width * height).fill(1).map((_, i) => i % width < 12 ? 0 : 1);
  const disturbed = { ...field, values: field.values.map((v, i) => counts[i] === 0 ? 7 : v) };
  const fitted = fitSurface(disturbed, counts, 2);
  field.values.forEach((value, i) => assertAlmostEquals(fitted?.values[i] ?? NaN, value, 1e-3));
});

Deno.test("fitSurface() has no answer for too few pixels", () => {
  const counts = new Uint8Array(width * height);
  counts[0] = 1;
  assertEquals(fitSurface(surface(() => 1), counts, 1), undefined);
});
