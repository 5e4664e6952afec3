import { encodeColourPng, encodeGreyPng, pngAddress } from "../../formats/encode_png.ts";
import type { Picture } from "../chart.ts";
import { element, type Size } from "./drawing.ts";

/** A page shows the same pictures in a wide and in a narrow drawing. */
const addresses = new WeakMap<Picture, string>();

/**
 * A picture at a place, its pixels as rectangles with sharp edges.
 *
 * @param opacity From 0 to 1; nothing shines through when left out.
 */
export function imageAt(
  picture: Picture,
  x: number,
  y: number,
  { width, height }: Size,
  opacity?: number,
): string {
  const href = addresses.get(picture) ?? pngAddress(encodePicture(picture));
  addresses.set(picture, href);
  return element("image", {
    x,
    y,
    width,
    height,
    href,
    preserveAspectRatio: "none",
    "image-rendering": "pixelated",
    opacity,
  });
}

/** A grey picture takes a third of the bytes without its colours. */
function encodePicture(picture: Picture): Uint8Array {
  const { width, height, pixels } = picture;
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    const level = pixels[3 * i];
    if (level !== pixels[3 * i + 1] || level !== pixels[3 * i + 2]) return encodeColourPng(picture);
    grey[i] = level;
  }
  return encodeGreyPng({ width, height, pixels: grey });
}
