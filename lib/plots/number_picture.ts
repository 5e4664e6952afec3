import type { Tiles } from "./chart.ts";
import { divergingColour, sequentialColour } from "./colours.ts";
import { paintPicture } from "./paint_picture.ts";
import type { Picture } from "./picture.ts";

/** How numbers become colours. */
export type NumberColours = Required<Tiles>["colours"];

/** A picture of numbers as colours, row by row. */
export function numberPicture(
  numbers: ArrayLike<number>,
  extents: { readonly width: number; readonly height: number },
  { scale, limit }: NumberColours,
): Picture {
  const colourOf = scale === "diverging" ? divergingColour : sequentialColour;
  return paintPicture(extents, (column, row) => {
    const number = numbers[row * extents.width + column];
    return colourOf(number === 0 ? 0 : number / limit);
  });
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
