// A convolution and both of its gradients are products of matrices of which the larger is never
// written down: an index says where each of its elements is found in the images, if anywhere.

import { Kernel, type KernelSource } from "./kernel.ts";
import type { ConvolutionTile } from "./convolution_tile.ts";

/** The extents of a compound index, outermost first: a number, or a WGSL expression of one. */
export type Extents = readonly [outer: string | number, middle: number, innermost: number];

/**
 * Products `out[row, column] = Σ left[row, inner] right[inner, column]`, where columns and inner
 * positions are compound indices, such as the sample, row and column of a pixel.
 */
export interface ImplicitProduct<Arrays extends string, Numbers extends string>
  extends KernelSource<Arrays, Numbers> {
  /**
   * WGSL of these functions:
   *
   * - `readLeft(row: i32, inner: vec3i) -> f32`
   * - `readRight(inner: vec3i, column: vec3i) -> f32`
   * - `write(part: i32, row: i32, column: vec3i, value: f32)`
   * - `innerRange(part: i32) -> vec2i`: begin and end of the outermost inner positions that one part of
   *   the work sums up
   */
  readonly code: string;
  readonly rows: number;
  readonly columns: Extents;
  readonly inner: Extents;
  /** Which of its two indices the right operand should be read along, as neighbours lie there. */
  readonly readAlong: "columns" | "inner";
}

/** The kernel of a product that is computed in tiles. */
export function productKernel<Arrays extends string, Numbers extends string>(
  product: ImplicitProduct<Arrays, Numbers>,
  tile: ConvolutionTile,
): Kernel<Arrays, Numbers> {
  const { name, arrays, numbers } = product;
  const main = tile.depth === 0 ? directMain(product, tile) : tiledMain(product, tile);
  return new Kernel({ name, arrays, numbers, code: product.code + main });
}

/** Workgroups in one direction, at most, on every adapter. */
const MOST_WORKGROUPS = 65535;

/**
 * The workgroups of a product.
 *
 * @param parts How many parts the inner positions are cut into, each with sums of its own.
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

type Product = Pick<ImplicitProduct<string, string>, "rows" | "columns" | "inner" | "readAlong">;

function list<T>(length: number, item: (i: number) => T): T[] {
  return Array.from({ length }, (_, i) => item(i));
}

function lines(length: number, line: (i: number) => string): string {
  return list(length, line).join("\n");
}

/** What an entry point begins with: where its invocation is in the product. */
function placement({ rows }: Product, tile: ConvolutionTile): string {
  const across = tile.columns / tile.columnsEach;
  return `
  let lane = i32(index);
  let firstColumn = i32(group.x + group.y * groups.x) * ${tile.columns};
  let firstRow = i32(group.z) % ${Math.ceil(rows / tile.rows)} * ${tile.rows};
  let part = i32(group.z) / ${Math.ceil(rows / tile.rows)};
  let across = lane % ${across};
  let down = lane / ${across};
  let row = firstRow + down * ${tile.rowsEach};`;
}

/** The entry point with its built-in values. */
function entryPoint(invocations: number, body: string): string {
  return `
@compute @workgroup_size(${invocations})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) index: u32,
) {
  ${body}
}`;
}

/** A compound index from a flat one. */
function unflatten(name: string, [_, middle, innermost]: Extents): string {
  return `
fn ${name}(flat: i32) -> vec3i {
  return vec3i(flat / ${middle * innermost}, flat / ${innermost} % ${middle}, flat % ${innermost});
}`;
}

/** First column of vector `v` of an invocation. Neighbours have neighbouring vectors. */
function columnOf(v: number, { columns, columnsEach }: ConvolutionTile): string {
  return `firstColumn + (across + ${v * columns / columnsEach}) * 4`;
}

/** Declares the sums of an invocation: `sum0_0` is the first vector of its first row. */
function zeroSums({ rowsEach, columnsEach }: ConvolutionTile): string {
  return lines(rowsEach, (r) => lines(columnsEach / 4, (v) => `var sum${r}_${v} = vec4f();`));
}

function writeSums(
  { rows, columns: [outer, middle, innermost] }: Product,
  tile: ConvolutionTile,
): string {
  return lines(
    tile.columnsEach / 4,
    (v) => `
  for (var c = 0; c < 4; c++) {
    let flat = ${columnOf(v, tile)} + c;
    if (flat >= ${outer} * ${middle * innermost}) { break; }
    let column = columnIndex(flat);
    ${
      lines(
        tile.rowsEach,
        (r) => `if (row + ${r} < ${rows}) { write(part, row + ${r}, column, sum${r}_${v}[c]); }`,
      )
    }
  }`,
  );
}

