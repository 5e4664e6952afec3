import { dirname } from "@std/path";
import { MOST_CLASSES } from "../../lib/data/class_names.ts";
import { CIFAR10_SHAPE } from "../../lib/data/cifar10.ts";
import { Dataset } from "../../lib/data/dataset.ts";
import type { IdxImages } from "../../lib/data/idx_images.ts";
import type { Labels } from "../../lib/data/labels.ts";
import { readCifar10Range } from "./cifar10_files.ts";
import { type ClassFolders, findClassFolders, readClassFolders } from "./class_folders.ts";
import { readClassNames } from "./class_names_file.ts";
import { readCsv } from "./csv_files.ts";
import { isLoneFile, locateDataset } from "./dataset_location.ts";
import { type Range, readImageRange, readLabelRange } from "./idx_files.ts";
import { type Orientation, setUpright } from "./orientation.ts";

/** Some images of a dataset. */
export interface LabelledImages {
  readonly images: Dataset;
  /** What the class of each is called; none where there are no labels. */
  readonly names: readonly string[];
}

/**
 * Reads some images of a dataset, fewer at the end: no more than these take memory. An IDX image file or a
 * CSV file is read without labels, too.
 *
 * @param images The images, or everything, as for {@linkcode locateDataset}.
 * @param labels The labels of an IDX image file.
 * @throws {Error} As `readDataset`, as far as it reads; also if there is no image `from`.
 */
export async function readDatasetRange(
  images: string,
  labels: string | undefined,
  range: Range,
  orientation?: Orientation,
): Promise<LabelledImages> {
  if (await isLoneFile(images, labels)) {
    return labelled(setUpright(images, await readImageRange(images, range), orientation));
  }
  const location = await locateDataset(images, labels, "training");
  switch (location.format) {
    case "IDX": {
      const read = await readImageRange(location.images, range);
      const numbers = await readLabelRange(location.labels, range, MOST_CLASSES);
      const names = await readClassNames(dirname(location.labels));
      return labelled(setUpright(location.images, read, orientation), numbers, names);
    }
    case "CSV": {
      const read = setUpright(location.file, await readCsv(location.file, range), orientation);
      return labelled(read, read.labels, await readClassNames(dirname(location.file)));
    }
    case "CIFAR-10": {
      const read = await readCifar10Range(location.files, range);
      const [channels, rows, columns] = CIFAR10_SHAPE;
      const images = { count: read.labels.length, channels, rows, columns, pixels: read.images };
      return labelled(images, read.labels, await readClassNames(location.folder));
    }
    case "folders": {
      const folders = sliceFolders(await findClassFolders(location.folder), range);
      const images = await readClassFolders(folders);
      return { images, names: namesOf(images.labels, folders.classNames) };
    }
  }
}

function labelled(
  { count, channels, rows, columns, pixels }: IdxImages,
  labels?: Labels,
  classNames?: readonly string[],
): LabelledImages {
  const images = new Dataset(pixels, new Uint8Array(count), [channels, rows, columns]);
  return { images, names: labels === undefined ? [] : namesOf(labels, classNames) };
}

/** What the class of each label is called; its number where there are no names. */
function namesOf(labels: Labels, classNames?: readonly string[]): string[] {
  return Array.from(labels, (label) => classNames?.[label] ?? `${label}`);
}

function sliceFolders(folders: ClassFolders, { from, count }: Range): ClassFolders {
  const { path, files, labels } = folders;
  if (from < files.length) {
    const to = from + count;
    return { ...folders, files: files.slice(from, to), labels: labels.slice(from, to) };
  }
  throw new Error(
    `${path}: Expected an index below ${files.length}, the number of images, but found ${from}`,
  );
}
