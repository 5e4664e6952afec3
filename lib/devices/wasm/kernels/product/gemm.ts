// The product `C <- scale op(A) op(B) + keep C`, in the manner of Goto and van de Geijn, "Anatomy of
// High-Performance Matrix Multiplication" (2008): the rows of a block of op(A) are prepared once,
// the columns of op(B) are packed by the thread that uses them, where that pays. A row of op(A) with
// many zeros is kept as a list of its non-zeros, so its product costs only those.

import { parallel, table, threadCount } from "../parallel";
import { SIZE } from "../vector";
import { BLOCK_DEPTH, BLOCK_ELEMENTS, BLOCK_ROWS, product, startOf } from "./block";
import { DOT_COLUMNS, multiplyDots, prepareDots } from "./dots";
import { multiplyListedRows } from "./few_rows";
import { multiplyOuter } from "./outer_product";
import { HALF_COLUMNS, multiplyNarrow, PANEL_BYTES, PANEL_COLUMNS } from "./packed_panel";
import { GROUP_ROWS, multiplyPanels } from "./panels";
import { prepareRows } from "./prepare_rows";

/** Fewer rows than this do without panels; block.ts has room for so many partial sums. */
const PANEL_ROWS: i32 = 8;

/** Fewer rows than this read the panels where B has them, as they do not repay packing. */
const PACKED_ROWS: i32 = 64;

/** Below this many columns, looking for zeros costs more than multiplying by them. */
const SPARSE_COLUMNS: i32 = 24;

/** A list is faster than the dense kernel for up to this share of non-zeros, in sixteenths. */
const SPARSE_SIXTEENTHS: i32 = 9;

/** Multiplications, and elements prepared, that are worth handing to another thread. */
const SHARED_PRODUCTS: i32 = 16_384;
const SHARED_ELEMENTS: i32 = 4096;

let serial: i32 = 0;

/** `C <- scale op(A) op(B) + keep C` with `op(A)` `m x k` and `op(B)` `k x n`, rows contiguous. */
export function gemm(
  transposeA: bool,
  transposeB: bool,
  m: i32,
  n: i32,
  k: i32,
  scale: f64,
  a: usize,
  b: usize,
  keep: f64,
  c: usize,
): void {
  product.transposeA = transposeA;
  product.transposeB = transposeB;
  product.m = m;
  product.n = n;
  product.k = k;
  product.scale = scale;
  product.a = a;
  product.b = b;
  product.keep = keep;
  product.c = c;
  product.table = table;
  product.strideA = SIZE * (transposeA ? <usize>m : 1);
  if (k == 1) multiplyOuter();
  else multiplyBlocks();
}

function multiplyBlocks(): void {
  const keep = product.keep;
  for (let inner = 0; inner < product.k || inner == 0; inner += BLOCK_DEPTH) {
    const depth = min(BLOCK_DEPTH, product.k - inner);
    product.inner = inner;
    product.depth = depth;
    product.keep = inner == 0 ? keep : 1;
    multiplyRowBlocks(min(BLOCK_ROWS, BLOCK_ELEMENTS / max(1, depth)));
  }
}

function multiplyRowBlocks(rows: i32): void {
  for (let row = 0; row < product.m; row += rows) {
    product.row = row;
    product.rows = min(rows, product.m - row);
    product.serial = ++serial;
    if (product.m >= PANEL_ROWS) multiplyByPanels();
    else if (product.transposeB) multiplyUnlisted();
    else if (product.n <= HALF_COLUMNS) multiplyNarrowRows();
    else multiplyUnpacked();
  }
}

function multiplyByPanels(): void {
  const lists = product.n >= SPARSE_COLUMNS;
  product.longestList = lists ? product.depth * SPARSE_SIXTEENTHS >> 4 : -1;
  product.packs = product.transposeB || product.m >= PACKED_ROWS;
  product.strideB = product.packs ? <i32>PANEL_BYTES : <i32>SIZE * product.n;
  prepare();
  product.groups = (product.rows + GROUP_ROWS - 1) / GROUP_ROWS;
  const panels = (product.n + PANEL_COLUMNS - 1) / PANEL_COLUMNS;
  const perUnit = min(GROUP_ROWS, product.rows) * min(PANEL_COLUMNS, product.n) * product.depth;
  parallel(multiplyPanels, panels * product.groups, worthwhile(SHARED_PRODUCTS, perUnit));
}

function multiplyUnpacked(): void {
  product.longestList = product.depth;
  product.strideB = <i32>SIZE * product.n;
  prepare();
  multiplyListedRows();
}

function multiplyNarrowRows(): void {
  const b = product.b + SIZE * <usize>(product.inner * product.n);
  for (let row = 0; row < product.rows; row++) {
    const c = product.c + SIZE * <usize>((product.row + row) * product.n);
    const v = startOf(row);
    const stride = product.strideA;
    multiplyNarrow(product.depth, v, stride, b, c, product.n, product.scale, product.keep);
  }
}

function multiplyUnlisted(): void {
  prepareDots();
  shareColumns(multiplyDots, DOT_COLUMNS, product.rows * product.depth);
}

function prepare(): void {
  parallel(prepareRows, product.rows, worthwhile(SHARED_ELEMENTS, product.depth));
}

/** Gives each thread one range of the columns of C, in units of `width` columns. */
function shareColumns(
  kernel: (first: i32, end: i32) => void,
  width: i32,
  productsPerColumn: i32,
): void {
  const units = (product.n + width - 1) / width;
  const share = (units + threadCount() - 1) / threadCount();
  parallel(kernel, units, max(share, worthwhile(SHARED_PRODUCTS, width * productsPerColumn)));
}

/** Units of work in a chunk that make up at least `work`. */
function worthwhile(work: i32, perUnit: i32): i32 {
  return (work + perUnit - 1) / max(1, perUnit);
}
