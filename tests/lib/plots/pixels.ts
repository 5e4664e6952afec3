import type { Picture } from "../../../lib/plots/chart.ts";

/** The colours of the pixels of a picture, row by row. */
export function coloursOf({ width, height, pixels }: Picture): number[][] {
  return Array.from({ length: width * height }, (_, i) => [...pixels.subarray(3 * i, 3 * i + 3)]);
}

/** The colours of numbers at the limits and at zero, as in ColorBrewer's RdBu and Blues. */
export const white = [255, 255, 255];
export const red = [178, 24, 43];
export const blue = [33, 102, 172];
export const darkBlue = [8, 48, 107];
