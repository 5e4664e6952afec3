import type { Config } from "./config.ts";
import { errorIn } from "./source.ts";

/** Where the data of a configuration are, whatever they are. */
export interface DataPaths {
  /** What they are. */
  readonly noun: "images" | "samples";
  /** The path of what is trained on. */
  readonly training: string;
  /** The key that says so. */
  readonly trainingKey: string;
  /** The path of what is tested on. */
  readonly test: string;
  /** The key that says so. */
  readonly testKey: string;
}

/** Where the data of a configuration are, images or samples of numbers. */
export function dataPaths(config: Config): DataPaths {
  const { trainSamples, testSamples } = config;
  if (trainSamples !== undefined && testSamples !== undefined) {
    return {
      noun: "samples",
      training: trainSamples,
      trainingKey: "rel_path_train_samples",
      test: testSamples,
      testKey: "rel_path_test_samples",
    };
  }
  const { trainImages, testImages } = imagePaths(config);
  return {
    noun: "images",
    training: trainImages,
    trainingKey: "rel_path_train_images",
    test: testImages,
    testKey: "rel_path_test_images",
  };
}

/**
 * Where the images of a configuration are.
 *
 * @throws {ConfigError} If it has samples of numbers in their place.
 */
export function imagePaths(
  { trainImages, testImages, source }: Config,
): { readonly trainImages: string; readonly testImages: string } {
  if (trainImages !== undefined && testImages !== undefined) return { trainImages, testImages };
  throw errorIn(source, "rel_path_train_samples", "Expected images but found samples of numbers");
}
