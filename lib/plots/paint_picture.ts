import type { Colour } from "./colours.ts";
import type { Picture } from "./picture.ts";

/** Makes a picture of the colours that a function tells for each column and row. */
export function paintPicture(
  { width, height }: { readonly width: number; readonly height: number },
  colourAt: (column: number, row: number) => Colour,
): Picture {
  const pixels = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      pixels.set(colourAt(column, row), 3 * (row * width + column));
    }
  }
  return { width, height, pixels };
}
