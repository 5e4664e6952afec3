// What a thread has of the tile in work in its scratch memory: its place, one row or two that are
// the parts of complex numbers, and the columns of the rows' spectra.

import { scratch } from "../parallel";
import { LANES, SIZE } from "../vector";
import { MOST_POINTS, placeOf } from "./circle";
import { COMPLEX } from "./complex";
import { LaneRows, placeRows } from "./plane_rows";
import { groupsOf, Planes } from "./planes";

const ROW: usize = 0;
const COLUMNS: usize = ROW + COMPLEX * <usize>MOST_POINTS;
const TILE: usize = COLUMNS + COMPLEX * <usize>((MOST_POINTS / 2 + 1) * MOST_POINTS);
const LANE_ROWS: usize = TILE + offsetof<Tile>();
const SUPPORT: usize = LANE_ROWS + offsetof<LaneRows>();

/** Bytes of scratch memory that a thread needs for a tile. */
export const TILE_BYTES: usize = SUPPORT + 3 * 4 * <usize>MOST_POINTS;

/** The place of a unit of work: which tile, and of which channels. */
@unmanaged
export class Tile {
  /** Its number. */
  index: i32;
  /** Row and column of the plane that the tile stands for first. */
  top: i32;
  left: i32;
  /** The first of the channels in the lanes. */
  channel: i32;
  /** Reading: the rows and columns of the tile in which the planes lie. */
  firstRow: i32;
  endOfRows: i32;
  firstColumn: i32;
  columns: i32;
  /** Reading: the byte of each plane that is the first there. */
  source: usize;

  /** The planes of the lanes' channels. */
  @inline
  get planes(): LaneRows {
    return changetype<LaneRows>(scratch + LANE_ROWS);
  }
}

/** Finds the place of a unit of work. */
export function placeTile(planes: Planes, unit: i32): Tile {
  const tile = changetype<Tile>(scratch + TILE);
  const groups = groupsOf(planes);
  const index = unit / groups;
  tile.index = index;
  const row = index / planes.tileColumns;
  const item = row / planes.tileRows;
  tile.left = (index - row * planes.tileColumns) * planes.advanceColumns;
  tile.top = (row - item * planes.tileRows) * planes.advanceRows;
  tile.channel = (unit - index * groups) * LANES;
  const first = planes.values + planes.itemStep * item + planes.channelStep * tile.channel;
  placeRows(tile.planes, first, planes.channelStep, planes.channels - tile.channel);
  return tile;
}

/** As {@link placeTile}, with what of the planes the tile reads. */
export function placeSource(planes: Planes, unit: i32): Tile {
  const tile = placeTile(planes, unit);
  const top = planes.top + tile.top;
  const left = planes.left + tile.left;
  tile.firstRow = max(planes.firstUsedRow, -top);
  tile.endOfRows = min(planes.endOfUsedRows, planes.height - top);
  tile.firstColumn = max(planes.firstUsedColumn, -left);
  const end = min(planes.endOfUsedColumns, planes.width - left);
  tile.columns = max(0, end - tile.firstColumn);
  tile.source = SIZE * <usize>((top + tile.firstRow) * planes.width + left + tile.firstColumn);
  return tile;
}

/** Room for three times the support of a tile; see tile_reach.ts. */
@inline
export function supportRows(): usize {
  return scratch + SUPPORT;
}

/** The row, or the pair of rows. */
@inline
export function rowStart(): usize {
  return scratch + ROW;
}

/** Where the row's transform has frequency `f`. */
@inline
export function rowAt(n: i32, f: i32): usize {
  return scratch + ROW + COMPLEX * <usize>placeOf(n, f);
}

/** Column `k` of the rows' spectra. */
@inline
export function columnAt(n: i32, k: i32): usize {
  return scratch + COLUMNS + COMPLEX * <usize>(k * n);
}

/** Moves each point between the columns and the spectrum, as `M` does. */
@inline
export function forEachPoint<M>(n: i32, spectrum: usize, step: usize): void {
  const move = changetype<M>(0);
  const end = columnAt(n, n >> 1);
  for (let at = columnAt(n, 1); at < end; at += COMPLEX, spectrum += step) move.move(at, spectrum);
  for (let f = 0; f <= n >> 1; f++) {
    const at = COMPLEX * <usize>placeOf(n, f);
    move.move(columnAt(n, 0) + at, spectrum);
    move.move(end + at, spectrum + step);
    spectrum += 2 * step;
  }
}
