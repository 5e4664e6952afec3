import { toColourPlanes, toGrey } from "../../lib/data/raster.ts";
import { type ImageDescription, usualImages } from "../../lib/data/image_description.ts";
import { type PreparedPicture, preparePicture } from "../../lib/data/pictures/prepare_picture.ts";
import { wholeOf } from "../../lib/data/pictures/field.ts";
import { extentsOf, type ImageExtents } from "../../lib/data/pixel.ts";
import type { Model } from "../../lib/models/model.ts";
import { formatShape, type Shape } from "../../lib/shape.ts";
import { about } from "../files/about.ts";
import { readImageFile } from "../files/image_file.ts";
import { findPictures } from "../files/picture_files.ts";

/** A picture from a file, as a network is to see it. */
export interface ReadPicture extends PreparedPicture {
  readonly path: string;
}

/** Pictures, and what kept others from being read. */
export interface ReadPictures {
  readonly pictures: readonly ReadPicture[];
  readonly problems: readonly Error[];
}

/**
 * Reads pictures and prepares them as the model's training images were, or takes them as they are.
 *
 * @param paths Files, folders, or `-` for the standard input.
 * @throws {Error} If the model is for images of another kind than grey or in colour.
 */
export async function readPictures(
  model: Model,
  paths: readonly string[],
  isRaw: boolean,
): Promise<ReadPictures> {
  const { inputShape } = model;
  const description = model.images ?? usualImages(inputShape);
  const pictures: ReadPicture[] = [];
  const problems: Error[] = [];
  const read = async (path: string) => {
    const prepared = isRaw
      ? await readRaw(path, extentsOf(inputShape))
      : await readPrepared(path, description, inputShape);
    pictures.push({ path, ...prepared });
  };
  const keepProblem = (error: unknown) => {
    if (!(error instanceof Error)) throw error;
    problems.push(error);
  };
  for (const path of paths) {
    const files = await findPictures(path).catch(keepProblem) ?? [];
    for (const file of files) await read(file).catch(keepProblem);
  }
  return { pictures, problems };
}

/** Makes sure that a model classifies images. */
export function checkIsForImages(modelPath: string, { inputShape }: Model): void {
  const [channels, height] = inputShape;
  if (height !== undefined && (channels === 1 || channels === 3)) return;
  throw new Error(
    `${modelPath}: Expected a model for images of 1 or 3 channels but found one for ` +
      formatShape(inputShape),
  );
}

async function readPrepared(
  path: string,
  description: ImageDescription,
  shape: Shape,
): Promise<PreparedPicture> {
  const raster = await readImageFile(path);
  return about(path, () => preparePicture(raster, description, shape));
}

async function readRaw(path: string, extents: ImageExtents): Promise<PreparedPicture> {
  const raster = await readImageFile(path, extents);
  const planes = extents.channels === 3
    ? about(path, () => toColourPlanes(raster)).planes
    : [about(path, () => toGrey(raster)).pixels];
  const pixels = new Uint8Array(planes.length * planes[0].length);
  planes.forEach((plane, channel) => pixels.set(plane, channel * plane.length));
  return { images: [{ pixels, box: wholeOf(raster) }] };
}
