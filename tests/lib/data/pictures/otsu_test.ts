import { assertAlmostEquals, assertEquals, assertGreater, assertLess } from "@std/assert";
import { otsu } from "../../../../lib/data/pictures/otsu.ts";

const all = (values: Float32Array) => new Uint8Array(values.length).fill(1);

Deno.test("otsu() parts two values completely", () => {
  const values = Float32Array.of(10, 200, 10, 10);
  const { threshold, separability } = otsu(values, all(values));
  assertGreater(threshold, 10);
  assertLess(threshold, 200);
  assertAlmostEquals(separability, 1, 1e-12);
});

Deno.test("otsu() tells how much of the variance it explains", () => {
  // Of 0, 2, 9, 11, with the mean 5.5, the variance is 85/4 = 21.25. Between 2 and 9 it is parted best:
  // 1/4 (10 - 1)^2 = 20.25.
  const values = Float32Array.of(0, 2, 9, 11);
  assertAlmostEquals(otsu(values, all(values)).separability, 20.25 / 21.25, 1e-12);
});

Deno.test("otsu() leaves out what does not count, and finds nothing to part in a single value", () => {
  const values = Float32Array.of(5, 5, 100);
  assertEquals(otsu(values, Uint8Array.of(1, 1, 0)).separability, 0);
});
