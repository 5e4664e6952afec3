import type { Dataset } from "./dataset.ts";
import type { Standardization, StandardizationMethod } from "./standardization.ts";

/**
 * How what is known of a sample becomes the numbers that a network sees: pixels all by one rule, other
 * features each by its own. It is plain data: kept with a model, it treats tomorrow's samples as the
 * training data was treated.
 */
export type Normalization = PixelNormalization | Standardization;

/**
 * How numbers are brought to one scale; {@linkcode fitNormalization} says what each method computes of
 * pixels, {@linkcode fitStandardization} of other features.
 */
export type NormalizationMethod = "divide" | StandardizationMethod;

/** A rule that turns a pixel of 0 to 255 into the number that a network sees. */
export type PixelNormalization =
  | { readonly method: "divide"; readonly divisor: number }
  | { readonly method: "min_max"; readonly minimum: number; readonly maximum: number }
  | { readonly method: "min_max_centered"; readonly minimum: number; readonly maximum: number }
  | { readonly method: "z_score"; readonly mean: number; readonly standardDeviation: number };

/** The default: `pixel / 255`, from 0 (background) to 1 (ink), whatever the data. */
export const divideBy255: PixelNormalization = { method: "divide", divisor: 255 };

/**
 * The normalization that suits a dataset. Its numbers come from all pixels of all images together,
 * and are meant to come from the training data alone:
 *
 * - `none`: `x`
 * - `divide`: `x / 255`
 * - `min_max`: `(x - min) / (max - min)`, in `[0, 1]`
 * - `min_max_centered`: `2 (x - min) / (max - min) - 1`, in `[-1, 1]`
 * - `z_score`: `(x - μ) / σ` with the mean `μ = Σx / n` and `σ² = Σ(x - μ)² / n`
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 3.2.2.
 *
 * @throws {RangeError} If the method divides by the spread of the pixels and they are all the same.
 *
 * @example
 * ```ts
 * import { Dataset, fitNormalization } from "@handwriting/mnist";
 * import { normalizePixel } from "./normalization.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = new Dataset(Uint8Array.of(50, 150, 100, 100), Uint8Array.of(0, 1), [2]);
 * const normalization = fitNormalization("min_max", dataset);
 * assertEquals(normalization, { method: "min_max", minimum: 50, maximum: 150 });
 * assertEquals(normalizePixel(normalization, 75), 0.25);
 * ```
 */
export function fitNormalization(
  method: NormalizationMethod,
  training: Dataset,
): PixelNormalization {
  if (method === "divide") return divideBy255;
  if (method === "none") return { method: "divide", divisor: 1 };
  const histogram = countPixels(training.images);
  const minimum = histogram.findIndex((count) => count > 0);
  const maximum = histogram.findLastIndex((count) => count > 0);
  if (minimum === maximum) {
    throw new RangeError(
      minimum < 0
        ? "Expected images to normalize by but found none"
        : `Expected pixels of different values to normalize by but found only ${minimum}`,
    );
  }
  if (method !== "z_score") return { method, minimum, maximum };
  return { method, ...moments(histogram, training.images.length) };
}

/** The number that stands for `pixel`. */
export function normalizePixel(normalization: PixelNormalization, pixel: number): number {
  switch (normalization.method) {
    case "divide":
      return pixel / normalization.divisor;
    case "min_max":
      return (pixel - normalization.minimum) / (normalization.maximum - normalization.minimum);
    case "min_max_centered": {
      const { minimum, maximum } = normalization;
      return 2 * (pixel - minimum) / (maximum - minimum) - 1;
    }
    case "z_score":
      return (pixel - normalization.mean) / normalization.standardDeviation;
  }
}

/** The numbers that stand for the pixels 0 to 255, as a table to look them up in. */
export function normalizationTable(normalization: PixelNormalization): Float64Array {
  return Float64Array.from({ length: 256 }, (_, pixel) => normalizePixel(normalization, pixel));
}

/** How often each of the 256 values occurs. */
function countPixels(pixels: Uint8Array): Float64Array {
  const histogram = new Float64Array(256);
  for (let i = 0; i < pixels.length; i++) histogram[pixels[i]]++;
  return histogram;
}

function moments(histogram: Float64Array, n: number) {
  const mean = histogram.reduce((sum, count, pixel) => sum + count * pixel, 0) / n;
  const squares = histogram.reduce((sum, count, pixel) => sum + count * (pixel - mean) ** 2, 0);
  return { mean, standardDeviation: Math.sqrt(squares / n) };
}
