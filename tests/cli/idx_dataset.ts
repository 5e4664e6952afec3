import { encodeImages } from "../../lib/data/idx_images.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import type { TemporaryFolder } from "./temporary_folder.ts";

/** Lines of a configuration for what {@linkcode writeIdxDataset} writes without a prefix, and with `test-`. */
export const idxKeys = `rel_path_train_images = images
rel_path_train_labels = labels
rel_path_test_images = test-images
rel_path_test_labels = test-labels`;

/** Writes square images and their labels into a folder, as the files `images` and `labels` after a prefix. */
export function writeIdxDataset(
  folder: TemporaryFolder,
  prefix: string,
  extent: number,
  pixels: Uint8Array,
  labels: Uint8Array,
): void {
  const images = { count: labels.length, rows: extent, columns: extent, pixels };
  folder.write(`${prefix}images`, encodeImages(images));
  folder.write(`${prefix}labels`, encodeLabels(labels));
}