/** Each invocation reads what it needs itself. */
function directMain(product: Product, tile: ConvolutionTile): string {
  const { inner: [_, middle, innermost] } = product;
  const { rows, columns, rowsEach, columnsEach } = tile;
  const vectors = columnsEach / 4;
  return unflatten("columnIndex", product.columns) + entryPoint(
    rows * columns / (rowsEach * columnsEach),
    `${placement(product, tile)}
  ${
      lines(vectors, (v) =>
        lines(4, (c) => `let column${v}_${c} = columnIndex(${columnOf(v, tile)} + ${c});`))
    }
  ${zeroSums(tile)}
  let range = innerRange(part);
  for (var o = range.x; o < range.y; o++) {
    for (var m = 0; m < ${middle}; m++) {
      for (var i = 0; i < ${innermost}; i++) {
        let inner = vec3i(o, m, i);
        ${
      lines(vectors, (v) => {
        const values = list(4, (c) => `readRight(inner, column${v}_${c})`);
        return `let right${v} = vec4f(${values.join(", ")});`;
      })
    }
        ${
      lines(rowsEach, (r) => `
        let left${r} = readLeft(row + ${r}, inner);
        ${lines(vectors, (v) => `sum${r}_${v} += left${r} * right${v};`)}`)
    }
      }
    }
  }
  ${writeSums(product, tile)}`,
  );
}

/**
 * A workgroup brings `depth` inner positions of both operands into its memory at a time. While it
 * computes with them, those to come are on their way into registers.
 */
function tiledMain(product: Product, tile: ConvolutionTile): string {
  const { inner } = product;
  const { depth, rows, columns, rowsEach, columnsEach } = tile;
  const invocations = rows * columns / (rowsEach * columnsEach);
  const left = loads("left", "inner", depth, rows, invocations);
  const right = loads("right", product.readAlong, depth, columns, invocations);
  const vectors = columnsEach / 4;
  return `
${unflatten("columnIndex", product.columns)}
${unflatten("innerIndex", inner)}

var<workgroup> leftTile: array<vec4f, ${depth * lineOf(rows)}>;
var<workgroup> rightTile: array<vec4f, ${depth * lineOf(columns)}>;

fn leftAt(row: i32, k: i32, end: i32) -> f32 {
  if (k >= end) { return 0.0; }
  return readLeft(row, innerIndex(k));
}

fn rightAt(k: i32, column: vec3i, end: i32) -> f32 {
  if (k >= end) { return 0.0; }
  return readRight(innerIndex(k), column);
}` + entryPoint(
    invocations,
    `${placement(product, tile)}
  let range = innerRange(part) * ${inner[1] * inner[2]};
  let end = range.y;
  ${right.map(({ t, at }) => `let column${t} = columnIndex(firstColumn + ${at});`).join("\n")}
  ${
      left.map(({ t, k, at }) => `var left${t} = leftAt(firstRow + ${at}, range.x + ${k}, end);`)
        .join("\n")
    }
  ${right.map(({ t, k }) => `var right${t} = rightAt(range.x + ${k}, column${t}, end);`).join("\n")}
  ${zeroSums(tile)}
  for (var next = range.x + ${depth}; next < end + ${depth}; next += ${depth}) {
    workgroupBarrier();
    ${[...left, ...right].map(({ store }) => store).join("\n")}
    workgroupBarrier();
    ${
      left.map(({ t, k, at }) => `left${t} = leftAt(firstRow + ${at}, next + ${k}, end);`).join(
        "\n",
      )
    }
    ${right.map(({ t, k }) => `right${t} = rightAt(next + ${k}, column${t}, end);`).join("\n")}
    for (var d = 0; d < ${depth}; d++) {
      ${
      lines(vectors, (v) =>
        `let b${v} = rightTile[d * ${lineOf(columns)} + across + ${v * columns / columnsEach}];`)
    }
      ${
      lines(rowsEach / 4, (q) => `
      let a${q} = leftTile[d * ${lineOf(rows)} + down * ${rowsEach / 4} + ${q}];
      ${lines(4, (r) => lines(vectors, (v) => `sum${4 * q + r}_${v} += a${q}[${r}] * b${v};`))}`)
    }
    }
  }
  ${writeSums(product, tile)}`,
  );
}

/** Vectors that a line of a tile takes: one more than it fills, for columns to lie in other banks. */
function lineOf(width: number): number {
  return width / 4 + 1;
}

/**
 * Which elements of a tile of `depth × width` an invocation brings: the inner position `k` and the
 * place `at` in the other direction, as WGSL, and the statement that stores what was read.
 */
function loads(
  side: "left" | "right",
  along: "columns" | "inner",
  depth: number,
  width: number,
  invocations: number,
) {
  const total = depth * width;
  return list(Math.ceil(total / invocations), (t) => {
    const element = `(lane + ${t * invocations})`;
    const [k, at] = along === "inner"
      ? [`${element} % ${depth}`, `${element} / ${depth}`]
      : [`${element} / ${width}`, `${element} % ${width}`];
    const assignment = `${side}Tile[${k} * ${lineOf(width)} + ${at} / 4][${at} % 4] = ${side}${t};`;
    const isWhole = (t + 1) * invocations <= total;
    return {
      t,
      k,
      at,
      store: isWhole ? assignment : `if (${element} < ${total}) { ${assignment} }`,
    };
  });
}
