/** How much of a product a workgroup and each of its invocations compute. */
export interface ConvolutionTile {
  /** Of a workgroup; a multiple of `rowsEach`. */
  readonly rows: number;
  /** Of a workgroup; a multiple of `columnsEach`. */
  readonly columns: number;
  /** Of an invocation; a multiple of 4 where there is a depth. */
  readonly rowsEach: number;
  /** Of an invocation; a multiple of 4. */
  readonly columnsEach: number;
  /** Inner positions that lie in workgroup memory at a time; 0 to read the operands directly. */
  readonly depth: number;
}

/**
 * The tile for a product of so many rows and far more columns. A program on the CPU is fastest with as
 * many sums in each invocation as it can hold, and has no use for workgroup memory; a GPU needs many
 * invocations at a time, which share what they read.
 */
export function convolutionTile(rows: number, isSoftware: boolean): ConvolutionTile {
  if (isSoftware) {
    const rowsEach = Math.ceil(rows / Math.ceil(rows / 16));
    return { rows: rowsEach, columns: 128, rowsEach, columnsEach: 8, depth: 0 };
  }
  const tileRows = leastPadded(rows, [64, 48, 32, 16]);
  const columns = tileRows <= 16 ? 128 : 64;
  return { rows: tileRows, columns, rowsEach: 4, columnsEach: 4, depth: 16 };
}

/** The size whose multiples exceed `rows` least. */
function leastPadded(rows: number, sizes: readonly number[]): number {
  const padded = (size: number) => Math.ceil(rows / size) * size;
  return sizes.reduce((best, size) => padded(size) < padded(best) ? size : best);
}
