/// <reference lib="webworker" />
import { Dataset } from "../../lib/data/dataset.ts";
import { className } from "../../lib/data/class_names.ts";
import { toGrey } from "../../lib/data/raster.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import type { GivenFile } from "../dialogue.ts";

/** What the folders of each part are called. */
const partNames = { training: /^train/i, test: /^test/i } as const;

/**
 * The data of pictures in a folder for each class; where these are in folders of their own for training
 * and test, those of one part.
 *
 * @throws {FormatError} If there are none, or they differ in size.
 */
export async function classFolders(
  files: readonly GivenFile[],
  part: keyof typeof partNames,
): Promise<Dataset> {
  const pictures = files.filter(({ path }) => /\.(?:png|jpe?g)$/i.test(path))
    .map(({ path, bytes }) => ({ folders: path.split("/").slice(0, -1), path, bytes }));
  const isOfPart = ({ folders }: { folders: string[] }, name: RegExp) =>
    folders.some((folder) => name.test(folder));
  const hasParts = pictures.some((picture) => isOfPart(picture, partNames[part]));
  const own = hasParts
    ? pictures.filter((picture) => isOfPart(picture, partNames[part]))
    : pictures;
  const ordered = own.toSorted((a, b) => a.path < b.path ? -1 : 1);
  if (ordered.length === 0) {
    throw new FormatError(
      "Expected PNG or JPEG pictures in a folder for each class but found none",
    );
  }
  const greys = await Promise.all(ordered.map(({ bytes }) => greyOf(bytes)));
  const [{ width, height }] = greys;
  greys.forEach((grey, i) => {
    if (grey.width === width && grey.height === height) return;
    throw new FormatError(
      `${ordered[i].path}: Expected ${width} x ${height} pixels, as in the first picture, ` +
        `but found ${grey.width} x ${grey.height}`,
    );
  });
  const classOf = (folders: readonly string[]) => className(folders[folders.length - 1] ?? "");
  const names = Array.from(new Set(ordered.map(({ folders }) => classOf(folders)))).sort();
  const images = new Uint8Array(greys.length * width * height);
  greys.forEach(({ pixels }, i) => images.set(pixels, i * width * height));
  const labels = Uint8Array.from(ordered, ({ folders }) => names.indexOf(classOf(folders)));
  return new Dataset(images, labels, [1, height, width], names.length, names);
}

/** A PNG or JPEG picture, decoded by the browser, in 8-bit grey. */
async function greyOf(bytes: Uint8Array<ArrayBuffer>) {
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (context === null) throw new Error("Expected a canvas to decode pictures on but found none");
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return toGrey({ width, height, channels: 4, depth: 8, data });
}
