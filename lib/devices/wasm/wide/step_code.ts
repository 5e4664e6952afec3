import type { Precision } from "../../../matrix.ts";
import {
  ADD,
  BRANCH_IF,
  constant,
  EQUAL,
  get,
  load,
  loadSplat,
  longUnsigned,
  MULTIPLY_ADD,
  MULTIPLY_SUBTRACT,
  OWN,
  set,
} from "./instructions.ts";

/** Where a tile's own memory has its block of B. */
export const B = 4096;

/** The locals of a tile's function by their numbers; the vectors come last, the free ones after the sums. */
export interface TileLocals {
  /** Where the next element of the first row of A is; the other rows' follow. */
  readonly rows: number;
  /** Bytes from one element of a row of A to the next. */
  readonly step: number;
  /** Number of steps. */
  readonly depth: number;
  /** The sum for the first vector of C; the others follow, row after row. */
  readonly sums: number;
  readonly free: number;
}

/** The instructions of one step of a tile: a row of B, and an element of each row of A. */
export class StepCode {
  readonly #precision: Precision;
  readonly #locals: TileLocals;
  readonly #bytes: number[];
  readonly #numberAt: number;
  readonly #offsets: { readonly at: number; readonly vector: number }[] = [];

  constructor(precision: Precision, locals: TileLocals) {
    this.#precision = precision;
    this.#locals = locals;
    this.#bytes = [...get(locals.depth), ...constant(0), ...EQUAL, ...BRANCH_IF];
    this.#numberAt = get(locals.depth).length + 1;
  }

  /** Loads a vector of the row of B into a free local. */
  loadB(vector: number, to: number): void {
    this.#bytes.push(...constant(B), ...load(OWN, 0));
    this.#offsets.push({ at: this.#bytes.length - longUnsigned(0).length, vector });
    this.#bytes.push(...set(this.#locals.free + to));
  }

  /** Loads the element of a row of A that is some bytes on into all of a free local. */
  splatA(row: number, offset: number, to: number): void {
    const splat = loadSplat(this.#precision, offset);
    this.#bytes.push(...get(this.#locals.rows + row), ...splat, ...set(this.#locals.free + to));
  }

  /** Goes on to the next element of a row of A. */
  advance(row: number): void {
    const pointer = this.#locals.rows + row;
    this.#bytes.push(...get(pointer), ...get(this.#locals.step), ...ADD, ...set(pointer));
  }

  /** Adds the product of two free locals to a sum. */
  add(x: number, y: number, sum: number): void {
    this.#multiply(MULTIPLY_ADD, x, y, sum);
  }

  subtract(x: number, y: number, sum: number): void {
    this.#multiply(MULTIPLY_SUBTRACT, x, y, sum);
  }

  #multiply(operation: typeof MULTIPLY_ADD, x: number, y: number, sum: number): void {
    const { free, sums } = this.#locals;
    this.#bytes.push(...get(free + x), ...get(free + y), ...get(sums + sum));
    this.#bytes.push(...operation[this.#precision], ...set(sums + sum));
  }

  /**
   * The instructions of all steps. They differ in the number of the step, which ends them where it is
   * the depth, and in the offsets of B.
   *
   * @param vectors In a row of B.
   */
  repeated(count: number, vectors: number): Uint8Array {
    const { length } = this.#bytes;
    const all = new Uint8Array(count * length);
    for (let k = 0; k < count; k++) {
      all.set(this.#bytes, k * length);
      all[k * length + this.#numberAt] = k;
      for (const { at, vector } of this.#offsets) {
        all.set(longUnsigned(16 * (vectors * k + vector)), k * length + at);
      }
    }
    return all;
  }
}
