// Two-dimensional spectra of the small kernels of a convolution, and back, in the layout of
// tile_spectra.ts. The kernel's centre counts as the tile's corner, what is above and left of it as
// the tile's last rows and columns.

import { SIZE, splat, VECTOR } from "../vector";
import { COMPLEX, set, SPLIT } from "./complex";
import { LARGEST_DISTANCE, transformComplex, transformReal } from "./few_values";
import { transformComplexBack, transformRealBack } from "./few_values_back";
import { loadColumns, storeColumns } from "./plane_rows";
import { columnAt, placeTile, rowStart } from "./plane_tile";
import { Planes, splitSpectrumOf } from "./planes";

/**
 * Places of a row or column; the first is empty, so that even extents have a value missing there.
 */
const EXTENT: i32 = 2 * LARGEST_DISTANCE + 2;

/** Whether kernels of this extent are small. */
@inline
export function isSmall(extent: i32): bool {
  return extent >> 1 <= LARGEST_DISTANCE;
}

/** The row or column of a kernel that counts as its first. */
@inline
export function centreOf(extent: i32): i32 {
  return extent - 1 >> 1;
}

/** Where frequency `f` of the kernel's rows is, one row after another. */
@inline
function rowSpectra(f: i32): usize {
  return columnAt(EXTENT, f);
}

/** Bytes from an empty place to the centre. */
@inline
function toCentre(extent: i32): usize {
  return COMPLEX * <usize>(1 + centreOf(extent));
}

/** Writes the split spectrum of one vector of kernels. */
export function transformKernels(planes: Planes, unit: i32): void {
  transformAround(planes, unit, COMPLEX);
}

/** Writes its conjugate, the spectrum of the kernels turned by 180 degrees. */
export function transformTurnedKernels(planes: Planes, unit: i32): void {
  transformAround(planes, unit, 0 - COMPLEX);
}

/** `next` is the distance in memory from a weight to the one that counts as the next. */
function transformAround(planes: Planes, unit: i32, next: usize): void {
  const n = planes.n;
  const height = planes.height;
  const width = planes.width;
  const rows = placeTile(planes, unit).planes;
  const centre = rowStart() + toCentre(width);
  clear(rowStart());
  for (let u = 0; u < height; u++) {
    loadColumns(rows, SIZE * <usize>(u * width), width, rowStart() + COMPLEX);
    const to = rowSpectra(0) + COMPLEX * <usize>(1 + u);
    transformReal(width >> 1, n, centre, next, to, COMPLEX * <usize>EXTENT, VECTOR);
  }
  const step = planes.pointStep;
  const middle = toCentre(height);
  let spectrum = splitSpectrumOf(planes, unit);
  for (let f = 1; f < n >> 1; f++, spectrum += step * <usize>n) {
    clear(rowSpectra(f));
    transformComplex(height >> 1, n, rowSpectra(f) + middle, next, spectrum, step);
  }
  for (let f = 0; f <= n >> 1; f += n >> 1, spectrum += step) {
    clear(rowSpectra(f));
    transformReal(height >> 1, n, rowSpectra(f) + middle, next, spectrum, 2 * step, SPLIT);
  }
}

/** Writes the values of one vector of kernels from their split spectrum. */
export function transformKernelsBack(planes: Planes, unit: i32): void {
  const n = planes.n;
  const height = planes.height;
  const width = planes.width;
  const step = planes.pointStep;
  const middle = toCentre(height);
  let spectrum = splitSpectrumOf(planes, unit);
  for (let f = 1; f < n >> 1; f++, spectrum += step * <usize>n) {
    transformComplexBack(height >> 1, n, spectrum, step, rowSpectra(f) + middle, COMPLEX);
  }
  for (let f = 0; f <= n >> 1; f += n >> 1, spectrum += step) {
    transformRealBack(height >> 1, n, spectrum, 2 * step, SPLIT, rowSpectra(f) + middle, COMPLEX);
  }
  const rows = placeTile(planes, unit).planes;
  const centre = rowStart() + toCentre(width);
  const scale = splat(planes.scale);
  const zero = splat(0);
  for (let u = 0; u < height; u++) {
    const from = rowSpectra(0) + COMPLEX * <usize>(1 + u);
    transformRealBack(width >> 1, n, from, COMPLEX * <usize>EXTENT, VECTOR, centre, COMPLEX);
    const at = SIZE * <usize>(u * width);
    const to = rowStart();
    storeColumns(rows, at, 1, width, to, EXTENT, scale, zero, <Real>planes.keep);
  }
}

/** Empties a place. */
@inline
function clear(p: usize): void {
  set(p, splat(0), splat(0));
}
