/** How much of a product a workgroup and each of its invocations compute. */
export interface ConvolutionTile {
  /** Of a workgroup; a multiple of `rowsEach`. */
  readonly rows: number;
  /** Of a workgroup; a multiple of `columnsEach`. */
  readonly columns: number;
  /** Of an invocation; a multiple of 4 where the operands are shared. */
  readonly rowsEach: number;
  /** Of an invocation; a multiple of 4. */
  readonly columnsEach: number;
  /** Whether the operands go through the workgroup's memory. */
  readonly isShared: boolean;
}

/** What a tile is chosen by, besides the product. */
export interface TileLimits {
  /** Whether the adapter is a program on the CPU. */
  readonly isSoftware: boolean;
  /** Of a workgroup, in bytes. */
  readonly memory: number;
}

/** Workgroups that there should be, at least: about two for each processor of a large GPU. */
const ENOUGH_WORKGROUPS = 256;

/**
 * The tile for a product of `rows × columns`. A program on the CPU is fastest with as many sums in each
 * invocation as it can hold, and has no use for the memory of a workgroup, which is the same cache. A GPU
 * reads its memory less often the larger the tiles and the shares of their invocations are, but wants to
 * be filled.
 *
 * @param terms Inner positions that a workgroup brings into its memory at a time.
 */
export function convolutionTile(
  [rows, columns, terms]: readonly [number, number, number],
  { isSoftware, memory }: TileLimits,
): ConvolutionTile {
  if (isSoftware) {
    const rowsEach = Math.ceil(rows / Math.ceil(rows / 16));
    return { rows: rowsEach, columns: 128, rowsEach, columnsEach: 8, isShared: false };
  }
  const tileRows = leastPadded(rows, [64, 48, 32, 16]);
  const rowsEach = tileRows === 16 ? 4 : 8;
  const large = {
    rows: tileRows,
    columns: 128,
    rowsEach,
    columnsEach: tileRows === 64 ? 8 : 4,
    isShared: true,
  };
  const small = { ...large, columns: 64, columnsEach: 4 };
  const tiny = { ...small, rows: 16, columns: 32, rowsEach: 4 };
  const direct = { rows: 4, columns: 256, rowsEach: 4, columnsEach: 4, isShared: false };
  const isLarge = Math.ceil(rows / tileRows) * columns >= large.columns * ENOUGH_WORKGROUPS;
  const shared = isLarge ? [large, small, tiny] : [small, tiny];
  return shared.find((tile) => fitsMemory(tile, terms, memory)) ?? direct;
}

/**
 * Vectors of four numbers that `width` rows or columns of a tile take for a term: one more than they
 * fill, for neighbours to lie in different banks of the memory.
 */
export function vectorsOf(width: number): number {
  return width / 4 + 1;
}

/** Whether a workgroup has the memory, in bytes, for a tile with so many terms at a time. */
export function fitsMemory(
  { rows, columns }: ConvolutionTile,
  terms: number,
  memory: number,
): boolean {
  return 16 * terms * (vectorsOf(rows) + vectorsOf(columns)) <= memory;
}

/** The size whose multiples exceed `rows` least. */
function leastPadded(rows: number, sizes: readonly number[]): number {
  const padded = (size: number) => Math.ceil(rows / size) * size;
  return sizes.reduce((best, size) => padded(size) < padded(best) ? size : best);
}
