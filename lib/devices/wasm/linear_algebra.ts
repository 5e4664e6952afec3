import type { LinearAlgebra } from "../linear_algebra.ts";
import type { Kernels } from "./kernel_signatures.ts";
import { addressOf } from "./memory.ts";
import type { Width } from "./wide/width.ts";

/**
 * Products and sums by kernels. The zeros of a product's left operand are skipped.
 *
 * @param width Chooses the tiles of products where there is a choice.
 */
export function linearAlgebra(kernels: Kernels, width: Width | undefined): LinearAlgebra {
  return {
    gemm(transposeA, transposeB, scale, a, b, keep, c) {
      width?.consider();
      kernels.gemm(
        Number(transposeA),
        Number(transposeB),
        c.rows,
        c.columns,
        transposeA ? a.rows : a.columns,
        scale,
        addressOf(a),
        addressOf(b),
        keep,
        addressOf(c),
      );
    },

    addRow(row, y) {
      kernels.addRow(addressOf(row), addressOf(y), y.rows, y.columns);
    },

    sumRows(scale, x, keep, row) {
      kernels.sumRows(scale, addressOf(x), keep, addressOf(row), x.rows, x.columns);
    },
  };
}
