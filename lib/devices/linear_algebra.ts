import type { Matrix } from "../matrix.ts";

/** Matrix products and sums in the manner of BLAS. */
export interface LinearAlgebra {
  /**
   * General matrix product `C ← scale op(A) op(B) + keep C`, where `op(X)` is `X` or, if its flag
   * is set, `Xᵀ`; `op(A)` is `m × k`, `op(B)` is `k × n`, `C` is `m × n`. With `keep` 0 the old `C`
   * is not read.
   *
   * A device may skip the zeros of `A`, in which case zero times infinity or NaN counts as 0.
   */
  gemm(
    transposeA: boolean,
    transposeB: boolean,
    scale: number,
    a: Matrix,
    b: Matrix,
    keep: number,
    c: Matrix,
  ): void;

  /** Adds the `1 × n` `row` to each row of the `m × n` `y`: `Y ← Y + 1 row`. */
  addRow(row: Matrix, y: Matrix): void;

  /** Sums the rows of the `m × n` `x` into the `1 × n` `row`: `row ← scale Σᵣ X[r] + keep row`. */
  sumRows(scale: number, x: Matrix, keep: number, row: Matrix): void;
}
