/// <reference lib="dom" />
import { colourAt, extentsOf } from "../../lib/data/pixel.ts";
import type { Picture } from "../../lib/plots/chart.ts";
import { largestMagnitude, numberPicture, paintPicture } from "../../lib/plots/picture.ts";
import type { Shape } from "../../lib/shape.ts";

/** Shows a picture on a canvas, one pixel of it for each of the picture. */
export function paint(canvas: HTMLCanvasElement, { width, height, pixels }: Picture): void {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("Expected a canvas to paint on but found none");
  const image = context.createImageData(width, height);
  for (let i = 0, from = 0, to = 0; i < width * height; i++) {
    image.data[to++] = pixels[from++];
    image.data[to++] = pixels[from++];
    image.data[to++] = pixels[from++];
    image.data[to++] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** An image of bytes, channel after channel. */
export function imagePicture(pixels: Uint8Array, shape: Shape): Picture {
  const extents = extentsOf(shape);
  return paintPicture(extents, (column, row) => colourAt(pixels, extents, column, row));
}

/** Numbers of one image as colours: blue below zero, red above; of several channels, their sum. */
export function signedPicture(numbers: Float32Array, shape: Shape): Picture {
  const { channels, width, height } = extentsOf(shape);
  const sums = new Float32Array(width * height);
  for (let i = 0; i < channels * sums.length; i++) sums[i % sums.length] += numbers[i];
  const limit = largestMagnitude(sums);
  return numberPicture(sums, { width, height }, { scale: "diverging", label: "", limit });
}
