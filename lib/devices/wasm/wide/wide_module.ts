import type { Precision } from "../../../matrix.ts";
import { isWideSupported } from "../features.ts";
import {
  constant,
  COPY_TO_OWN,
  END,
  get,
  joined,
  section,
  text,
  unsigned,
} from "./instructions.ts";
import { B } from "./step_code.ts";
import { argumentsOf, type Tile, tileCode } from "./tile.ts";
import { productTile, spectralTile } from "./tiles.ts";

/** The tiles that the kernels for one precision call. */
export interface WideTiles {
  /**
   * A module with two memories, `own.memory` of one page, and `env.memory`, the kernels'. It exports
   *
   * - `loadBlock(b, bytes)`, which sets the block of B: rows of as many vectors as the tile has;
   * - `multiplyPanel(v, w, step, depth, c, cStep, adds)`, with two rows of A, as {@linkcode tileCode}
   *   says;
   * - `multiplyPairs(a0, a1, a2, a3, step, depth, c, cStep, adds)`, with four rows of complex numbers.
   */
  readonly module: WebAssembly.Module;
  /** Whether the module runs here; else one whose functions do nothing stands in for it. */
  readonly run: boolean;
}

/** What has been compiled. */
const compiled = new Map<string, WideTiles>();

/**
 * The tiles for a precision, compiled once.
 *
 * @param shared Whether the kernels' memory is shared among threads.
 */
export function wideTiles(precision: Precision, shared: boolean): WideTiles {
  const key = `${precision} ${shared}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const run = isWideSupported();
  const tiles = { module: new WebAssembly.Module(moduleOf(precision, shared, run)), run };
  compiled.set(key, tiles);
  return tiles;
}

function moduleOf(precision: Precision, shared: boolean, runs: boolean): Uint8Array<ArrayBuffer> {
  const size = precision === "f32" ? 4 : 8;
  const functions = [
    { name: "loadBlock", parameters: 2, code: loadBlock },
    { name: "multiplyPanel", ...tileFunction(precision, productTile) },
    { name: "multiplyPairs", ...tileFunction(precision, spectralTile(size)) },
  ];
  const empty = [0, ...END];
  const codes = functions.map(({ code }) => runs ? code() : empty);
  const sizes = codes.map(({ length }) => unsigned(length));
  const bytes = codes.reduce((sum, { length }, i) => sum + length + sizes[i].length, 1);
  const types = functions.map(({ parameters }) => [
    ...[0x60, parameters, ...new Array(parameters).fill(0x7f), 0],
  ]);
  return joined(
    [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    section(1, types),
    runs ? section(2, memories(shared)) : [],
    section(3, functions.map((_, i) => [i])),
    section(7, functions.map(({ name }, i) => [...text(name), 0x00, i])),
    [10, ...unsigned(bytes), codes.length],
    ...codes.flatMap((code, i) => [sizes[i], code]),
  );
}

/** The memories that the module imports. */
function memories(shared: boolean): number[][] {
  const limits = shared ? [0x03, 16, ...unsigned(65536)] : [0x01, 16, ...unsigned(16384)];
  return [
    [...text("own"), ...text("memory"), 0x02, 0x01, 1, 1],
    [...text("env"), ...text("memory"), 0x02, ...limits],
  ];
}

function tileFunction(precision: Precision, tile: Tile) {
  return { parameters: argumentsOf(tile), code: () => tileCode(precision, tile) };
}

function loadBlock(): number[] {
  return [0, ...constant(B), ...get(0), ...get(1), ...COPY_TO_OWN, ...END];
}
