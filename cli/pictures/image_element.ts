import type { Picture } from "../../lib/plots/picture.ts";
import { encodeColourPng, encodeGreyPng } from "../files/png_file.ts";
import type { Size } from "./drawing.ts";
import { element } from "./svg_element.ts";

/** A picture at a place, its pixels as squares with sharp edges. */
export function imageAt(picture: Picture, x: number, y: number, { width, height }: Size): string {
  return element("image", {
    x,
    y,
    width,
    height,
    href: `data:image/png;base64,${encodePicture(picture).toBase64()}`,
    preserveAspectRatio: "none",
    "image-rendering": "pixelated",
  });
}

/** A PNG file; a grey picture takes a third of the bytes without its colours. */
function encodePicture(picture: Picture): Uint8Array {
  const { width, height, pixels } = picture;
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    const [red, green, blue] = pixels.subarray(3 * i, 3 * i + 3);
    if (red !== green || green !== blue) return encodeColourPng(picture);
    grey[i] = red;
  }
  return encodeGreyPng({ width, height, pixels: grey });
}
