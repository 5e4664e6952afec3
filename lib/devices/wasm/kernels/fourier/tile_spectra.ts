// Two-dimensional spectra of square tiles of real planes. Rows are transformed in pairs, one as the
// real and one as the imaginary part, and told apart by the symmetry of their spectra; then columns
// 0 to n/2. Of columns 0 and n/2 the second half follows from the first, which leaves n^2/2 + 2
// points. Lanes are channels, so that all of this is the same arithmetic in each lane.

import { LANES, SIZE, VECTOR } from "../vector";
import { add, COMPLEX, im, re, set, setApart, SPLIT, sub } from "./complex";
import { loadColumns } from "./plane_rows";
import { columnAt, forEachPoint, placeSource, rowAt, rowStart } from "./plane_tile";
import { Planes, spectrumOf, splitSpectrumOf } from "./planes";
import { transform } from "./transform";

/**
 * Writes the spectrum of one vector of channels of one tile, `unit / groups`. The channels' numbers
 * are stored one after another, `re im re im ...`.
 */
export function transformTile(planes: Planes, unit: i32): void {
  transformPlanes(planes, unit);
  forEachPoint<Interleaved>(planes.n, spectrumOf(planes, unit), planes.pointStep);
}

/** As {@link transformTile}; stores the split spectrum. */
export function transformTileSplit(planes: Planes, unit: i32): void {
  transformPlanes(planes, unit);
  forEachPoint<Split>(planes.n, splitSpectrumOf(planes, unit), planes.pointStep);
}

/** As {@link transformTileSplit}, with the conjugates. */
export function transformTileConjugate(planes: Planes, unit: i32): void {
  transformPlanes(planes, unit);
  forEachPoint<SplitConjugate>(planes.n, splitSpectrumOf(planes, unit), planes.pointStep);
}

function transformPlanes(planes: Planes, unit: i32): void {
  const n = planes.n;
  loadTile(planes, unit);
  transform(columnAt(n, 0), n, (n >> 1) + 1);
}

/** Fills the columns with the transforms of the tile's rows. */
function loadTile(planes: Planes, unit: i32): void {
  const n = planes.n;
  const tile = placeSource(planes, unit);
  const begin = tile.firstRow;
  const end = tile.endOfRows;
  const columns = tile.columns;
  const to = rowStart() + COMPLEX * <usize>tile.firstColumn;
  for (let row = 0; row < n; row += 2) {
    if (columns == 0 || row + 1 < begin || row >= end) {
      clearColumns(n, row);
      continue;
    }
    clearRow(n);
    const at = tile.source + SIZE * <usize>((row - begin) * planes.width);
    if (row >= begin) loadColumns(tile.planes, at, columns, to);
    if (row + 1 < end) {
      loadColumns(tile.planes, at + SIZE * planes.width, columns, to + VECTOR);
    }
    transform(rowStart(), n, 1);
    separateRows(n, row);
  }
}

function clearRow(n: i32): void {
  memory.fill(rowStart(), 0, COMPLEX * <usize>n);
}

/** Sets what two rows contribute to the columns to zeros. */
function clearColumns(n: i32, row: i32): void {
  const zero = v128.splat<Real>(0);
  let to = columnAt(n, 0) + COMPLEX * <usize>row;
  for (let k = 0; k <= n >> 1; k++, to += COMPLEX * <usize>n) {
    set(to, zero, zero);
    set(to + COMPLEX, zero, zero);
  }
}

/** Tells the spectra of two rows apart; both come out twice too large. */
function separateRows(n: i32, row: i32): void {
  const to = columnAt(n, 0) + COMPLEX * <usize>row;
  const step = COMPLEX * <usize>n;
  separateReal(rowAt(n, 0), to);
  for (let k = 1; k < n >> 1; k++) {
    separatePair(rowAt(n, k), rowAt(n, n - k), to + step * <usize>k);
  }
  separateReal(rowAt(n, n >> 1), to + step * <usize>(n >> 1));
}

@inline
function separateReal(z: usize, to: usize): void {
  const zero = v128.splat<Real>(0);
  set(to, add(re(z), re(z)), zero);
  set(to + COMPLEX, add(im(z), im(z)), zero);
}

@inline
function separatePair(z: usize, y: usize, to: usize): void {
  const zr = re(z);
  const zi = im(z);
  const yr = re(y);
  const yi = im(y);
  set(to, add(zr, yr), sub(zi, yi));
  set(to + COMPLEX, add(zi, yi), sub(yr, zr));
}

@final
class Split {
  @inline
  move(column: usize, spectrum: usize): void {
    setApart(spectrum, SPLIT, re(column), im(column));
  }
}

@final
class SplitConjugate {
  @inline
  move(column: usize, spectrum: usize): void {
    setApart(spectrum, SPLIT, re(column), v128.neg<Real>(im(column)));
  }
}

@final
class Interleaved {
  @inline
  move(column: usize, spectrum: usize): void {
    const r = re(column);
    const i = im(column);
    if (LANES == 4) {
      set(spectrum, v128.shuffle<f32>(r, i, 0, 4, 1, 5), v128.shuffle<f32>(r, i, 2, 6, 3, 7));
    } else {
      set(spectrum, v128.shuffle<f64>(r, i, 0, 2), v128.shuffle<f64>(r, i, 1, 3));
    }
  }
}
