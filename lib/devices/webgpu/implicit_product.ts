// A convolution and both of its gradients are products of matrices of which the larger is never
// written down: an index says where each of its elements is found in the images, if anywhere. Working
// that out takes longer than a multiplication, so the inner dimension is cut into steps of equally many
// terms, and all that is the same in every step is worked out once.

import { type ConvolutionTile, vectorsOf } from "./convolution_tile.ts";
import { Kernel, type KernelSource } from "./kernel.ts";

/** The extents of a compound index, outermost first: a number, or a WGSL expression of one. */
export type Extents = readonly [outer: string | number, middle: number, innermost: number];

/**
 * Products `out[row, column] = Σ left[row, inner] right[inner, column]`, where a column is a compound
 * index, such as the sample, row and column of a pixel, and an inner position is term `term` of step
 * `step`.
 */
export interface ImplicitProduct<Arrays extends string, Numbers extends string>
  extends KernelSource<Arrays, Numbers> {
  /**
   * WGSL of these functions:
   *
   * - `stepsOf(part: i32) -> vec2i`: begin and end of the steps that a part of the work sums up
   * - `leftStep(step: i32) -> vec2i` and `leftPlace(row: i32, term: i32) -> vec2i`, whose sum says
   *   where an element is
   * - `readLeft(place: vec2i) -> f32`, for such a sum
   * - `rightStep(step: i32) -> vec3i`, `rightPlace(term: i32, column: vec3i) -> vec3i` and
   *   `readRight(place: vec3i) -> f32` likewise
   * - `write(part: i32, row: i32, column: vec3i, value: f32)`
   */
  readonly code: string;
  readonly rows: number;
  readonly columns: Extents;
  /** Terms of a step. */
  readonly terms: number;
  /** What neighbouring elements of the right operand differ in, mostly. */
  readonly neighbours: "columns" | "terms";
}

type Product = Pick<ImplicitProduct<string, string>, "rows" | "columns" | "terms" | "neighbours">;

/** The kernel of a product that is computed in tiles. */
export function productKernel<Arrays extends string, Numbers extends string>(
  product: ImplicitProduct<Arrays, Numbers>,
  tile: ConvolutionTile,
): Kernel<Arrays, Numbers> {
  const { name, arrays, numbers } = product;
  const main = tile.isShared ? sharedMain(product, tile) : directMain(product, tile);
  const code = [product.code, unflatten("columnAt", product.columns), main].join("\n");
  return new Kernel({ name, arrays, numbers, code });
}

/** Workgroups in one direction, at most, on every adapter. */
const MOST_WORKGROUPS = 65535;

/**
 * The workgroups of a product.
 *
 * @param parts How many parts its steps are cut into, each with sums of its own.
 */
export function productWorkgroups(
  tile: ConvolutionTile,
  rows: number,
  columns: number,
  parts: number,
): [number, number, number] {
  const across = Math.ceil(columns / tile.columns);
  const lines = Math.ceil(across / MOST_WORKGROUPS);
  return [Math.ceil(across / lines), lines, Math.ceil(rows / tile.rows) * parts];
}

/** Each invocation reads what it needs itself. */
function directMain(product: Product, tile: ConvolutionTile): string {
  const vectors = tile.columnsEach / 4;
  return entryPoint(
    product,
    tile,
    `
  ${
      lines(vectors, (v) =>
        lines(4, (c) => `let column${v}_${c} = columnAt(${columnOf(v, c, tile)});`))
    }
  for (var step = steps.x; step < steps.y; step++) {
    let left = leftStep(step);
    let right = rightStep(step);
    for (var term = 0; term < ${product.terms}; term++) {
      ${
      lines(vectors, (v) => {
        const values = list(4, (c) => `readRight(right + rightPlace(term, column${v}_${c}))`);
        return `let right${v} = vec4f(${values.join(", ")});`;
      })
    }
      ${
      lines(tile.rowsEach, (r) => `
      let left${r} = readLeft(left + leftPlace(${rowOf(r, tile)}, term));
      ${lines(vectors, (v) => `sum${r}_${v} += left${r} * right${v};`)}`)
    }
    }
  }`,
  );
}

/**
 * A workgroup brings both operands of a step into its memory. While it computes with them, those of the
 * next step are on their way into registers.
 */
function sharedMain(product: Product, tile: ConvolutionTile): string {
  const { terms } = product;
  const { rows, columns, rowsEach, columnsEach } = tile;
  const invocations = invocationsOf(tile);
  const left = loads("left", "terms", terms, rows, invocations);
  const right = loads("right", product.neighbours, terms, columns, invocations);
  const vectors = columnsEach / 4;
  const read = [...left, ...right].map(({ read }) => read).join("\n");
  return `
var<workgroup> leftTile: array<vec4f, ${terms * vectorsOf(rows)}>;
var<workgroup> rightTile: array<vec4f, ${terms * vectorsOf(columns)}>;
` + entryPoint(
    product,
    tile,
    `
  ${
      left.map(({ t, term, at }) =>
        lines(4, (c) => `let leftPlace${t}_${c} = leftPlace(firstRow + ${at(c)}, ${term});`)
      ).join("\n")
    }
  ${
      right.map(({ t, term, at }) =>
        lines(4, (c) =>
          `let rightPlace${t}_${c} = rightPlace(${term}, columnAt(firstColumn + ${at(c)}));`)
      ).join("\n")
    }
  ${[...left, ...right].map(({ side, t }) => `var ${side}${t} = vec4f();`).join("\n")}
  var leftNext = leftStep(steps.x);
  var rightNext = rightStep(steps.x);
  ${read}
  for (var step = steps.x; step < steps.y; step++) {
    workgroupBarrier();
    ${[...left, ...right].map(({ store }) => store).join("\n")}
    workgroupBarrier();
    if (step + 1 < steps.y) {
      leftNext = leftStep(step + 1);
      rightNext = rightStep(step + 1);
      ${read}
    }
    for (var term = 0; term < ${terms}; term++) {
      ${
      lines(vectors, (v) => {
        const at = `across + ${v * columns / columnsEach}`;
        return `let b${v} = rightTile[term * ${vectorsOf(columns)} + ${at}];`;
      })
    }
      ${
      lines(rowsEach / 4, (q) => `
      let a${q} = leftTile[term * ${vectorsOf(rows)} + down + ${q * rows / rowsEach}];
      ${lines(4, (r) => lines(vectors, (v) => `sum${4 * q + r}_${v} += a${q}[${r}] * b${v};`))}`)
    }
    }
  }`,
  );
}

