// Runs the tiles of a product for their time alone, on zeros in the scratch memory of the calling
// thread.

import { scratch } from "../parallel";
import { SIZE } from "../vector";
import { multiplyPair, PANEL_BYTES, PANEL_COLUMNS } from "./packed_panel";
import { BLOCK, multiplyWideRows, setWideRow } from "./wide_tile";

const ROWS: i32 = 16;

/** Multiplies some rows with a panel `count` times, by the wide tile or by the others. */
export function runTiles(wide: bool, count: i32): void {
  const a = scratch;
  const c = scratch + PANEL_BYTES * <usize>BLOCK;
  const d = c + PANEL_BYTES;
  memory.fill(a, 0, d + PANEL_BYTES - a);
  for (let i = 0; i < ROWS; i++) setWideRow(i, a, c);
  for (let i = 0; i < count; i++) {
    if (wide) {
      multiplyWideRows(ROWS, BLOCK, SIZE, PANEL_COLUMNS, 1, 1);
    } else {
      for (let row = 0; row < ROWS; row += 2) {
        multiplyPair(BLOCK, a, a, SIZE, scratch, PANEL_BYTES, c, d, PANEL_COLUMNS, 1, 1);
      }
    }
  }
}
