import { dirname } from "@std/path";
import { CIFAR10_CLASSES, CIFAR10_LABELS, CIFAR10_SHAPE } from "../../lib/data/cifar10.ts";
import { MOST_CLASSES } from "../../lib/data/class_names.ts";
import { Dataset } from "../../lib/data/dataset.ts";
import { labelsOfNumbers } from "../../lib/data/label_numbers.ts";
import type { Labels } from "../../lib/data/labels.ts";
import { formatShape, type Shape } from "../../lib/shape.ts";
import { about } from "./about.ts";
import { readCifar10 } from "./cifar10_files.ts";
import { findClassFolders, readClassFolders, readImageSize } from "./class_folders.ts";
import { readClassNames } from "./class_names_file.ts";
import { type DatasetLocation, type DatasetPart, locateDataset } from "./dataset_location.ts";
import { readCsv } from "./csv_files.ts";
import { readImages, readImageShape, readLabels } from "./idx_files.ts";
import { isTransposed, type Orientation, setUpright } from "./orientation.ts";

type ChooseClasses = (shape: Shape, found: readonly number[]) => readonly number[];

/** How a dataset is read. */
export interface DatasetOptions {
  /** Which part is wanted where a folder has both; the training data when left out. */
  readonly part?: DatasetPart;
  /**
   * Says which numbers are classes where labels are numbers and no file gives them names.
   *
   * @param found Those that occur, in ascending order; they are the classes when this is left out.
   * @throws {RangeError} If they are not what they should be.
   */
  readonly chooseClasses?: ChooseClasses;
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
  { part = "training", chooseClasses, orientation }: DatasetOptions = {},
): Promise<Dataset> {
  const location = await locateDataset(images, labels, part);
  switch (location.format) {
    case "IDX":
      return await readIdx(location, chooseClasses, orientation);
    case "CSV":
      return await readCsvDataset(location, chooseClasses, orientation);
    case "CIFAR-10":
      return await readCifar10(location.files, await cifar10ClassNames(location));
    case "folders":
      return await readClassFolders(await findClassFolders(location.folder));
  }
}

/**
 * Reads training and test data, and makes sure that the images are of one shape. Each has its own classes.
 *
 * @param chooseClasses As in {@linkcode DatasetOptions}, for the training data.
 * @throws {Error} As {@linkcode readDataset}, or if the images differ in shape.
 */
export async function readTrainingAndTest(
  paths: DatasetPaths,
  chooseClasses?: ChooseClasses,
): Promise<{ readonly training: Dataset; readonly test: Dataset }> {
  const { trainImages, trainLabels, testImages, testLabels, orientation } = paths;
  const training = await readDataset(trainImages, trainLabels, { chooseClasses, orientation });
  const test = await readDataset(testImages, testLabels, { part: "test", orientation });
  const [expected, found] = [training, test].map(({ shape }) => formatShape(shape));
  if (expected !== found) {
    throw new Error(
      `${testImages}: Expected images of ${expected}, the size of those of ${trainImages}, ` +
        `but found ${found}`,
    );
  }
  return { training, test };
}

/**
 * Finds out shape and classes of a dataset: of the images, no more than the first one is read.
 *
 * @throws {Error} As {@linkcode readDataset}, as far as it reads.
 */
export async function readDatasetKind(
  images: string,
  labels?: string,
  { part = "training", chooseClasses, orientation }: DatasetOptions = {},
): Promise<DatasetKind> {
  const location = await locateDataset(images, labels, part);
  switch (location.format) {
    case "IDX": {
      const [channels, rows, columns] = await readImageShape(location.images);
      const isTurned = isTransposed(location.images, orientation);
      const shape: Shape = isTurned ? [channels, columns, rows] : [channels, rows, columns];
      const classNames = await readClassNames(dirname(location.labels)) ??
        (await readIdxLabels(location.labels, shape, chooseClasses)).classNames;
      return { shape, classNames };
    }
    case "CSV": {
      const { shape, classNames } = await readCsvDataset(location, chooseClasses, orientation);
      return { shape, classNames };
    }
    case "CIFAR-10": {
      const classNames = await cifar10ClassNames(location) ?? CIFAR10_LABELS.map(String);
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
  { images, labels: path }: DatasetLocation & { format: "IDX" },
  chooseClasses: ChooseClasses | undefined,
  orientation: Orientation,
): Promise<Dataset> {
  const stored = await readImages(images);
  const { count, channels, rows, columns, pixels } = setUpright(images, stored, orientation);
  const shape = [channels, rows, columns] as const;
  const read = await readIdxLabels(path, shape, chooseClasses);
  const { labels, classNames, classNumbers } = read;
  if (labels.length !== count) {
    throw new Error(
      `${path}: Expected ${count} labels, one per image of ${images}, but found ${labels.length}`,
    );
  }
  return new Dataset(pixels, labels, shape, classNames.length, classNames, classNumbers);
}

async function readCsvDataset(
  { file }: DatasetLocation & { format: "CSV" },
  chooseClasses: ChooseClasses | undefined,
  orientation: Orientation,
): Promise<Dataset> {
  const stored = setUpright(file, await readCsv(file), orientation);
  const { labels: values, channels, rows, columns, pixels } = stored;
  if (values === undefined) {
    throw new Error(`${file}: Expected a column of labels beside those of pixels but found none`);
  }
  const names = await readClassNames(dirname(file));
  const shape = [channels, rows, columns] as const;
  return about(file, () => {
    const { labels, classNames, classNumbers } = nameLabels(values, names, shape, chooseClasses);
    return new Dataset(pixels, labels, shape, classNames.length, classNames, classNumbers);
  });
}

async function readIdxLabels(
  path: string,
  shape: Shape,
  chooseClasses: ChooseClasses | undefined,
): Promise<NamedLabels> {
  const names = await readClassNames(dirname(path));
  const values = await readLabels(path, names?.length ?? MOST_CLASSES);
  return about(path, () => nameLabels(values, names, shape, chooseClasses));
}

/** Labels, and the classes that they are of. */
type NamedLabels = Pick<Dataset, "labels" | "classNames"> & { readonly classNumbers?: number[] };

/** Labels of classes that a file beside them names, or else their numbers. */
function nameLabels(
  values: Labels,
  names: readonly string[] | undefined,
  shape: Shape,
  chooseClasses: ChooseClasses | undefined,
): NamedLabels {
  if (names !== undefined) {
    return { labels: values, classNames: names, classNumbers: Array.from(names.keys()) };
  }
  const choose = chooseClasses && ((found: readonly number[]) => chooseClasses(shape, found));
  return labelsOfNumbers(values, choose);
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
