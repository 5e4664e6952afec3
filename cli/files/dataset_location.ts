import { dirname, join } from "@std/path";
import { type FolderEntry, isFile, isFolder, listFolder, statIfPresent } from "./folder.ts";

/** Which of a dataset's two parts is wanted, where a folder has both. */
export type DatasetPart = "training" | "test";

/** Files that a dataset is read from; the names of CIFAR-10's classes may be in its folder. */
export type DatasetLocation =
  | { readonly format: "IDX"; readonly images: string; readonly labels: string }
  | { readonly format: "CIFAR-10"; readonly files: readonly string[]; readonly folder: string }
  | { readonly format: "PNG"; readonly folder: string };

/** How the files and folders of each part begin. */
const prefixes = { training: ["train"], test: ["t10k", "test"] } as const;

/** The files of each part of CIFAR-10. */
const batches = { training: /^data_batch_\d+\.bin$/, test: /^test_batch\.bin$/ } as const;

/**
 * Finds the files of a dataset. It may be given as
 *
 * - an IDX image file, together with its label file;
 * - files of CIFAR-10 records, whose names end in `.bin`, with commas between them;
 * - a folder with the IDX files of MNIST or of a dataset like it, or with the files of CIFAR-10;
 * - a folder of PNG images in one folder per class, or one with such folders `train` and `test`.
 *
 * @param images The images, or everything.
 * @param labels The labels of an IDX image file.
 * @throws {Error} If there is a label file beside anything else, none beside an IDX image file, or a
 * folder lacks the part; the message says where.
 */
export async function locateDataset(
  images: string,
  labels: string | undefined,
  part: DatasetPart,
): Promise<DatasetLocation> {
  if (await isFolder(images)) {
    if (labels === undefined) return await locateInFolder(images, part);
    throw new Error(
      `${labels}: Expected no label file beside the folder ${images}, which has the labels too, ` +
        "but found one",
    );
  }
  if (labels !== undefined) return { format: "IDX", images, labels };
  const files = images.split(",").map((file) => file.trim());
  if (files.every((file) => file.endsWith(".bin"))) {
    return { format: "CIFAR-10", files, folder: dirname(files[0]) };
  }
  if (await statIfPresent(images) === undefined) {
    throw new Error(`${images}: Expected a dataset but found no such file or folder`);
  }
  const key = part === "training" ? "rel_path_train_labels" : "rel_path_test_labels";
  throw new Error(
    `${images}: Expected a label file beside an image file but found none; ` +
      `a configuration names it as ${key}, a command line as [labels]`,
  );
}

/**
 * Whether what is given in place of a dataset is one file that {@linkcode locateDataset} refuses, as a
 * file without labels is no dataset: a configuration, or an IDX image file to be looked at.
 *
 * @param images The images, or everything.
 * @param labels The labels of an IDX image file.
 */
export async function isLoneFile(images: string, labels: string | undefined): Promise<boolean> {
  return labels === undefined && !images.endsWith(".bin") && await isFile(images);
}

async function locateInFolder(folder: string, part: DatasetPart): Promise<DatasetLocation> {
  const entries = await listFolder(folder);
  const names = entries.map(({ name }) => name);
  if (names.some((name) => batches.training.test(name) || batches.test.test(name))) {
    const files = names.filter((name) => batches[part].test(name));
    if (files.length === 0) throw missing(folder, `the ${part} files of CIFAR-10`);
    return { format: "CIFAR-10", files: files.map((name) => join(folder, name)), folder };
  }
  if (names.some((name) => /-(?:images|labels)[.-]idx[13]-ubyte(?:\.gz)?$/.test(name))) {
    const images = idxFile(folder, names, part, "images[.-]idx3");
    const labels = idxFile(folder, names, part, "labels[.-]idx1");
    return { format: "IDX", images, labels };
  }
  return { format: "PNG", folder: partFolder(folder, entries, part) };
}

/** The one IDX file of a kind; where it is there with and without compression, the one without. */
function idxFile(folder: string, names: string[], part: DatasetPart, kind: string): string {
  const pattern = new RegExp(`(?:^|-)(?:${prefixes[part].join("|")})-${kind}-ubyte(?:\\.gz)?$`);
  const found = names.filter((name) => pattern.test(name))
    .filter((name) => !(name.endsWith(".gz") && names.includes(name.slice(0, -".gz".length))));
  const what = `one IDX file of ${part} ${kind.slice(0, "images".length)}`;
  if (found.length === 0) throw missing(folder, what);
  if (found.length === 1) return join(folder, found[0]);
  throw new Error(`${folder}: Expected ${what} but found ${found.join(", ")}`);
}

/** The folder of class folders: the folder itself, or its folder of the part. */
function partFolder(
  folder: string,
  entries: readonly FolderEntry[],
  part: DatasetPart,
): string {
  const folders = entries.filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
  const hasParts = folders.includes("train") && folders.includes("test");
  return hasParts ? join(folder, part === "training" ? "train" : "test") : folder;
}

function missing(folder: string, what: string): Error {
  return new Error(`${folder}: Expected ${what} but found none`);
}
