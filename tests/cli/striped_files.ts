import { encodeImages, encodeLabels } from "../../lib/data/idx.ts";
import { stripes } from "../stripes.ts";
import type { TemporaryFolder } from "./temporary_folder.ts";

/** Lines of a configuration that trains and tests on the files of {@linkcode writeStripes}. */
export const stripeKeys = `rel_path_train_images = images
rel_path_train_labels = labels
rel_path_test_images = test-images
rel_path_test_labels = test-labels`;

/**
 * Writes two datasets of 6 x 6 pixels and 4 classes into a folder, as the files `images` and `labels` and,
 * for testing, `test-images` and `test-labels`.
 */
export function writeStripes(folder: TemporaryFolder, count: number): void {
  for (const [prefix, seed] of [["", 1], ["test-", 2]] as const) {
    const { images: pixels, labels } = stripes(count, 4, 6, seed);
    folder.write(`${prefix}images`, encodeImages({ count, rows: 6, columns: 6, pixels }));
    folder.write(`${prefix}labels`, encodeLabels(labels));
  }
}
