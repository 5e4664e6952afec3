import type { Matrix } from "../../matrix.ts";

/** Where a matrix starts in the memory of its device, in bytes. */
export function addressOf(matrix: Matrix): number {
  return matrix.data.byteOffset;
}
