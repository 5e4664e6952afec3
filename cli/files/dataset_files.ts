import { dirname } from "@std/path";
import { CIFAR10_CLASSES, CIFAR10_SHAPE } from "../../lib/data/cifar10.ts";
import { agreeOnClassNames, MOST_CLASSES } from "../../lib/data/class_names.ts";
import { Dataset } from "../../lib/data/dataset.ts";
import { formatShape, type Shape } from "../../lib/shape.ts";
import { about } from "./about.ts";
import { readCifar10 } from "./cifar10_files.ts";
import { findClassFolders, readClassFolders, readImageSize } from "./class_folders.ts";
import { readClassNames } from "./class_names_file.ts";
import { type DatasetLocation, type DatasetPart, locateDataset } from "./dataset_location.ts";
import { readCsv } from "./csv_files.ts";
import { readImages, readImageShape, readLabels } from "./idx_files.ts";
import { isTransposed, type Orientation, setUpright } from "./orientation.ts";

/** Classes of an IDX dataset, unless it says more: the ten digits, or what takes their place. */
const USUAL_CLASSES = 10;

/** How a dataset is read. */
export interface DatasetOptions {
  /** Which part is wanted where a folder has both; the training data when left out. */
  readonly part?: DatasetPart;
  /**
   * Number of classes of an IDX dataset without a file of their names. When left out, the largest
   * label tells it, but there are ten or more.
   */
  readonly classes?: number;
  /** How the images of an IDX or CSV file are stored; its name tells when left out. */
  readonly orientation?: Orientation;
}

/** Where the two parts of a dataset are: the keys of a configuration. */
export interface DatasetPaths {
  readonly trainImages: string;
  readonly trainLabels?: string;
  readonly testImages: string;
  readonly testLabels?: string;
  readonly orientation?: Orientation;
}

/** What is known about a dataset without reading its images. */
export interface DatasetKind {
  /** The shape of one image. */
  readonly shape: Shape;
  readonly classNames: readonly string[];
}

/**
 * Reads a dataset in any of the forms that {@linkcode locateDataset} finds. Names of the classes come
 * from the class folders, or from a file `class-names.txt` beside the other files.
 *
 * @param images The images, or everything.
 * @param labels The labels of an IDX image file.
 * @throws {Error} If a file cannot be read or is not what it should be, or images and labels differ in
 * number; the message names the file.
 */
export async function readDataset(
  images: string,
  labels?: string,
  { part = "training", classes, orientation }: DatasetOptions = {},
): Promise<Dataset> {
  const location = await locateDataset(images, labels, part);
  switch (location.format) {
    case "IDX":
      return await readIdx(location, classes, orientation);
    case "CSV":
      return await readCsvDataset(location, classes, orientation);
    case "CIFAR-10":
      return await readCifar10(location.files, await cifar10ClassNames(location));
    case "folders":
      return await readClassFolders(await findClassFolders(location.folder));
  }
}

/**
 * Reads training and test data, and makes sure that they belong together.
 *
 * @param classes As in {@linkcode DatasetOptions}.
 * @throws {Error} As {@linkcode readDataset}, or if the images differ in shape or the classes in name.
 */
export async function readTrainingAndTest(
  paths: DatasetPaths,
  classes?: number,
): Promise<{ readonly training: Dataset; readonly test: Dataset }> {
  const { trainImages, trainLabels, testImages, testLabels, orientation } = paths;
  const options = { classes, orientation };
  const training = await readDataset(trainImages, trainLabels, { part: "training", ...options });
  const test = await readDataset(testImages, testLabels, { part: "test", ...options });
  const [expected, found] = [training, test].map(({ shape }) => formatShape(shape));
  if (expected !== found) {
    throw new Error(
      `${testImages}: Expected images of ${expected}, the size of those of ${trainImages}, ` +
        `but found ${found}`,
    );
  }
  const classNames = about(
    testImages,
    () => agreeOnClassNames(training.classNames, test.classNames),
  );
  return { training: renamed(training, classNames), test: renamed(test, classNames) };
}

