import { join } from "@std/path";
import { encodeCifar10 } from "../../lib/data/cifar10.ts";
import { readColourImage } from "../files/image_file.ts";
import { readTextFile } from "../files/read_file.ts";
import type { PackedFile } from "./dataset_package.ts";

/** Pixels of an image. */
const PIXELS = 32 * 32;
const LONGEST_LIST = 2 ** 20;

/**
 * A file of CIFAR-10 records that a package has as a picture and a list of labels.
 *
 * @param picture Path of a PNG file of which each row is an image: its 1024 pixels, row by row.
 * @param labels Path of a JSON file, a list of labels.
 * @param first Where in the list the label of the first image is.
 */
export function recordsFromPng(picture: string, labels: string, first: number): PackedFile {
  return async (folder, output) => {
    const { height, pixels } = await readColourImage(join(folder, picture));
    const list = await readLabels(join(folder, labels));
    const records = { images: planesOf(pixels), labels: list.subarray(first, first + height) };
    await Deno.writeFile(output, encodeCifar10(records), { createNew: true });
  };
}

async function readLabels(path: string): Promise<Uint8Array> {
  const list: unknown = JSON.parse(await readTextFile(path, "a list of labels", LONGEST_LIST));
  if (!Array.isArray(list)) throw new Error(`${path}: Expected a list of labels`);
  return Uint8Array.from(list);
}

/** Takes the colours of each image apart: all its red values, then all green, then all blue ones. */
function planesOf(pixels: Uint8Array): Uint8Array {
  const planes = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = Math.floor(i / 3);
    const image = Math.floor(pixel / PIXELS);
    planes[(image * 3 + i % 3) * PIXELS + pixel % PIXELS] = pixels[i];
  }
  return planes;
}
