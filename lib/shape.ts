/**
 * The shape of one sample: `[features]`, or `[channels, height, width]` for an image. As a row of a
 * matrix an image is stored channel after channel, each row by row.
 */
export type Shape = readonly [number] | readonly [number, number, number];

/** Number of values in one sample, the product of the extents. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product: number, extent) => product * extent, 1);
}

/** A shape for messages and tables: `784` or `16x28x28`. */
export function formatShape(shape: Shape): string {
  return shape.join("x");
}
