import { type Shape, sizeOf } from "../shape.ts";
import type { LayerActivations } from "../training/inspection.ts";

/** Which layer of a network a chart is about: its number and its name. */
export type LayerName = Pick<LayerActivations, "layer" | "name">;

/**
 * `shape`, that of an image.
 *
 * @param numbers How many numbers there are for each image.
 * @throws {RangeError} If it is a plain number of features, or has not as many numbers.
 */
export function checkedImageShape(
  shape: Shape,
  numbers: number,
): readonly [number, number, number] {
  if (shape.length !== 3) {
    throw new RangeError(
      `Expected images of channels x height x width but found ${shape[0]} values`,
    );
  }
  if (sizeOf(shape) === numbers) return shape;
  throw new RangeError(
    `Expected ${sizeOf(shape)} numbers for ${shape.join(" x ")} but found ${numbers}`,
  );
}

/** What is shown of many things, as `The first 64 of 70 filters`; nothing if it is all of them. */
export function partOf(shown: number, all: number, things: string): string | undefined {
  return shown === all ? undefined : `The first ${shown} of ${all} ${things}`;
}

/** The sentences that there are as a subtitle; nothing if there are none. */
export function subtitleOf(...sentences: readonly (string | undefined)[]): string | undefined {
  return sentences.filter((sentence) => sentence !== undefined).join(". ") || undefined;
}
