// The inverse of tile_spectra.ts: the values of square tiles of real planes, from their spectra.

import { LANES, SIZE, splat, VECTOR } from "../vector";
import { placeOf } from "./circle";
import { add, COMPLEX, im, re, set, SPLIT, sub } from "./complex";
import { FOURTH, storeColumns, THIRD } from "./plane_rows";
import { columnAt, forEachPoint, placeTile, rowAt, rowStart } from "./plane_tile";
import { Planes, splitSpectrumOf } from "./planes";
import { reachBytes } from "./tile_reach";
import { transformBack } from "./transform";

/** Writes the values of one vector of channels of one tile from their split spectrum. */
export function transformTileBack(planes: Planes, unit: i32): void {
  const n = planes.n;
  forEachPoint<Load>(n, splitSpectrumOf(planes, unit), planes.pointStep);
  completeColumn(n, 0);
  completeColumn(n, n >> 1);
  transformBack(columnAt(n, 0), n, (n >> 1) + 1);
  storeTile(planes, unit);
}

@final
class Load {
  @inline
  move(column: usize, spectrum: usize): void {
    set(column, re(spectrum), re(spectrum + SPLIT));
  }
}

/** The second half of a real column's spectrum: the conjugates of the first. */
function completeColumn(n: i32, k: i32): void {
  const column = columnAt(n, k);
  for (let f = 1; f < n >> 1; f++) {
    const from = column + COMPLEX * <usize>placeOf(n, f);
    const to = column + COMPLEX * <usize>placeOf(n, n - f);
    set(to, re(from), v128.neg<Real>(im(from)));
  }
}

function storeTile(planes: Planes, unit: i32): void {
  const n = planes.n;
  const tile = placeTile(planes, unit);
  const height = min(planes.advanceRows, planes.height - tile.top);
  const columns = min(planes.advanceColumns, planes.width - tile.left);
  const first = planes.firstColumn;
  const scale = splat(planes.scale);
  const shift = biasOf(planes, tile.channel);
  const keep = <Real>planes.keep;
  const from = rowStart();
  let reach = planes.reach;
  if (reach != 0) reach += reachBytes(n) * <usize>tile.index;
  for (let row = 0; row < height; row += 2) {
    const even = planes.firstRow + row & n - 1;
    if (reach == 0 || load<u64>(reach) != 0) {
      joinRows(n, even, even + 1 & n - 1);
      transformBack(from, n, 1);
    }
    if (reach != 0) {
      clearBeyond(load<u32>(reach), columns, first, from, n);
      clearBeyond(load<u32>(reach, 4), columns, first, from + VECTOR, n);
      reach += 8;
    }
    const at = SIZE * <usize>((tile.top + row) * planes.width + tile.left);
    storeColumns(tile.planes, at, first, columns, from, n, scale, shift, keep);
    if (row + 1 == height) return;
    const next = at + SIZE * <usize>planes.width;
    storeColumns(tile.planes, next, first, columns, from + VECTOR, n, scale, shift, keep);
  }
}

/** Sets those of a row's values to zero that no bit of `reach` stands for. */
@inline
function clearBeyond(reach: u32, columns: i32, first: i32, row: usize, n: i32): void {
  const zero = v128.splat<Real>(0);
  for (let beyond = ~reach & <u32>-1 >> 32 - columns; beyond != 0; beyond &= beyond - 1) {
    v128.store(row + COMPLEX * <usize>(first + ctz(beyond) & n - 1), zero);
  }
}

/** Joins the spectra of rows `even` and `odd` to that of a row of which they are the two parts. */
function joinRows(n: i32, even: i32, odd: i32): void {
  let a = columnAt(n, 0) + COMPLEX * <usize>even;
  let b = columnAt(n, 0) + COMPLEX * <usize>odd;
  const step = COMPLEX * <usize>n;
  joinReal(a, b, rowAt(n, 0));
  for (let k = 1; k < n >> 1; k++) {
    a += step;
    b += step;
    joinPair(a, b, rowAt(n, k), rowAt(n, n - k));
  }
  joinReal(a + step, b + step, rowAt(n, n >> 1));
}

@inline
function joinReal(a: usize, b: usize, z: usize): void {
  set(z, re(a), re(b));
}

@inline
function joinPair(a: usize, b: usize, z: usize, y: usize): void {
  const ar = re(a);
  const ai = im(a);
  const br = re(b);
  const bi = im(b);
  set(z, sub(ar, bi), add(ai, br));
  set(y, add(ar, bi), sub(br, ai));
}

/** What is added to each value of the channels from `channel` on. */
function biasOf(planes: Planes, channel: i32): v128 {
  let bias = v128.splat<Real>(0);
  if (planes.bias == 0) return bias;
  const from = planes.bias + SIZE * <usize>channel;
  const count = planes.channels - channel;
  bias = v128.load_lane<Real>(from, bias, 0);
  if (count > 1) bias = v128.load_lane<Real>(from + SIZE, bias, 1);
  if (LANES == 2) return bias;
  if (count > 2) bias = v128.load_lane<Real>(from + 2 * SIZE, bias, THIRD);
  if (count > 3) bias = v128.load_lane<Real>(from + 3 * SIZE, bias, FOURTH);
  return bias;
}
