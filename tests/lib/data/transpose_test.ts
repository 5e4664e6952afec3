import { assertEquals } from "@std/assert";
import { transposeImages } from "../../../lib/data/transpose.ts";

Deno.test("transposeImages() turns each channel of each image by itself", () => {
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  const square = { count: 2, channels: 1, rows: 2, columns: 2, pixels };
  assertEquals(transposeImages(square).pixels, Uint8Array.of(1, 3, 2, 4, 5, 7, 6, 8));
  const colours = { count: 1, channels: 2, rows: 1, columns: 4, pixels };
  assertEquals(transposeImages(colours), { ...colours, rows: 4, columns: 1 });
});
