import { Kernel } from "./kernel.ts";
import {
  accessFunctions,
  each,
  PARTS,
  productArrays,
  type ProductForm,
  productNumbers,
} from "./product_source.ts";

/** Rows and columns of `C` that an invocation computes. */
export const BLOCK = 8;

/** Invocations of a workgroup, side by side. */
export const BLOCKS = 8;

/**
 * A kernel for products in which each invocation computes 8 × 8 elements and reads what it needs directly,
 * four steps of the inner dimension at a time. For adapters in software, which have no use for the memory
 * of a workgroup: theirs is the same cache.
 */
export function blockProduct(
  form: ProductForm,
): Kernel<"a" | "b" | "c", keyof typeof productNumbers> {
  const sums = each(BLOCK, (i) => `var left${i} = vec4f(); var right${i} = vec4f();`);
  const stores = each(BLOCK, (i) => `
  storeFour(row + ${i}u, column, left${i});
  storeFour(row + ${i}u, column + 4u, right${i});`);
  return new Kernel({
    name: "block product",
    arrays: productArrays(form),
    numbers: productNumbers,
    code: `${accessFunctions(form)}
@compute @workgroup_size(${BLOCKS})
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(workgroup_id) workgroup: vec3u,
) {
  let column = invocation.x * ${BLOCK}u;
  let row = workgroup.y * ${BLOCK}u;
  if (column >= p.columns) { return; }
  ${sums}
  for (var k = 0u; k < p.inner; k += 4u) {
    ${readA(form.transposeA)}
    ${readB(form.transposeB)}
    ${each(4, (k) => each(BLOCK, (i) => product(i, k, form.transposeA)))}
  }
  ${stores}
}`,
  });
}

/** A row of `C` gains an element of `op(A)` times four or eight of a row of `op(B)`. */
function product(i: number, k: number, transposeA: boolean): string {
  const element = transposeA
    ? `${i < 4 ? "upper" : "lower"}${k}.${PARTS[i % 4]}`
    : `a${i}.${PARTS[k]}`;
  return `left${i} += ${element} * b${k}; right${i} += ${element} * d${k};`;
}

function readA(isTransposed: boolean): string {
  if (!isTransposed) return each(BLOCK, (i) => `let a${i} = fourOfA(row + ${i}u, k);`);
  return each(4, (k) => `
    let upper${k} = fourOfA(k + ${k}u, row);
    let lower${k} = fourOfA(k + ${k}u, row + 4u);`);
}

/** Rows `b0` to `b3` and, four columns further right, `d0` to `d3` of `op(B)`. */
function readB(isTransposed: boolean): string {
  if (!isTransposed) {
    return each(4, (k) => `
    let b${k} = fourOfB(k + ${k}u, column);
    let d${k} = fourOfB(k + ${k}u, column + 4u);`);
  }
  const columns = (first: number) => each(4, (j) => `fourOfB(column + ${first + j}u, k)`, ", ");
  return `
    let b = transpose(mat4x4f(${columns(0)}));
    let d = transpose(mat4x4f(${columns(4)}));
    ${each(4, (k) => `let b${k} = b[${k}]; let d${k} = d[${k}];`)}`;
}
