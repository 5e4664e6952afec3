import type { Shape } from "../shape.ts";

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number];

/** Extents and channels of the images of a shape. */
export interface ImageExtents {
  /** 1 for grey, 3 for colour. */
  readonly channels: number;
  /** In pixels. */
  readonly height: number;
  /** In pixels. */
  readonly width: number;
}

/** The extents of a shape: plain features are one row of grey pixels. */
export function extentsOf(shape: Shape): ImageExtents {
  const [first, height, width] = shape;
  if (height === undefined || width === undefined) return { channels: 1, height: 1, width: first };
  return { channels: first, height, width };
}

/**
 * The colour of a pixel. Images of three channels are red, green and blue; of any other number, the
 * first one is shown as grey.
 *
 * @param image Bytes, channel after channel, each row by row.
 */
export function colourAt(
  image: Uint8Array,
  { channels, height, width }: ImageExtents,
  column: number,
  row: number,
): Colour {
  const i = row * width + column;
  const grey = image[i];
  if (channels !== 3) return [grey, grey, grey];
  const plane = height * width;
  return [grey, image[i + plane], image[i + 2 * plane]];
}

/** Brightness of a colour: its luma by ITU-R BT.601, `0.299 R + 0.587 G + 0.114 B`. */
export function lumaOf(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/**
 * Brightness of each pixel of an image, as {@linkcode colourAt} sees it.
 *
 * @param image Bytes, channel after channel, each row by row.
 */
export function lumasOf(
  image: Uint8Array,
  { channels, height, width }: ImageExtents,
): Float32Array {
  const plane = height * width;
  return Float32Array.from(
    { length: plane },
    (_, i) => channels === 3 ? lumaOf(image[i], image[i + plane], image[i + 2 * plane]) : image[i],
  );
}
