// WGSL that the kernels of matrix products share. The operands are read and written four neighbours at
// a time, which is one access where their rows begin at multiples of four, and else up to four.

import type { ArrayBinding, NumberType } from "./kernel.ts";

/** What a kernel for products is made for. */
export interface ProductForm {
  /** Whether `op(A) = Aᵀ`. */
  readonly transposeA: boolean;
  /** Whether `op(B) = Bᵀ`. */
  readonly transposeB: boolean;
  /** Whether the rows of A begin at multiples of four elements. */
  readonly alignedA: boolean;
  /** Whether those of B do. */
  readonly alignedB: boolean;
  /** Whether those of C do. */
  readonly alignedC: boolean;
}

/** The arrays of a kernel for products. */
export function productArrays(
  { alignedA, alignedB, alignedC }: ProductForm,
): Record<"a" | "b" | "c", ArrayBinding> {
  return {
    a: alignedA ? "read vec4<f32>" : "read f32",
    b: alignedB ? "read vec4<f32>" : "read f32",
    c: alignedC ? "write vec4<f32>" : "write f32",
  };
}

/** `op(A)` is `rows × inner`, `op(B)` is `inner × columns`. */
export const productNumbers = {
  rows: "u32",
  columns: "u32",
  inner: "u32",
  scale: "f32",
  keep: "f32",
} as const satisfies Record<string, NumberType>;

/**
 * Functions that read and write four elements of a row: `fourOfA(row, column)` and `fourOfB` of the
 * matrices as they lie in memory, with zeros outside; and `storeFour`, which is `C ← scale four + keep C`.
 */
export function accessFunctions(form: ProductForm): string {
  return [
    fourOf("a", form.transposeA ? ["inner", "rows"] : ["rows", "inner"], form.alignedA),
    fourOf("b", form.transposeB ? ["columns", "inner"] : ["inner", "columns"], form.alignedB),
    storeFour(form.alignedC),
  ].join("\n");
}

function fourOf(array: string, [rows, columns]: readonly string[], isAligned: boolean): string {
  const at = `p.${array}Start + row * p.${columns} + column`;
  const four = isAligned ? `return ${array}[(${at}) / 4u];` : `
  let at = ${at};
  var four = vec4f(${array}[at], 0.0, 0.0, 0.0);
  if (column + 1u < p.${columns}) { four.y = ${array}[at + 1u]; }
  if (column + 2u < p.${columns}) { four.z = ${array}[at + 2u]; }
  if (column + 3u < p.${columns}) { four.w = ${array}[at + 3u]; }
  return four;`;
  return `
fn fourOf${array.toUpperCase()}(row: u32, column: u32) -> vec4f {
  if (row >= p.${rows} || column >= p.${columns}) { return vec4f(); }
  ${four}
}`;
}

/** With `keep` 0 the old elements are not read, as they may be NaN. */
function storeFour(isAligned: boolean): string {
  const store = isAligned
    ? `
  if (p.keep == 0.0) { c[at / 4u] = p.scale * four; }
  else { c[at / 4u] = p.scale * four + p.keep * c[at / 4u]; }`
    : `
  for (var i = 0u; i < min(4u, p.columns - column); i++) {
    if (p.keep == 0.0) { c[at + i] = p.scale * four[i]; }
    else { c[at + i] = p.scale * four[i] + p.keep * c[at + i]; }
  }`;
  return `
fn storeFour(row: u32, column: u32, four: vec4f) {
  if (row >= p.rows || column >= p.columns) { return; }
  let at = p.cStart + row * p.columns + column;
  ${store}
}`;
}

/** The parts of a vector. */
export const PARTS = ["x", "y", "z", "w"];

/** Text for each number from 0 to `count`, exclusive. */
export function each(count: number, text: (i: number) => string, separator = "\n"): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(separator);
}
