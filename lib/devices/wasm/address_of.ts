import type { Matrix } from "../../matrix.ts";

/**
 * Where a matrix starts in the memory of its device, in bytes.
 *
 * @throws {TypeError} If it has memory of its own, which starts at 0; a device gives none from there.
 * Rows of such a matrix, or one of another device, go unnoticed.
 */
export function addressOf(matrix: Matrix): number {
  const address = matrix.data.byteOffset;
  if (address > 0) return address;
  throw new TypeError(
    `Expected a matrix that the device has made but found one of ${matrix} in other memory`,
  );
}
