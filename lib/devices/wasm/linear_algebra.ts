import type { LinearAlgebra } from "../linear_algebra.ts";
import { addressOf } from "./address_of.ts";
import type { Kernels } from "./kernel_signatures.ts";

/** Products and sums by kernels. The zeros of a product's left operand are skipped. */
export function linearAlgebra(kernels: Kernels): LinearAlgebra {
  return {
    gemm(transposeA, transposeB, alpha, a, b, beta, c) {
      kernels.gemm(
        Number(transposeA),
        Number(transposeB),
        c.rows,
        c.columns,
        transposeA ? a.rows : a.columns,
        alpha,
        addressOf(a),
        addressOf(b),
        beta,
        addressOf(c),
      );
    },

    addRow(row, y) {
      kernels.addRow(addressOf(row), addressOf(y), y.rows, y.columns);
    },

    sumRows(alpha, x, beta, row) {
      kernels.sumRows(alpha, addressOf(x), beta, addressOf(row), x.rows, x.columns);
    },
  };
}
