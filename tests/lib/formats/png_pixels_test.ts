import { assertEquals } from "@std/assert";
import { parsePngHeader } from "../../../lib/formats/png.ts";
import { pngSamples, uncompressedPngLength } from "../../../lib/formats/png_pixels.ts";
import { assemblePng, COLOUR, COLOUR_ALPHA, makeHeader } from "../../png.ts";

Deno.test("uncompressedPngLength() counts whole bytes and a filter byte per row", () => {
  const lengthOf = (fields: Parameters<typeof makeHeader>[0]) =>
    uncompressedPngLength(parsePngHeader(assemblePng([makeHeader(fields)])));
  assertEquals(lengthOf({ width: 28, height: 28 }), 28 * 29);
  assertEquals(lengthOf({ width: 9, height: 2, depth: 1 }), 2 * 3);
  assertEquals(lengthOf({ width: 3, height: 2, depth: 16, colourType: COLOUR_ALPHA }), 2 * 25);
});

Deno.test("uncompressedPngLength() adds up the passes of Adam7", () => {
  const lengthOf = (width: number, height: number) =>
    uncompressedPngLength(
      parsePngHeader(assemblePng([makeHeader({ width, height, interlace: 1 })])),
    );
  // The specification's 8 x 8 pattern: 64 pixels in 1 + 1 + 1 + 2 + 2 + 4 + 4 rows.
  assertEquals(lengthOf(8, 8), 64 + 15);
  assertEquals(lengthOf(1, 1), 2);
});

Deno.test("pngSamples() undoes filters of pixels of several bytes", () => {
  const header = parsePngHeader(
    assemblePng([makeHeader({ width: 2, height: 1, colourType: COLOUR })]),
  );
  // Each sample is added to that of the same colour to the left.
  const samples = pngSamples(header, Uint8Array.of(1, 1, 2, 3, 10, 20, 255));
  assertEquals(samples, Uint8Array.of(1, 2, 3, 11, 22, 2));
});

Deno.test("pngSamples() reads samples of two bytes", () => {
  const header = parsePngHeader(assemblePng([makeHeader({ width: 2, height: 1, depth: 16 })]));
  assertEquals(pngSamples(header, Uint8Array.of(0, 1, 2, 255, 0)), Uint16Array.of(258, 65280));
});
