import { stripes } from "../stripes.ts";
import { idxKeys, writeIdxDataset } from "./idx_dataset.ts";
import type { TemporaryFolder } from "./temporary_folder.ts";

/** Lines of a configuration that trains and tests on the files of {@linkcode writeStripes}. */
export const stripeKeys = idxKeys;

/**
 * Writes two datasets of 6 x 6 pixels and 4 classes into a folder, as the files `images` and `labels` and,
 * for testing, `test-images` and `test-labels`.
 */
export function writeStripes(folder: TemporaryFolder, count: number): void {
  for (const [prefix, seed] of [["", 1], ["test-", 2]] as const) {
    const { images: pixels, labels } = stripes(count, 4, 6, seed);
    writeIdxDataset(folder, prefix, 6, pixels, Uint8Array.from(labels));
  }
}
