import { Kernel } from "./kernel.ts";
import {
  accessFunctions,
  each,
  PARTS,
  productArrays,
  type ProductForm,
  productNumbers,
} from "./product_source.ts";

/** How a workgroup shares a tile of `C`. */
export interface Tile {
  /** Rows and columns of it. */
  readonly size: number;
  /** Steps of the inner dimension whose operands are in the workgroup's memory at a time. */
  readonly depth: number;
  /** Rows and columns of it that an invocation computes, 4 or 8. */
  readonly block: number;
}

/** The tiles, the largest first. Each invocation loads 4 × 4 elements of one operand for each depth. */
export const tiles: readonly Tile[] = [
  { size: 128, depth: 16, block: 8 },
  { size: 64, depth: 32, block: 4 },
  { size: 32, depth: 16, block: 4 },
];

/** Tiles that keep a GPU busy. */
const MANY_TILES = 128;

/**
 * The tile for a `rows × columns` matrix: the larger, the fewer reads for each multiplication, but there
 * must be enough of them, and a workgroup must have the memory.
 *
 * @param memory Of a workgroup, in bytes.
 */
export function tileFor(rows: number, columns: number, memory: number): Tile {
  const count = ({ size }: Tile) => Math.ceil(rows / size) * Math.ceil(columns / size);
  const fitting = tiles.filter((tile) => 2 * 16 * tile.depth * pitchOf(tile) <= memory);
  return fitting.find((tile) => count(tile) >= MANY_TILES) ?? tiles[tiles.length - 1];
}

/** Vectors of four in a row of a tile, and an unused one, which spreads the rows over the banks of memory. */
function pitchOf({ size }: Tile): number {
  return size / 4 + 1;
}

/**
 * A kernel for products in which a workgroup computes a tile of `C`. Stretches of `op(A)` and `op(B)`, both
 * with their inner dimension as rows, come into the workgroup's memory; the next ones are on their way
 * meanwhile. For GPUs.
 */
export function tileProduct(
  form: ProductForm,
  tile: Tile,
): Kernel<"a" | "b" | "c", keyof typeof productNumbers> {
  const { size, depth, block } = tile;
  /** Invocations along a side of the tile. */
  const side = size / block;
  /** Groups of four rows or columns. */
  const fours = size / 4;
  const pitch = pitchOf(tile);
  /** Blocks of 4 × 4 elements that are loaded of each operand, one for each invocation of a half. */
  const loads = fours * depth / 4;
  const parts = block / 4;
  return new Kernel({
    name: `tile product ${size}`,
    arrays: productArrays(form),
    numbers: productNumbers,
    code: `${accessFunctions(form)}
var<workgroup> tileA: array<vec4f, ${depth * pitch}>;
var<workgroup> tileB: array<vec4f, ${depth * pitch}>;

@compute @workgroup_size(${side}, ${side})
fn main(
  @builtin(local_invocation_index) lane: u32,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(workgroup_id) workgroup: vec3u,
) {
  let firstRow = workgroup.y * ${size}u;
  let firstColumn = workgroup.x * ${size}u;
  let isOfA = lane < ${loads}u;
  let load = lane % ${loads}u;
  var four: u32;
  var step: u32;
  if (isOfA) { ${share(!form.transposeA, fours, depth)} }
  else { ${share(form.transposeB, fours, depth)} }
  var next = mat4x4f();
  ${each(block, (i) => each(parts, (j) => `var c${i}_${j} = vec4f();`))}
  ${loadNext(form, "0u")}
  for (var k = 0u; k < p.inner; k += ${depth}u) {
    workgroupBarrier();
    for (var i = 0u; i < 4u; i++) {
      let place = (step + i) * ${pitch}u + four;
      if (isOfA) { tileA[place] = next[i]; } else { tileB[place] = next[i]; }
    }
    workgroupBarrier();
    if (k + ${depth}u < p.inner) {
      ${loadNext(form, `k + ${depth}u`)}
    }
    for (var i = 0u; i < ${depth}u; i++) {
      ${
      each(parts, (j) => `
      let a${j} = tileA[i * ${pitch}u + local.y + ${j * side}u];
      let b${j} = tileB[i * ${pitch}u + local.x + ${j * side}u];`)
    }
      ${
      each(block, (i) =>
        each(parts, (j) => {
          const a = `a${Math.floor(i / 4)}.${PARTS[i % 4]}`;
          return `c${i}_${j} += ${a} * b${j};`;
        }))
    }
    }
  }
  ${
      each(block, (i) =>
        each(parts, (j) => {
          const row = `firstRow + 4u * local.y + ${Math.floor(i / 4) * 4 * side + i % 4}u`;
          const column = `firstColumn + 4u * local.x + ${j * 4 * side}u`;
          return `storeFour(${row}, ${column}, c${i}_${j});`;
        }))
    }
}`,
  });
}

/**
 * Which 4 × 4 elements an invocation loads: rows or columns `4 four` and on, from `step` on. Neighbours read
 * on from each other, in the direction in which the operand lies in memory.
 */
function share(liesAlongInner: boolean, fours: number, depth: number): string {
  return liesAlongInner
    ? `four = load / ${depth / 4}u; step = 4u * (load % ${depth / 4}u);`
    : `four = load % ${fours}u; step = 4u * (load / ${fours}u);`;
}

/** Loads the share for the steps from `k` on: `next[i]` is for step `step + i`. */
function loadNext({ transposeA, transposeB }: ProductForm, k: string): string {
  return `if (isOfA) { ${loadFours("A", "firstRow", k, !transposeA)} }
      else { ${loadFours("B", "firstColumn", k, transposeB)} }`;
}

function loadFours(operand: string, first: string, k: string, liesAlongInner: boolean): string {
  const place = `${first} + 4u * four`;
  const fours = each(
    4,
    (i) =>
      liesAlongInner
        ? `fourOf${operand}(${place} + ${i}u, ${k} + step)`
        : `fourOf${operand}(${k} + step + ${i}u, ${place})`,
    ", ",
  );
  return liesAlongInner ? `next = transpose(mat4x4f(${fours}));` : `next = mat4x4f(${fours});`;
}
