import type { ColourScale } from "./chart.ts";
import { colourOf } from "./colours.ts";
import { paintPicture } from "./paint_picture.ts";
import type { Picture } from "./picture.ts";

/** A picture of numbers as colours, row by row. */
export function numberPicture(
  numbers: ArrayLike<number>,
  extents: { readonly width: number; readonly height: number },
  colours: ColourScale,
): Picture {
  return paintPicture(
    extents,
    (column, row) => colourOf(numbers[row * extents.width + column], colours),
  );
}

/** The largest magnitude of some numbers; 0 without a finite one. */
export function largestMagnitude(numbers: Iterable<number>): number {
  let largest = 0;
  for (const number of numbers) {
    const magnitude = Math.abs(number);
    if (magnitude > largest && magnitude < Infinity) largest = magnitude;
  }
  return largest;
}
