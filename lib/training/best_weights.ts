import { Matrix } from "../matrix.ts";

/** A parameter or a buffer: anything that keeps a matrix as its value. */
export interface Valued {
  readonly value: Matrix;
}

/**
 * A copy of what a network has learned, its parameters and buffers, at its best so far.
 *
 * @example
 * ```ts
 * import { BestWeights } from "./best_weights.ts";
 * import { Matrix } from "../matrix.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = { value: Matrix.of([[1, 2]]) };
 * const best = new BestWeights([weights]);
 * best.keep();
 * weights.value.data.fill(0);
 * best.restore();
 * assertEquals(weights.value.toRows(), [[1, 2]]);
 * ```
 */
export class BestWeights {
  readonly #matrices: readonly Matrix[];
  /** What is kept, in the order of what was learned. */
  readonly copies: readonly Matrix[];

  /** @param learned What is copied, at once for the first time, and restored. */
  constructor(learned: readonly Valued[]) {
    this.#matrices = learned.map(({ value }) => value);
    this.copies = this.#matrices.map(({ rows, columns, data }) =>
      new Matrix(rows, columns, data.slice())
    );
  }

  /** Copies all values as they are now, in place of an earlier copy. */
  keep(): void {
    this.copies.forEach(({ data }, i) => data.set(this.#matrices[i].data));
  }

  /** Makes the values what they were when they were last kept. */
  restore(): void {
    this.#matrices.forEach(({ data }, i) => data.set(this.copies[i].data));
  }
}
