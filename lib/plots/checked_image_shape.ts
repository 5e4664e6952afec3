import { type Shape, sizeOf } from "../shape.ts";

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
