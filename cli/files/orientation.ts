import { basename } from "@std/path";
import type { ConfigValues } from "../../lib/config/config_values.ts";
import type { IdxImages } from "../../lib/data/idx_images.ts";
import { transposeImages } from "../../lib/data/transpose.ts";
import { notice } from "../terminal/notice.ts";

/** How the images of a file are stored, if that is said. */
export type Orientation = ConfigValues["orientation"];

/** What the files of EMNIST are called, whose images are stored transposed. */
const emnistName = /(?:^|[-_])emnist[-_]/i;

/**
 * The images of an IDX or CSV file, set upright. Those of EMNIST's files, which are stored transposed, are
 * known by their names; that they were set upright is said on stderr.
 */
export function setUpright<T extends IdxImages>(
  path: string,
  images: T,
  orientation: Orientation,
): T {
  if (!isTransposed(path, orientation)) return images;
  if (orientation === undefined) {
    notice(
      `${path}: images of EMNIST are stored transposed, so they were set upright; ` +
        'the orientation "upright" takes them as they are',
    );
  }
  return { ...images, ...transposeImages(images) };
}

/** Whether rows and columns of the images are to be exchanged. */
export function isTransposed(path: string, orientation: Orientation): boolean {
  return orientation === undefined ? emnistName.test(basename(path)) : orientation === "transposed";
}
