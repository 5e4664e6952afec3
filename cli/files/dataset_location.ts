import { dirname, join } from "@std/path";
import {
  describeFileKind,
  FILE_KIND_LENGTH,
  fileKind,
  TABLE_KIND,
} from "../../lib/formats/file_kind.ts";
import { isPicture } from "./class_folders.ts";
import { checkPresent, type FolderEntry, isFile, isFolder, listFolder } from "./folder.ts";
import { peekFile, readFile } from "./read_file.ts";
import { STANDARD_INPUT } from "./standard_input.ts";

/** Which of a dataset's two parts is wanted, where a folder has both. */
export type DatasetPart = "training" | "test";

/** Files that a dataset is read from; the names of CIFAR-10's classes may be in its folder. */
export type DatasetLocation =
  | { readonly format: "IDX"; readonly images: string; readonly labels: string }
  | { readonly format: "CSV"; readonly file: string }
  | { readonly format: "CIFAR-10"; readonly files: readonly string[]; readonly folder: string }
  | { readonly format: "folders"; readonly folder: string };

/** How the names of each part's IDX files begin, or go on after the name of the dataset. */
const idxPrefixes = { training: "train", test: "t10k|test" } as const;

/** How the names of each part's CSV files end. */
const csvNames = {
  training: /(?:^|[-_])train(?:ing)?(?:[-_]\w+)?\.csv(?:\.gz)?$/i,
  test: /(?:^|[-_])test(?:ing)?(?:[-_]\w+)?\.csv(?:\.gz)?$/i,
} as const;

/** What the folders of each part are called. */
const partNames = {
  training: /^train(?:ing)?(?:[-_ ]?(?:set|images|data))?$/i,
  test: /^test(?:ing)?(?:[-_ ]?(?:set|images|data))?$/i,
} as const;

/** The files of each part of CIFAR-10. */
const batches = { training: /^data_batch_\d+\.bin$/, test: /^test_batch\.bin$/ } as const;

/** A file of the version of CIFAR-10 for Python. */
const pickledBatch = /^(?:data|test)_batch(?:_\d+)?$/;

/** Where torchvision keeps the files of a dataset as they were published. */
const ORIGINALS = "raw";

/** Files of a folder that are looked into to say what they are. */
const MOST_LOOKED_AT = 10;

/** A dataset is looked for in folders of folders, but not in all that a link in a circle makes of them. */
const DEEPEST = 4;

/**
 * Finds the files of a dataset. It may be given as
 *
 * - an IDX image file, together with its label file;
 * - a CSV file, whose name ends in `.csv` or `.csv.gz`, or that comes through the standard input;
 * - files of CIFAR-10 records, whose names end in `.bin`, with commas between them;
 * - a folder with the IDX files of MNIST or of a dataset like it, with a CSV file for each part, or with the
 *   files of CIFAR-10;
 * - a folder of PNG and JPEG images in one folder per class, or one with such folders `train` and `test`;
 * - a folder with nothing but one of these, or with torchvision's `raw`.
 *
 * @param images The images, or everything.
 * @param labels The labels of an IDX image file.
 * @throws {Error} If there is a label file beside anything else, none beside an IDX image file, the file is
 * of another kind, or a folder lacks the part; the message says where.
 */
export async function locateDataset(
  images: string,
  labels: string | undefined,
  part: DatasetPart,
): Promise<DatasetLocation> {
  if (labels !== undefined) return await locateLabelled(images, labels);
  if (await isFolder(images)) return await locateInFolder(images, part);
  const files = images.split(",").map((file) => file.trim());
  if (files.every((file) => file.endsWith(".bin"))) {
    return { format: "CIFAR-10", files, folder: dirname(files[0]) };
  }
  if (await isCsv(images)) return { format: "CSV", file: images };
  await checkPresent(images, "a dataset");
  const kind = await kindOf(images);
  if (!kind.startsWith("an IDX file")) {
    throw new Error(`${images}: Expected a dataset but found ${kind}`);
  }
  const key = part === "training" ? "rel_path_train_labels" : "rel_path_test_labels";
  throw new Error(
    `${images}: Expected a label file beside an image file but found none; ` +
      `a configuration names it as ${key}, a command line as [labels]`,
  );
}

/**
 * Whether {@linkcode locateDataset} finds training images and others to test on in one place.
 *
 * @param images The images, or everything.
 * @param labels The labels of an IDX image file.
 * @throws {Error} If there are no test images.
 */