/**
 * Finds out shape and classes of a dataset: of the images, no more than the first one is read.
 *
 * @throws {Error} As {@linkcode readDataset}, as far as it reads.
 */
export async function readDatasetKind(
  images: string,
  labels?: string,
  { part = "training", classes, orientation }: DatasetOptions = {},
): Promise<DatasetKind> {
  const location = await locateDataset(images, labels, part);
  switch (location.format) {
    case "IDX": {
      const [channels, rows, columns] = await readImageShape(location.images);
      const isTurned = isTransposed(location.images, orientation);
      const shape: Shape = isTurned ? [channels, columns, rows] : [channels, rows, columns];
      const classNames = await statedNames(location.labels, classes) ??
        (await readIdxLabels(location.labels)).classNames;
      return { shape, classNames };
    }
    case "CSV": {
      const { shape, classNames } = await readCsvDataset(location, classes, orientation);
      return { shape, classNames };
    }
    case "CIFAR-10": {
      const classNames = await cifar10ClassNames(location) ?? numbers(CIFAR10_CLASSES);
      return { shape: CIFAR10_SHAPE, classNames };
    }
    case "folders": {
      const folders = await findClassFolders(location.folder);
      const { width, height } = await readImageSize(folders);
      return { shape: [1, height, width], classNames: folders.classNames };
    }
  }
}

async function readIdx(
  { images, labels }: DatasetLocation & { format: "IDX" },
  classes: number | undefined,
  orientation: Orientation,
): Promise<Dataset> {
  const stored = await readImages(images);
  const { count, channels, rows, columns, pixels } = setUpright(images, stored, orientation);
  const { values, classNames } = await readIdxLabels(labels, classes);
  if (values.length !== count) {
    throw new Error(
      `${labels}: Expected ${count} labels, one per image of ${images}, ` +
        `but found ${values.length}`,
    );
  }
  return new Dataset(pixels, values, [channels, rows, columns], classNames.length, classNames);
}

async function readCsvDataset(
  { file }: DatasetLocation & { format: "CSV" },
  classes: number | undefined,
  orientation: Orientation,
): Promise<Dataset> {
  const { labels, channels, rows, columns, pixels } = setUpright(
    file,
    await readCsv(file),
    orientation,
  );
  if (labels === undefined) {
    throw new Error(`${file}: Expected a column of labels beside those of pixels but found none`);
  }
  const classNames = await statedNames(file, classes) ?? usualNames(labels);
  const shape = [channels, rows, columns] as const;
  return about(
    file,
    () => new Dataset(pixels, labels, shape, classNames.length, classNames),
  );
}

async function readIdxLabels(
  path: string,
  classes?: number,
): Promise<{ values: Uint8Array; classNames: readonly string[] }> {
  const classNames = await statedNames(path, classes);
  const values = await readLabels(path, classNames?.length ?? MOST_CLASSES);
  return { values, classNames: classNames ?? usualNames(values) };
}

/** Numbers as names, up to the largest label. */
function usualNames(labels: Uint8Array): string[] {
  const largest = labels.reduce((largest, label) => Math.max(largest, label), 0);
  return numbers(Math.max(USUAL_CLASSES, largest + 1));
}

/** The classes of a label file, as far as they are known without reading it. */
async function statedNames(path: string, classes?: number): Promise<string[] | undefined> {
  const names = await readClassNames(dirname(path));
  return names ?? (classes === undefined ? undefined : numbers(classes));
}

async function cifar10ClassNames(
  { folder }: DatasetLocation & { format: "CIFAR-10" },
): Promise<string[] | undefined> {
  const names = await readClassNames(folder);
  if (names === undefined || names.length === CIFAR10_CLASSES) return names;
  throw new Error(
    `${folder}: Expected names of ${CIFAR10_CLASSES} classes but found ${names.length}`,
  );
}

/** The same images and labels with other names of classes, as many or more. */
function renamed(dataset: Dataset, classNames: readonly string[]): Dataset {
  const { images, labels, shape } = dataset;
  return new Dataset(images, labels, shape, classNames.length, classNames);
}

function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${i}`);
}
