import { encodeImages, encodeLabels } from "../../lib/data/idx.ts";
import { stripes } from "../stripes.ts";
import type { TemporaryFolder } from "./temporary_folder.ts";

/** Lines of a configuration that trains and tests on the files of {@linkcode writeStripes}. */
export const stripeKeys = `rel_path_train_images = images
rel_path_train_labels = labels
rel_path_test_images = images
rel_path_test_labels = labels`;

/** Writes a dataset of 6 x 6 pixels and 4 classes into a folder, as the files `images` and `labels`. */
export function writeStripes(folder: TemporaryFolder, count: number): void {
  const { images: pixels, labels } = stripes(count, 4, 6);
  folder.write("images", encodeImages({ count, rows: 6, columns: 6, pixels }));
  folder.write("labels", encodeLabels(labels));
}
