import { assertEquals } from "@std/assert";
import { ClassSamples } from "../../../lib/data/samples.ts";
import { colouredClasses, paletteOf } from "../../../lib/plots/class_palette.ts";
import { classColours, roleColours } from "../../../lib/plots/colours.ts";

/** Samples of classes by their numbers, as many of each as said. */
function samplesOf(...counts: readonly number[]): ClassSamples {
  const labels = Uint8Array.from(counts.flatMap((count, c) => Array(count).fill(c)));
  return new ClassSamples({
    features: new Float64Array(2 * labels.length),
    featureNames: ["x", "y"],
    labels,
    classNames: counts.map((_, c) => `class ${c}`),
  });
}

Deno.test("up to ten classes have colours of their own, samples or not", () => {
  const ten = samplesOf(1, 0, 5, 0, 2, 1, 1, 1, 1, 9);
  assertEquals(colouredClasses(ten), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assertEquals(paletteOf(ten), [...classColours]);
  assertEquals(paletteOf(samplesOf(3, 1)), classColours.slice(0, 2));
});

Deno.test("of more than ten classes, the nine with the most samples have colours", () => {
  const eleven = samplesOf(1, 5, 5, 5, 2, 5, 5, 5, 5, 5, 3);
  // Without class 0, which has one sample, and class 4, which has two.
  assertEquals(colouredClasses(eleven), [1, 2, 3, 5, 6, 7, 8, 9, 10]);
  const { rest } = roleColours;
  const [a, b, c, d, e, f, g, h, i] = classColours;
  assertEquals(paletteOf(eleven), [rest, a, b, c, rest, d, e, f, g, h, i]);
});

Deno.test("of classes with equally many samples, the first have colours", () => {
  const most = samplesOf(...Array(20).fill(1), 2);
  assertEquals(colouredClasses(most), [0, 1, 2, 3, 4, 5, 6, 7, 20]);
});
