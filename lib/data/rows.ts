/** Numbers of samples, one row after the other. */
type Rows = Uint8Array | Uint16Array | Float64Array;

/**
 * Checks that there are samples `start` to `end` (exclusive).
 *
 * @param count Number of samples that there are.
 * @throws {RangeError} If there are not.
 */
export function checkRange(start: number, end: number, count: number): void {
  const valid = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end &&
    end <= count;
  if (valid) return;
  throw new RangeError(`Expected samples within 0 to ${count} but found ${start} to ${end}`);
}

/**
 * Copies rows, in the order of their indices; an index may come more than once.
 *
 * @param rows All of them, one after the other.
 * @param size Numbers in each.
 * @param taken Receives the copies: `indices.length * size` numbers.
 * @throws {RangeError} If there is no such row.
 */
export function takeRows<T extends Rows>(
  rows: T,
  size: number,
  indices: ArrayLike<number>,
  taken: T,
): T {
  const count = rows.length / size;
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    checkRange(index, index + 1, count);
    taken.set(rows.subarray(index * size, (index + 1) * size), i * size);
  }
  return taken;
}