export async function hasBothParts(images: string, labels: string | undefined): Promise<boolean> {
  const test = await locateDataset(images, labels, "test");
  try {
    const training = await locateDataset(images, labels, "training");
    return JSON.stringify(training) !== JSON.stringify(test);
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/**
 * Whether what is given in place of a dataset is one file that {@linkcode locateDataset} refuses, as a
 * file without labels is no dataset: a configuration, or an IDX image file to be looked at.
 *
 * @param images The images, or everything.
 * @param labels The labels of an IDX image file.
 */
export async function isLoneFile(images: string, labels: string | undefined): Promise<boolean> {
  if (labels !== undefined || images.endsWith(".bin") || await isCsv(images)) return false;
  return images === STANDARD_INPUT || await isFile(images);
}

/** Whether a file is CSV: by its name, or by its first line if it has none. */
async function isCsv(path: string): Promise<boolean> {
  if (path !== STANDARD_INPUT) return /\.csv(?:\.gz)?$/i.test(path);
  return fileKind(await peekFile(path) ?? new Uint8Array()) === TABLE_KIND;
}

async function locateLabelled(images: string, labels: string): Promise<DatasetLocation> {
  const hasLabels = await isFolder(images) ? "folder" : await isCsv(images) ? "file" : undefined;
  if (hasLabels === undefined) return { format: "IDX", images, labels };
  throw new Error(
    `${labels}: Expected no label file beside the ${hasLabels} ${images}, which has the labels too, ` +
      "but found one",
  );
}

async function locateInFolder(
  folder: string,
  part: DatasetPart,
  depth = 0,
): Promise<DatasetLocation> {
  const entries = await listFolder(folder);
  const names = entries.map(({ name }) => name);
  const files = entries.filter(({ isDirectory }) => !isDirectory).map(({ name }) => name);
  if (files.some((name) => batches.training.test(name) || batches.test.test(name))) {
    const found = files.filter((name) => batches[part].test(name));
    if (found.length === 0) throw missing(folder, `the ${part} files of CIFAR-10`);
    return { format: "CIFAR-10", files: found.map((name) => join(folder, name)), folder };
  }
  if (names.some((name) => /-(?:images|labels)[.-]idx[1-4]-\w+(?:\.gz)?$/.test(name))) {
    const images = await idxFile(folder, entries, part, "images");
    const labels = await idxFile(folder, entries, part, "labels");
    return { format: "IDX", images, labels };
  }
  if (files.some((name) => csvNames.training.test(name) || csvNames.test.test(name))) {
    return { format: "CSV", file: csvFile(folder, files, part) };
  }
  if (files.some((name) => pickledBatch.test(name))) {
    throw new Error(
      `${folder}: Expected the binary version of CIFAR-10 but found that for Python; ` +
        'call "mnist fetch cifar10", or download cifar-10-binary.tar.gz',
    );
  }
  return await locateInFolders(folder, entries, part, depth);
}

/** The one IDX file of a kind and a part, of those that differ in more than how they are written. */
async function idxFile(
  folder: string,
  entries: readonly FolderEntry[],
  part: DatasetPart,
  kind: "images" | "labels",
): Promise<string> {
  const pattern = new RegExp(`(?:^|-)(?:${idxPrefixes[part]})-${kind}[.-]idx[1-4]-\\w+(?:\\.gz)?$`);
  const found = new Map<string, string>();
  for (const { name, isDirectory } of entries.toSorted(byPreference)) {
    if (!pattern.test(name)) continue;
    // Kaggle's archive has folders that are called as the file in each.
    const path = isDirectory ? join(folder, name, name) : join(folder, name);
    const written = name.replace(/\.gz$/, "").replace(/[.-]idx/, "-idx");
    if (!found.has(written) && await isFile(path)) found.set(written, path);
  }
  const what = `one IDX file of ${part} ${kind}`;
  const [path] = found.values();
  if (path === undefined) throw missing(folder, what);
  if (found.size === 1) return path;
  throw new Error(`${folder}: Expected ${what} but found ${[...found.keys()].join(", ")}`);
}

/** Files before folders, and those that are not compressed before those that are. */
function byPreference(a: FolderEntry, b: FolderEntry): number {
  const rank = ({ name, isDirectory }: FolderEntry) =>
    isDirectory ? 2 : name.endsWith(".gz") ? 1 : 0;
  return rank(a) - rank(b);
}

function csvFile(folder: string, files: readonly string[], part: DatasetPart): string {
  const found = files.filter((name) => csvNames[part].test(name))
    .filter((name) => !(name.endsWith(".gz") && files.includes(name.slice(0, -".gz".length))));
  if (found.length === 1) return join(folder, found[0]);
  const names = found.length === 0 ? "none" : found.join(", ");
  throw new Error(`${folder}: Expected one CSV file of ${part} images but found ${names}`);
}

/** Class folders, those of a part, or a dataset that is the only thing in the folder. */
async function locateInFolders(
  folder: string,
  entries: readonly FolderEntry[],
  part: DatasetPart,
  depth: number,
): Promise<DatasetLocation> {
  const folders = entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
  const within = (name: string) => locateInFolder(join(folder, name), part, depth + 1);
  const [training, test] = [partNames.training, partNames.test]
    .map((pattern) => folders.find((name) => pattern.test(name)));
  if (depth < DEEPEST) {
    if (training !== undefined && test !== undefined) {
      return await within(part === "training" ? training : test);
    }
    if (folders.includes(ORIGINALS)) return await within(ORIGINALS);
    if (folders.length === 1 && await isNoClass(join(folder, folders[0]))) {
      return await within(folders[0]);
    }
  }
  if (folders.length === 0) await refuseOthers(folder, entries);
  return { format: "folders", folder };
}

/** Whether a folder holds something, but no pictures, so that it is no class. */
async function isNoClass(folder: string): Promise<boolean> {
  const entries = await listFolder(folder);
  return entries.length > 0 && !entries.some(({ name }) => isPicture(name));
}

/** Says what is in a folder without a dataset, if one of the first files is of a kind that is known. */
async function refuseOthers(folder: string, entries: readonly FolderEntry[]): Promise<void> {
  for (const { name } of entries.slice(0, MOST_LOOKED_AT)) {
    const path = join(folder, name);
    const kind = await kindOf(path);
    // What is said of texts is no advice: they are about the dataset that is not there.
    if (kind.includes(";")) throw new Error(`${path}: Expected a dataset but found ${kind}`);
  }
}

async function kindOf(path: string): Promise<string> {
  const start = await readFile(path, "a dataset", (file) => file.peek(FILE_KIND_LENGTH));
  return describeFileKind(start);
}

function missing(folder: string, what: string): Error {
  return new Error(`${folder}: Expected ${what} but found none`);
}
