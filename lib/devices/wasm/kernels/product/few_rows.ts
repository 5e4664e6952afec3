// The product for a few rows, such as a mini-batch of one, where B is read once and packing it would
// cost more than the product: C's row is a sum of the rows of B that the list of non-zeros names,
// taken four at a time. A long list is summed in parts, which threads share, each its range of rows
// of B; the number of parts depends on the sizes alone, and so does the order of the sum.

import { parallel } from "../parallel";
import { loadOne, multiplyAdd, SIZE, splat, storeOne, VECTOR } from "../vector";
import { countOf, offsetsOf, PARTIAL_COLUMNS, partialOf, product, valuesOf } from "./block";

/** Parts of a long list, and the products from which on a list is long. */
export const PARTS: i32 = 4;
const LONG: i32 = 65_536;

/** Multiplies the listed rows of the block with B, which is not transposed. */
export function multiplyListedRows(): void {
  product.parts = product.depth * product.n < LONG ? 1 : PARTS;
  for (let column = 0; column < product.n; column += PARTIAL_COLUMNS) {
    product.column = column;
    product.columns = min(PARTIAL_COLUMNS, product.n - column);
    const units = product.rows * product.parts;
    parallel(sumParts, units, product.parts == 1 ? units : 1);
    for (let row = 0; row < product.rows; row++) joinParts(row);
  }
}

/** Sums parts `first` to `end`, where part `p` is part `p % parts` of row `p / parts`. */
function sumParts(first: i32, end: i32): void {
  for (let part = first; part < end; part++) {
    const row = part / product.parts;
    const index = part - row * product.parts;
    const count = countOf(row);
    const from = count * index / product.parts;
    sumPart(row, from, count * (index + 1) / product.parts, partialOf(part));
  }
}

/** Sums what entries `from` to `to` of a row's list contribute. */
function sumPart(row: i32, from: i32, to: i32, sum: usize): void {
  const bytes = SIZE * <usize>product.columns;
  const b = product.b + SIZE * <usize>(product.inner * product.n + product.column);
  memory.fill(sum, 0, bytes);
  let values = valuesOf(row) + SIZE * <usize>from;
  let offsets = offsetsOf(row) + 4 * <usize>from;
  const end = offsetsOf(row) + 4 * <usize>to;
  for (; offsets + 16 <= end; offsets += 16) {
    addFourRows(values, offsets, b, sum, bytes);
    values += 4 * SIZE;
  }
  for (; offsets < end; offsets += 4) {
    addRow(values, b + load<usize>(offsets), sum, bytes);
    values += SIZE;
  }
}

function addFourRows(values: usize, offsets: usize, b: usize, y: usize, bytes: usize): void {
  const v0 = v128.load_splat<Real>(values);
  const v1 = v128.load_splat<Real>(values, SIZE);
  const v2 = v128.load_splat<Real>(values, 2 * SIZE);
  const v3 = v128.load_splat<Real>(values, 3 * SIZE);
  let p0 = b + load<usize>(offsets);
  let p1 = b + load<usize>(offsets, 4);
  let p2 = b + load<usize>(offsets, 8);
  let p3 = b + load<usize>(offsets, 12);
  const end = y + bytes;
  for (; y + 2 * VECTOR <= end; y += 2 * VECTOR) {
    let s = multiplyAdd(v0, v128.load(p0), v128.load(y));
    let t = multiplyAdd(v0, v128.load(p0, 16), v128.load(y, 16));
    s = multiplyAdd(v1, v128.load(p1), s);
    t = multiplyAdd(v1, v128.load(p1, 16), t);
    s = multiplyAdd(v2, v128.load(p2), s);
    t = multiplyAdd(v2, v128.load(p2, 16), t);
    s = multiplyAdd(v3, v128.load(p3), s);
    t = multiplyAdd(v3, v128.load(p3, 16), t);
    v128.store(y, s);
    v128.store(y, t, 16);
    p0 += 2 * VECTOR;
    p1 += 2 * VECTOR;
    p2 += 2 * VECTOR;
    p3 += 2 * VECTOR;
  }
  for (; y < end; y += SIZE) {
    let s = multiplyAdd(v0, loadOne(p0), loadOne(y));
    s = multiplyAdd(v1, loadOne(p1), s);
    s = multiplyAdd(v2, loadOne(p2), s);
    storeOne(y, multiplyAdd(v3, loadOne(p3), s));
    p0 += SIZE;
    p1 += SIZE;
    p2 += SIZE;
    p3 += SIZE;
  }
}

function addRow(value: usize, p: usize, y: usize, bytes: usize): void {
  const v = v128.load_splat<Real>(value);
  const end = y + bytes;
  for (; y + VECTOR <= end; y += VECTOR) {
    v128.store(y, multiplyAdd(v, v128.load(p), v128.load(y)));
    p += VECTOR;
  }
  for (; y < end; y += SIZE) {
    storeOne(y, multiplyAdd(v, loadOne(p), loadOne(y)));
    p += SIZE;
  }
}

/** Adds a row's parts in order, and writes `c <- scale sum + keep c`. */
function joinParts(row: i32): void {
  const bytes = SIZE * <usize>product.columns;
  const sum = partialOf(row * product.parts);
  for (let part = 1; part < product.parts; part++) {
    addPart(partialOf(row * product.parts + part), sum, bytes);
  }
  const c = product.c + SIZE * <usize>((product.row + row) * product.n + product.column);
  if (product.keep == 0) scaleInto(sum, c, bytes);
  else addInto(sum, c, bytes);
}

function addPart(part: usize, sum: usize, bytes: usize): void {
  const end = sum + bytes;
  for (; sum + VECTOR <= end; sum += VECTOR) {
    v128.store(sum, v128.add<Real>(v128.load(sum), v128.load(part)));
    part += VECTOR;
  }
  for (; sum < end; sum += SIZE) {
    storeOne(sum, v128.add<Real>(loadOne(sum), loadOne(part)));
    part += SIZE;
  }
}

/** `c <- scale sum` */
function scaleInto(y: usize, c: usize, bytes: usize): void {
  const scale = splat(product.scale);
  const end = y + bytes;
  for (; y + VECTOR <= end; y += VECTOR) {
    v128.store(c, v128.mul<Real>(scale, v128.load(y)));
    c += VECTOR;
  }
  for (; y < end; y += SIZE) {
    storeOne(c, v128.mul<Real>(scale, loadOne(y)));
    c += SIZE;
  }
}

/** `c <- scale sum + keep c` */
function addInto(y: usize, c: usize, bytes: usize): void {
  const scale = splat(product.scale);
  const keep = splat(product.keep);
  const end = y + bytes;
  for (; y + VECTOR <= end; y += VECTOR) {
    v128.store(c, multiplyAdd(scale, v128.load(y), v128.mul<Real>(keep, v128.load(c))));
    c += VECTOR;
  }
  for (; y < end; y += SIZE) {
    storeOne(c, multiplyAdd(scale, loadOne(y), v128.mul<Real>(keep, loadOne(c))));
    c += SIZE;
  }
}