/**
 * Which vectors of a tile of `terms × width` an invocation brings: the `term` and, of each component, the
 * place in the other direction, as WGSL, and the statements that read and store it. The places of a vector
 * are a quarter of the width apart, so that those of neighbours are neighbours.
 */
function loads(
  side: "left" | "right",
  neighbours: "columns" | "terms",
  terms: number,
  width: number,
  invocations: number,
) {
  const vectors = width / 4;
  const total = terms * vectors;
  return list(Math.ceil(total / invocations), (t) => {
    const element = `(lane + ${t * invocations})`;
    const [term, vector] = neighbours === "terms"
      ? [`${element} % ${terms}`, `${element} / ${terms}`]
      : [`${element} / ${vectors}`, `${element} % ${vectors}`];
    const at = (c: number) => `${vector} + ${c * vectors}`;
    const read = side === "left" ? "readLeft" : "readRight";
    const values = list(4, (c) => `${read}(${side}Next + ${side}Place${t}_${c})`);
    const isWhole = (t + 1) * invocations <= total;
    const guarded = (statement: string) =>
      isWhole ? statement : `if (${element} < ${total}) { ${statement} }`;
    return {
      side,
      t,
      term,
      at,
      read: guarded(`${side}${t} = vec4f(${values.join(", ")});`),
      store: guarded(`${side}Tile[${term} * ${vectorsOf(width)} + ${vector}] = ${side}${t};`),
    };
  });
}

/** The entry point: sums up what it is given the code for, and writes the sums. */
function entryPoint(product: Product, tile: ConvolutionTile, sumUp: string): string {
  const { rowsEach, columnsEach } = tile;
  const down = Math.ceil(product.rows / tile.rows);
  return `
@compute @workgroup_size(${invocationsOf(tile)})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  let lane = i32(index);
  let across = lane % ${tile.columns / columnsEach};
  let down = lane / ${tile.columns / columnsEach};
  let firstColumn = i32(group.x + group.y * groups.x) * ${tile.columns};
  let firstRow = i32(group.z) % ${down} * ${tile.rows};
  let part = i32(group.z) / ${down};
  let steps = stepsOf(part);
  ${lines(rowsEach, (r) => lines(columnsEach / 4, (v) => `var sum${r}_${v} = vec4f();`))}
  ${sumUp}
  ${lines(columnsEach / 4, (v) => lines(4, (c) => writeSums(product, tile, v, c)))}
}`;
}

/** Writes component `c` of vector `v` of the sums of each row: `sum0_0` is the first one of the first row. */
function writeSums(
  { rows, columns: [outer, middle, innermost] }: Product,
  tile: ConvolutionTile,
  v: number,
  c: number,
): string {
  const write = (r: number) => {
    const row = rowOf(r, tile);
    return `if (${row} < ${rows}) { write(part, ${row}, column, sum${r}_${v}[${c}]); }`;
  };
  return `
  if (${columnOf(v, c, tile)} < ${outer} * ${middle * innermost}) {
    let column = columnAt(${columnOf(v, c, tile)});
    ${lines(tile.rowsEach, write)}
  }`;
}

function invocationsOf({ rows, columns, rowsEach, columnsEach }: ConvolutionTile): number {
  return rows * columns / (rowsEach * columnsEach);
}

/** The column of component `c` of vector `v` of an invocation. Those of neighbours are neighbours. */
function columnOf(v: number, c: number, { columns, columnsEach }: ConvolutionTile): string {
  return `firstColumn + across + ${v * columns / columnsEach + c * columns / 4}`;
}

/** Row `r` of an invocation: four by four, they are those of the vectors in the workgroup's memory. */
function rowOf(r: number, { rows, rowsEach, isShared }: ConvolutionTile): string {
  if (!isShared) return `firstRow + down * ${rowsEach} + ${r}`;
  return `firstRow + down + ${Math.floor(r / 4) * rows / rowsEach + r % 4 * rows / 4}`;
}

/** A compound index from a flat one. */
function unflatten(name: string, [_, middle, innermost]: Extents): string {
  return `
fn ${name}(flat: i32) -> vec3i {
  return vec3i(flat / ${middle * innermost}, flat / ${innermost} % ${middle}, flat % ${innermost});
}`;
}

function list<T>(length: number, item: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => item(i));
}

function lines(length: number, line: (i: number) => string): string {
  return list(length, line).join("\n");
}
