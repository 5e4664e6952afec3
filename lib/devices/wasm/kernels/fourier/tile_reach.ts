// A Fourier transform spreads rounding errors over its whole tile, also to where a convolution is
// exactly zero because all that it sums up is. What can differ from zero lies in reach of the tile's
// support, the places at which some channel is not zero. Both are a word for each row, a bit for each
// column, repeated up to 32 bits, as a transform takes its tile to repeat.

import { geometry } from "../convolution/geometry";
import { LANES, SIZE, VECTOR } from "../vector";
import { placeSource, placeTile, supportRows } from "./plane_tile";
import { groupsOf, Planes } from "./planes";

/** Bytes of the reach of a tile. */
@inline
export function reachBytes(n: i32): usize {
  return 4 * <usize>n;
}

/** Channels that are looked at first, as their support alone mostly reaches everything. */
const FIRST_CHANNELS: i32 = 4;

/** Writes which values of a tile of `output` have a window that meets the support of `input`. */
export function markReach(input: Planes, output: Planes, tile: i32): void {
  const channels = input.channels;
  findReach(input, output, tile, min(FIRST_CHANNELS, channels));
  if (channels <= FIRST_CHANNELS || isAllReached(output, tile)) return;
  findReach(input, output, tile, channels);
}

/** Whether each value of a tile is in reach. */
function isAllReached(output: Planes, index: i32): bool {
  const tile = placeTile(output, index * groupsOf(output));
  const height = min(output.advanceRows, output.height - tile.top);
  const used = <u32>-1 >> 32 - min(output.advanceColumns, output.width - tile.left);
  let reach = output.reach + reachBytes(output.n) * <usize>index;
  let missed: u32 = 0;
  for (let row = 0; row < height; row++, reach += 4) missed |= ~load<u32>(reach) & used;
  return missed == 0;
}

/** Writes which of them meet the support of the first `channels` channels. */
function findReach(input: Planes, output: Planes, tile: i32, channels: i32): void {
  const bytes = reachBytes(input.n);
  const rows = supportRows();
  markSupport(input, tile, channels, rows);
  for (let at = rows; at < rows + bytes; at += VECTOR) {
    const met = metByColumns(v128.load(at), output.windowColumn);
    // Windows begin in the first copy, and may run on into the others.
    v128.store(at, met);
    v128.store(at + bytes, met);
    v128.store(at + 2 * bytes, met);
  }
  const first = rows + 4 * <usize>(output.windowRow & output.n - 1);
  const reach = output.reach + bytes * <usize>tile;
  for (let at: usize = 0; at < bytes; at += VECTOR) v128.store(reach + at, metByRows(first + at));
}

function markSupport(planes: Planes, index: i32, channels: i32, to: usize): void {
  const n = planes.n;
  const tile = placeSource(planes, index * groupsOf(planes));
  const columns = tile.columns;
  memory.fill(to, 0, reachBytes(n));
  if (columns == 0) return;
  const used = <u32>-1 >> 32 - columns;
  let at = tile.planes.first + tile.source;
  for (let row = tile.firstRow; row < tile.endOfRows; row++) {
    let bits: u32 = 0;
    for (let j = 0; j < columns; j += LANES) {
      bits |= nonZeros(at + SIZE * <usize>j, planes.channelStep, channels) << j;
    }
    store<u32>(to + 4 * <usize>row, repeated((bits & used) << tile.firstColumn, n));
    at += SIZE * <usize>planes.width;
  }
}

/** Which of a vector's columns from `at` on are not zero in some of the channels, `step` apart. */
@inline
function nonZeros(at: usize, step: usize, channels: i32): u32 {
  let some = v128.load(at);
  for (let c = 1; c < channels; c++) {
    at += step;
    some = v128.or(some, v128.load(at));
  }
  const differ = v128.ne<Real>(some, v128.splat<Real>(0));
  return LANES == 4 ? i32x4.bitmask(differ) : i64x2.bitmask(differ);
}

@inline
function repeated(bits: u32, n: i32): u32 {
  if (n == 8) return bits * 0x01010101;
  return n == 16 ? bits * 0x00010001 : bits;
}

/** The columns whose windows, the first from `column` on, meet the support in their row. */
@inline
function metByColumns(support: v128, column: i32): v128 {
  let met = i32x4.splat(0);
  for (let v = column; v < column + geometry.kernelWidth; v++) {
    met = v128.or(met, v128.or(i32x4.shr_u(support, v), i32x4.shl(support, -v)));
  }
  return met;
}

/** What windows that begin in the rows from `row` on have met in any row. */
@inline
function metByRows(row: usize): v128 {
  const end = row + 4 * <usize>geometry.kernelHeight;
  let met = i32x4.splat(0);
  for (; row < end; row += 4) met = v128.or(met, v128.load(row));
  return met;
}
