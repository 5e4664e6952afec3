import type { Precision } from "../../../matrix.ts";
import {
  ADD,
  BLOCK,
  constant,
  ELSE,
  END,
  get,
  IF,
  joined,
  KERNELS,
  load,
  OWN,
  range,
  set,
  store,
  ZERO_VECTOR,
} from "./instructions.ts";
import { StepCode } from "./step_code.ts";

/** Where a tile's own memory has its part of C. */
const C = 0;

/** A tile of some rows of C, of which it has some vectors. */
export interface Tile {
  readonly rows: number;
  readonly vectors: number;
  /** Most rows of a block of B. */
  readonly depth: number;
  /** Number of locals that a step needs for vectors. */
  readonly free: number;
  /** Writes what a step does. */
  readonly write: (code: StepCode) => void;
}

/** Number of arguments of a tile's function. */
export function argumentsOf({ rows }: Tile): number {
  return rows + 5;
}

/**
 * The code of the function of a tile, `(a0, a1, ..., step, depth, c, cStep, adds)`: each row of C, the
 * first at `c` and the next `cStep` bytes on, is set to the product of a row of A, whose elements are
 * `step` bytes apart, and the block of B, of which the first `depth` rows count; or that is added to
 * it, if `adds` is not 0. Each sum is taken in the order of the rows of B.
 *
 * V8 can pair neighbouring operations on vectors of 128 bits into one of 256, with its flag
 * --experimental-wasm-revectorize, but not across a check of an address. It checks none that is
 * constant and lies within a memory's initial size. So the block of B and the tile's part of C are at
 * constant addresses in a memory of its own, and all of its steps are written out.
 */
export function tileCode(precision: Precision, tile: Tile): Uint8Array<ArrayBuffer> {
  const { rows, vectors } = tile;
  const [step, depth, c, cStep, adds, pointer, sums] = range(7).map((i) => rows + i);
  const free = sums + rows * vectors;
  const code = new StepCode(precision, { rows: 0, step, depth, sums, free });
  tile.write(code);

  const inOrder = <T>(f: (i: number) => T[]) => range(rows * vectors).flatMap(f);
  const clear = inOrder((i) => [...constant(C), ...ZERO_VECTOR, ...store(OWN, 16 * i)]);
  const begin = inOrder((i) => [...constant(C), ...load(OWN, 16 * i), ...set(sums + i)]);
  const finish = inOrder((i) => [...constant(C), ...get(sums + i), ...store(OWN, 16 * i)]);
  const rowByRow = (move: (own: number, offset: number) => number[]) => [
    ...[...get(c), ...set(pointer)],
    ...range(rows).flatMap((row) => [
      ...range(vectors).flatMap((j) => move(16 * (vectors * row + j), 16 * j)),
      ...[...get(pointer), ...get(cStep), ...ADD, ...set(pointer)],
    ]),
  ];
  const fetch = rowByRow((own, offset) => [
    ...[...constant(C), ...get(pointer), ...load(KERNELS, offset), ...store(OWN, own)],
  ]);
  const bring = rowByRow((own, offset) => [
    ...[...get(pointer), ...constant(C), ...load(OWN, own), ...store(KERNELS, offset)],
  ]);
  return joined(
    [2, 1, 0x7f, rows * vectors + tile.free, 0x7b],
    [...get(adds), ...IF, ...fetch, ...ELSE, ...clear, ...END, ...begin, ...BLOCK],
    code.repeated(tile.depth, vectors),
    [...END, ...finish, ...bring, ...END],
  );
}
