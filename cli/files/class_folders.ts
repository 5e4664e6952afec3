import { join } from "@std/path";
import { distinctClassNames, MOST_CLASSES } from "../../lib/data/class_names.ts";
import { Dataset } from "../../lib/data/dataset.ts";
import { type Labels, makeLabels } from "../../lib/data/labels.ts";
import type { GreyImage } from "../../lib/data/raster.ts";
import { about } from "./about.ts";
import { listFolder } from "./folder.ts";
import { readGreyImage } from "./image_file.ts";
import type { ImageSize } from "./image_size.ts";
import { ProgressBar } from "../terminal/progress_bar.ts";
import { warn } from "../terminal/notice.ts";

/** More are refused: all of them must fit into memory. */
const MOST_PIXELS = 2 ** 32;

/** Larger images are refused: each of their pixels is an input of the network. */
const MOST_PIXELS_EACH = 2 ** 20;

/** Files that are read at the same time. */
const READERS = 8;

/** How names of images end that are read, and of those that are not. */
const imageName = /\.(?:png|jpe?g)$/i;
const otherImageName = /\.(?:avif|bmp|gif|hei[cf]|ico|jp2|jxl|p[bgnp]m|psd|svg|tiff?|webp)$/i;

/** Whether a file is an image, by its name. */
export function isPicture(name: string): boolean {
  return imageName.test(name) || otherImageName.test(name);
}

/** PNG and JPEG files that are sorted into one folder per class. */
export interface ClassFolders {
  readonly path: string;
  /** What the folders are called, as names of classes, in natural order: `2` comes before `10`. */
  readonly classNames: readonly string[];
  /** Paths of the files, class by class, each in natural order. */
  readonly files: readonly string[];
  /** The class of each file. */
  readonly labels: Labels;
  /** Names of images of formats that are not read. */
  readonly leftOut: readonly string[];
}

/**
 * Finds the files of a folder like `train/0/….png` to `train/9/….jpg`, whose folders are the classes,
 * whatever they are called. Hidden files and those that are not called `.png`, `.jpg` or `.jpeg` do not
 * count.
 *
 * @throws {Error} If there are no folders or more than 8192, one is called what no class can be called or
 * two what is the same (`7` and `07`), or there is no such file in one.
 */
export async function findClassFolders(path: string): Promise<ClassFolders> {
  const entries = await listFolder(path);
  const folders = entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
  if (folders.length === 0 || folders.length > MOST_CLASSES) {
    throw new Error(
      `${path}: Expected 1 to ${MOST_CLASSES} folders of PNG or JPEG images, one for each class, ` +
        `but found ${folders.length === 0 ? "none" : folders.length}`,
    );
  }
  const classNames = about(path, () => distinctClassNames(folders));
  const classes = await Promise.all(folders.map((name) => findImages(join(path, name))));
  return {
    path,
    classNames,
    files: classes.flatMap(({ images }) => images),
    labels: labelsOf(classes.map(({ images }) => images.length)),
    leftOut: classes.flatMap(({ others }) => others),
  };
}

/**
 * Size of the images, by the first of them.
 *
 * @throws {Error} If it cannot be read, is no PNG or JPEG image, or has more than a million pixels; the
 * message names it.
 */
export async function readImageSize({ files }: ClassFolders): Promise<ImageSize> {
  const { width, height } = await readGreyImage(files[0]);
  if (width * height <= MOST_PIXELS_EACH) return { width, height };
  throw new Error(
    `${files[0]}: Expected an image of at most ${MOST_PIXELS_EACH} pixels, each an input of the ` +
      `network, but found ${width} x ${height}; scale it down`,
  );
}

/**
 * Reads PNG and JPEG files in class folders as 8-bit grey images, by the rule of `toGrey`, with a progress
 * bar on a terminal. Says on stderr how many images are left out because their format is not read.
 *
 * @returns Images of one channel; the classes have the names of the folders.
 * @throws {Error} If a file cannot be read, is no such image, or has another size than the first one;
 * the message names it.
 */
export async function readClassFolders(folders: ClassFolders): Promise<Dataset> {
  const { path, files, labels, classNames, leftOut } = folders;
  const { width, height } = await readImageSize(folders);
  const length = width * height;
  if (files.length * length > MOST_PIXELS) {
    throw new Error(
      `${path}: Expected at most ${MOST_PIXELS} pixels in all ` +
        `but found ${files.length} images of ${width} x ${height}`,
    );
  }
  const images = new Uint8Array(files.length * length);
  using bar = new ProgressBar("reading images");
  let done = 0;
  await readAll(files, { width, height }, ({ pixels }, index) => {
    images.set(pixels, index * length);
    bar.show(++done, files.length);
  });
  if (leftOut.length > 0) warn(`${path}: left out ${describeOthers(leftOut)}`);
  return new Dataset(images, labels, [1, height, width], classNames.length, classNames);
}

/** Reads files of one size, several at a time, and hands over each image with its number. */
async function readAll(
  files: readonly string[],
  size: ImageSize,
  take: (image: GreyImage, index: number) => void,
): Promise<void> {
  let next = 0;
  const readRest = async () => {
    while (next < files.length) {
      const index = next++;
      take(await readGreyImage(files[index], size), index);
    }
  };
  await Promise.all(Array.from({ length: READERS }, readRest));
}

/** @param counts Number of images in each folder. */
function labelsOf(counts: readonly number[]): Labels {
  const labels = makeLabels(counts.length, counts.reduce((sum, count) => sum + count, 0));
  let start = 0;
  counts.forEach((count, label) => labels.fill(label, start, start += count));
  return labels;
}

async function findImages(
  folder: string,
): Promise<{ readonly images: string[]; readonly others: string[] }> {
  const names = (await listFolder(folder)).filter(({ isDirectory }) => !isDirectory)
    .map(({ name }) => name);
  const images = names.filter((name) => imageName.test(name)).map((name) => join(folder, name));
  const others = names.filter((name) => otherImageName.test(name));
  if (images.length > 0) return { images, others };
  const found = others.length > 0 ? describeOthers(others) : "none";
  throw new Error(`${folder}: Expected PNG or JPEG images but found ${found}`);
}

/** As in "images of other formats, 3 in all (.gif, .webp); convert them to PNG or JPEG". */
function describeOthers(names: readonly string[]): string {
  const endings = new Set(names.map((name) => name.slice(name.lastIndexOf(".")).toLowerCase()));
  return `images of other formats, ${names.length} in all (${[...endings].sort().join(", ")}); ` +
    "convert them to PNG or JPEG";
}
