import { assertEquals } from "@std/assert";
import { createTypeScriptDevice } from "../../../../lib/devices/typescript/typescript_device.ts";
import { tileFor, tileProduct, tiles } from "../../../../lib/devices/webgpu/tile_product.ts";
import { assertClose } from "../../../close.ts";
import { randomMatrix } from "../../../wasm.ts";
import { testOnRecorder } from "../../../webgpu.ts";

Deno.test("tileFor() takes the largest tile of which there are 128", () => {
  // 12 x 11 = 132 of 128 x 128; 12 x 10 are too few; 100 x 500 has 16 of 64 x 64, so it takes the smallest.
  const sizes = [[1536, 1408], [1536, 1280], [100, 500], [1, 1]];
  assertEquals(sizes.map(([rows, columns]) => tileFor(rows, columns, 32768).size), [
    128,
    64,
    32,
    32,
  ]);
});

Deno.test("tileFor() takes what the memory of a workgroup holds", () => {
  // Two operands of 16 steps, each of 33 vectors of 16 bytes: 16,896; of 32 steps of 17: 17,408.
  const sizes = [17408, 17407, 16896, 16895].map((memory) => tileFor(4096, 4096, memory).size);
  assertEquals(sizes, [128, 128, 128, 32]);
  assertEquals(tileFor(1536, 1280, 17407).size, 32);
});

testOnRecorder("each tile computes each kind of product, beside its ends", async (gpu) => {
  const reference = createTypeScriptDevice("f32");
  for (const tile of tiles) {
    for (
      const [transposeA, transposeB] of [[false, false], [false, true], [true, false], [true, true]]
    ) {
      // Rows that begin at multiples of four elements, and rows that do not.
      for (const [rows, columns, inner] of [[132, 68, 36], [131, 67, 37]]) {
        const a = randomMatrix(reference, transposeA ? [inner, rows] : [rows, inner], 1);
        const b = randomMatrix(reference, transposeB ? [columns, inner] : [inner, columns], 2);
        const c = randomMatrix(reference, [rows, columns], 3);
        const expected = reference.matrix(rows, columns);
        reference.copy(c, expected);
        reference.gemm(transposeA, transposeB, 1.5, a, b, 0.5, expected);
        const isAligned = rows % 4 === 0;
        const form = {
          transposeA,
          transposeB,
          alignedA: isAligned,
          alignedB: isAligned,
          alignedC: isAligned,
        };
        const numbers = { rows, columns, inner, scale: 1.5, keep: 0.5 };
        const workgroups = [Math.ceil(columns / tile.size), Math.ceil(rows / tile.size)];
        gpu.run(tileProduct(form, tile), { a, b, c }, numbers, workgroups);
        await gpu.settle(c);
        assertClose(c.data, expected.data, 1e-5, `${tile.size}, ${transposeA}, ${transposeB}`);
      }
    }
  }
});
