import type { imagePaths } from "../../lib/config/data_paths.ts";
import { describeClasses } from "../../lib/data/class_names.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import { blankClasses, countShared } from "../../lib/data/suspicions.ts";

/**
 * What is suspicious about a dataset, for a warning each: classes whose images are all blank.
 *
 * @param path What the dataset was read from.
 */
export function suspicionsAbout(path: string, dataset: Dataset): string[] {
  const blank = blankClasses(dataset).map((c) => dataset.classNames[c]);
  if (blank.length === 0) return [];
  return [
    `${path}: all images of ${describeClasses(blank)} are blank, each of one value throughout`,
  ];
}

/**
 * What is suspicious about the data of a training: as of each dataset, and test images that are also
 * training images, which a network that has merely memorized them gets right.
 *
 * @param training All training images, as they were read.
 * @param test All test images.
 */
export function suspicionsAboutTraining(
  { trainImages, testImages }: ReturnType<typeof imagePaths>,
  training: Dataset,
  test: Dataset,
): string[] {
  // A single image is there to be memorized.
  const shared = training.count === 1 ? 0 : countShared(test, training);
  // Some copies are in many a dataset.
  if (shared <= test.count / 2) {
    return [...suspicionsAbout(trainImages, training), ...suspicionsAbout(testImages, test)];
  }
  const which = shared === test.count ? `all ${shared}` : `${shared} of ${test.count}`;
  return [
    ...suspicionsAbout(trainImages, training),
    `${testImages}: ${which} test images are training images too, from ${trainImages}; ` +
    "how well others are classified remains unknown",
  ];
}
