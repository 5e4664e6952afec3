import type { ClassSamples } from "../data/samples.ts";
import { classColours, type Colour, roleColours } from "./colours.ts";

/**
 * The classes that have a colour of their own where samples are shown: all of up to ten. Of more, these
 * are the nine with the most samples, the first of equals, and the others share the grey of the rest.
 *
 * @returns Their numbers, ascending.
 *
 * @example
 * ```ts
 * import { ClassSamples } from "@handwriting/mnist";
 * import { colouredClasses } from "./class_palette.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const samples = ClassSamples.of([[1, 2], [3, 4]], ["cat", "dog"]);
 * assertEquals(colouredClasses(samples), [0, 1]);
 * ```
 */
export function colouredClasses({ labels, classes }: ClassSamples): number[] {
  const numbers = Array.from({ length: classes }, (_, c) => c);
  if (classes <= classColours.length) return numbers;
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label]++;
  const most = numbers.toSorted((a, b) => counts[b] - counts[a]).slice(0, classColours.length - 1);
  return most.sort((a, b) => a - b);
}

/** The colour of each class: that of its points in a scatter plot, and of its region. */
export function paletteOf(samples: ClassSamples): Colour[] {
  const palette = new Array<Colour>(samples.classes).fill(roleColours.rest);
  colouredClasses(samples).forEach((c, i) => palette[c] = classColours[i]);
  return palette;
}
