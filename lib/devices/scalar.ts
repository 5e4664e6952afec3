/**
 * A number that a device computes. Where results come later it can be read once the device has settled.
 *
 * @example
 * ```ts
 * import { createTypeScriptDevice, Matrix } from "@handwriting/mnist";
 * import { assertEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const squares = device.sumOfSquares(Matrix.of([[3, 4]]));
 * await device.settle(); // which an immediate device, as this one, does not need
 * assertEquals(squares.value, 25);
 * ```
 */
export interface Scalar {
  /**
   * The number.
   *
   * @throws {Error} As long as it is not known.
   */
  readonly value: number;
}
