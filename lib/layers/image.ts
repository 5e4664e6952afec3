import { positiveInteger } from "../ranges.ts";
import { formatShape, type Shape } from "../shape.ts";

/** The size of a window on an image, in pixels. */
export interface Extent {
  /** Number of rows. */
  readonly height: number;
  /** Number of columns. */
  readonly width: number;
}

/**
 * A window given as its height and width, or as one number for both.
 *
 * @param name What it is, for the message: `the kernel`.
 * @throws {RangeError} If an extent is not an integer of 1 or more.
 */
export function extentOf(name: string, size: Extent | number): Extent {
  const extent = typeof size === "number" ? { height: size, width: size } : size;
  positiveInteger(extent.height, `the height of ${name}`);
  positiveInteger(extent.width, `the width of ${name}`);
  return extent;
}

/** An extent for messages and notations: `5x5`. */
export function formatExtent({ height, width }: Extent): string {
  return `${height}x${width}`;
}

/**
 * The shape of a layer's input, which must be an image.
 *
 * @throws {RangeError} If it is not.
 */
export function imageShape(notation: string, shape: Shape): readonly [number, number, number] {
  if (shape.length === 3) return shape;
  throw new RangeError(
    `Expected an image, channels x height x width, as input of "${notation}" but found a plain ` +
      `list of ${formatShape(shape)}`,
  );
}
