// Packs a panel of the matrix whose columns are a convolution's windows, from a frame. Windows that
// lie side by side in the frame form a segment, which is copied by whole vectors: what a segment
// writes too much is overwritten by the next one, which follows it in the panel.

import { scratch } from "../parallel";
import { PANEL_BYTES } from "../product/packed_panel";
import { SIZE, VECTOR } from "../vector";
import { geometry, ownTable } from "./geometry";

/** A segment's start in the frame, start in the panel's row, and length, all in bytes. */
@unmanaged
class Segment {
  from: usize;
  to: usize;
  bytes: usize;
}

const SEGMENT_BYTES: usize = 12;

/**
 * Packs weights' places `first` to `first + depth` (rows of the panel) of `columns` windows from
 * window `position` on.
 */
export function packWindows(
  frame: usize,
  position: i32,
  columns: i32,
  first: i32,
  depth: i32,
): void {
  const g = geometry;
  const end = listSegments(position, columns);
  const area = g.kernelHeight * g.kernelWidth;
  let channel = first / area;
  let u = (first - channel * area) / g.kernelWidth;
  let v = first - channel * area - u * g.kernelWidth;
  let to = scratch;
  for (let row = 0; row < depth; row++) {
    const place = (channel * g.frameHeight + u) * g.frameWidth + v;
    copySegments(frame + SIZE * <usize>place, to, end);
    to += PANEL_BYTES;
    if (++v < g.kernelWidth) continue;
    v = 0;
    if (++u < g.kernelHeight) continue;
    u = 0;
    channel++;
  }
}

/** Lists the segments of the windows from `position` on; returns the end of the list. */
function listSegments(position: i32, columns: i32): usize {
  const g = geometry;
  let list = ownTable();
  for (let column = 0; column < columns;) {
    const i = (position + column) / g.outputWidth;
    const j = position + column - i * g.outputWidth;
    const length = g.stride == 1 ? min(g.outputWidth - j, columns - column) : 1;
    const segment = changetype<Segment>(list);
    segment.from = SIZE * <usize>((i * g.frameWidth + j) * g.stride);
    segment.to = SIZE * <usize>column;
    segment.bytes = SIZE * <usize>length;
    list += SEGMENT_BYTES;
    column += length;
  }
  return list;
}

@inline
function copySegments(frame: usize, row: usize, end: usize): void {
  for (let list = ownTable(); list < end; list += SEGMENT_BYTES) {
    const segment = changetype<Segment>(list);
    let from = frame + segment.from;
    let to = row + segment.to;
    const last = to + segment.bytes;
    for (; to < last; to += VECTOR) {
      v128.store(to, v128.load(from));
      from += VECTOR;
    }
  }
}
