// Planes of real values, one for each channel of each sample, or of each kernel of a filter; how
// they are cut into tiles, and where the spectra of these are.

import { LANES, VECTOR } from "../vector";
import { COMPLEX } from "./complex";

/** Planes of real values, cut into tiles, and the spectra of these. */
@unmanaged
export class Planes {
  /** The first value of the first plane. */
  values: usize;
  /** A plane for each channel of each item, its rows contiguous. */
  items: i32;
  channels: i32;
  itemStep: usize;
  channelStep: usize;
  height: i32;
  width: i32;
  /** Tiles of a plane, and the distances of neighbouring ones. */
  tileRows: i32;
  tileColumns: i32;
  advanceRows: i32;
  advanceColumns: i32;
  /** Reading: the row and column of the plane that lie in the first tile's corner. */
  top: i32;
  left: i32;
  /** Reading: the rows and columns of a tile that are used, the others count as zeros. */
  firstUsedRow: i32;
  firstUsedColumn: i32;
  endOfUsedRows: i32;
  endOfUsedColumns: i32;
  /** Writing: where in a tile the first row and column of its values are, modulo n. */
  firstRow: i32;
  firstColumn: i32;
  /** Writing: where in the left factor's tile the window of its first value is, modulo n. */
  windowRow: i32;
  windowColumn: i32;
  /** Extent of a tile and of its spectrum: 8, 16 or 32. */
  n: i32;
  /** The spectra, and the distances of points, of tiles, and of pairs of vectors of channels. */
  spectra: usize;
  pointStep: usize;
  tileStep: usize;
  pairStep: usize;
  /** Writing: which values of each tile can differ from zero, where that is known; else 0. */
  reach: usize;
  /** Writing: `value <- scale transform + bias[channel] + keep value`; no bias at address 0. */
  bias: usize;
  scale: f64;
  keep: f64;
}

/** Number of points of a spectrum. */
@inline
export function pointsOf(n: i32): i32 {
  return (n * n >> 1) + 2;
}

/** Tiles of all items. */
@inline
export function tilesOf(planes: Planes): i32 {
  return planes.items * planes.tileRows * planes.tileColumns;
}

/** Vectors that hold one value of each channel. */
@inline
export function groupsOf(planes: Planes): i32 {
  return (planes.channels + LANES - 1) / LANES;
}

/** Units of work: a vector of channels of a tile. */
@inline
export function unitsOf(planes: Planes): i32 {
  return tilesOf(planes) * groupsOf(planes);
}

/** Where the spectrum of a unit starts whose numbers are stored one after another. */
@inline
export function spectrumOf(planes: Planes, unit: i32): usize {
  const groups = groupsOf(planes);
  const tile = unit / groups;
  return planes.spectra + planes.tileStep * <usize>tile + COMPLEX * <usize>(unit - tile * groups);
}

/** Where the split spectrum of a unit starts: two real parts of a pair of vectors, then the imaginary ones. */
@inline
export function splitSpectrumOf(planes: Planes, unit: i32): usize {
  const groups = groupsOf(planes);
  const tile = unit / groups;
  const group = unit - tile * groups;
  const pair = planes.spectra + planes.tileStep * <usize>tile + planes.pairStep * <usize>(group >> 1);
  return pair + VECTOR * <usize>(group & 1);
}
