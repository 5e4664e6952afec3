import { dirname, join } from "@std/path";
import { findClassNamesFile } from "./class_names_file.ts";
import { type DatasetLocation, type DatasetPart, locateDataset } from "./dataset_location.ts";
import { listFolder } from "./folder.ts";
import type { TakenPath } from "./taken_paths.ts";

/**
 * Finds what a dataset is read from, so that nothing is written over it: its files and the file with
 * the names of its classes, or its class folders with all that is in them.
 *
 * @param images The images, or everything, as for {@linkcode locateDataset}.
 * @param labels The labels of an IDX image file.
 * @param name What the dataset is called in messages.
 * @returns Nothing if the dataset cannot be found: to read it is to learn why.
 */
export async function findDatasetInputs(
  images: string,
  labels: string | undefined,
  part: DatasetPart,
  name: string,
): Promise<TakenPath[]> {
  try {
    return await inputsOf(await locateDataset(images, labels, part), name);
  } catch {
    return [];
  }
}

/**
 * Finds what a command reads a dataset from, as {@linkcode findDatasetInputs} does, and the arguments
 * themselves.
 */
export async function findArgumentInputs(
  images: string,
  labels: string | undefined,
): Promise<TakenPath[]> {
  return [
    ...await findDatasetInputs(images, labels, "training", "<images>"),
    { path: images, what: "<images>" },
    ...(labels === undefined ? [] : [{ path: labels, what: "<labels>" }]),
  ];
}

async function inputsOf(location: DatasetLocation, name: string): Promise<TakenPath[]> {
  if (location.format === "folders") {
    const entries = await listFolder(location.folder);
    return entries.filter(({ isDirectory }) => isDirectory).map((entry) => {
      return { path: join(location.folder, entry.name), what: `inside ${name}`, withContent: true };
    });
  }
  const { paths, folder } = filesOf(location);
  const classNames = await findClassNamesFile(folder);
  const files = classNames === undefined ? paths : [...paths, classNames];
  return files.map((path) => ({ path, what: `read for ${name}` }));
}

/** The files of a dataset, and the folder that may have the names of its classes. */
function filesOf(
  location: Exclude<DatasetLocation, { readonly format: "folders" }>,
): { readonly paths: readonly string[]; readonly folder: string } {
  switch (location.format) {
    case "IDX":
      return { paths: [location.images, location.labels], folder: dirname(location.labels) };
    case "CSV":
      return { paths: [location.file], folder: dirname(location.file) };
    case "CIFAR-10":
      return { paths: location.files, folder: location.folder };
  }
}
