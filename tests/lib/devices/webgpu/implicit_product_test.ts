import { assert, assertEquals } from "@std/assert";
import { productWorkgroups } from "../../../../lib/devices/webgpu/implicit_product.ts";

const tile = { rows: 16, columns: 64, rowsEach: 4, columnsEach: 4, isShared: true };

Deno.test("productWorkgroups() covers all columns, rows and parts", () => {
  assertEquals(productWorkgroups(tile, 17, 65, 3), [2, 1, 6]);
  assertEquals(productWorkgroups(tile, 16, 64 * 65535, 1), [65535, 1, 1]);
});

Deno.test("productWorkgroups() keeps to what adapters allow in a direction", () => {
  for (const groups of [65536, 131071, 200003]) {
    const [x, y] = productWorkgroups(tile, 1, 64 * groups, 1);
    assert(x <= 65535 && y <= 65535 && x * y >= groups && x * y < groups + y, `${x} x ${y}`);
  }
});
