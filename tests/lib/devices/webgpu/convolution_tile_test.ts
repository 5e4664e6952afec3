import { assert, assertEquals } from "@std/assert";
import { convolutionTile } from "../../../../lib/devices/webgpu/convolution_tile.ts";

/** What every adapter has. */
const MOST_INVOCATIONS = 256;

Deno.test("tiles fit what every adapter has, and their shares fill them", () => {
  for (let rows = 1; rows <= 130; rows++) {
    for (const columns of [1, 1000, 1e6]) {
      for (const terms of [1, 25, 49, 900]) {
        for (const isSoftware of [false, true]) {
          const limits = { isSoftware, memory: 16384 };
          const tile = convolutionTile([rows, columns, terms], limits);
          const title = `${rows} x ${columns}, ${terms} terms: ${JSON.stringify(tile)}`;
          assertEquals([tile.rows % tile.rowsEach, tile.columns % tile.columnsEach], [0, 0], title);
          const shares = tile.rows * tile.columns / (tile.rowsEach * tile.columnsEach);
          assert(shares <= MOST_INVOCATIONS, title);
          if (!tile.isShared) continue;
          assertEquals([tile.rowsEach % 4, tile.columnsEach % 4], [0, 0], title);
          assert(4 * terms * (tile.rows + tile.columns + 8) <= limits.memory, title);
        }
      }
    }
  }
});

Deno.test("a tile of a GPU is large only where there are enough of them", () => {
  const limits = { isSoftware: false, memory: 32768 };
  const columns = (samples: number) => convolutionTile([64, 196 * samples, 25], limits).columns;
  assertEquals([columns(64), columns(1000)], [64, 128]);
});
