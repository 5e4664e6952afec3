import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { parsePng, parsePngHeader } from "../../../lib/formats/png.ts";
import { assemblePng, COLOUR, INDEXED, makeChunk, makeHeader, makePng } from "../../png.ts";

const png = makePng({ width: 2, height: 1 }, [0, 10, 20]);

Deno.test("parsePngHeader() reads sizes and kind", () => {
  const header = makeHeader({ width: 300, height: 2, depth: 16, colourType: COLOUR, interlace: 1 });
  assertEquals(parsePngHeader(assemblePng([header])), {
    width: 300,
    height: 2,
    depth: 16,
    channels: 3,
    indexed: false,
    interlaced: true,
  });
});

Deno.test("parsePngHeader() says what is wrong and where", () => {
  const withHeader = (fields: object) =>
    assemblePng([makeHeader({ width: 1, height: 1, ...fields })]);
  const wrong: [Uint8Array, string][] = [
    [new Uint8Array(), "signature of a PNG file"],
    [new TextEncoder().encode("GIF89a and more of these bytes, 33 or more"), "at byte 0"],
    [png.subarray(0, 32), "Expected a PNG header of 33 bytes but found the end at byte 32"],
    [assemblePng([makeChunk("IDAT", new Uint8Array(30))]), "found another chunk at byte 8"],
    [withHeader({ width: 0 }), "Expected the width to be 1 to 2147483647 but found 0 at byte 16"],
    [withHeader({ height: 2 ** 31 }), "found 2147483648 at byte 20"],
    [withHeader({ depth: 3 }), "but found 0 and 3 at byte 24"],
    [withHeader({ depth: 4, colourType: COLOUR }), "but found 2 and 4 at byte 24"],
    [withHeader({ colourType: 5 }), "but found 5 and 8 at byte 24"],
    [withHeader({ interlace: 2 }), "but found 0, 0 and 2 at byte 26"],
  ];
  for (const [bytes, message] of wrong) {
    assertThrows(() => parsePngHeader(bytes), FormatError, message);
  }
});

Deno.test("parsePng() joins the pixels and leaves out what they do not need", () => {
  const parts = parsePng(assemblePng([
    makeHeader({ width: 1, height: 1, colourType: COLOUR }),
    makeChunk("tEXt", [65, 0, 66]),
    makeChunk("PLTE", [1, 2, 3]),
    makeChunk("IDAT", [1, 2]),
    makeChunk("IDAT", [3]),
    makeChunk("IEND", []),
  ]));
  assertEquals(parts.compressed, Uint8Array.of(1, 2, 3));
  assertEquals(parts.palette, undefined);
});

Deno.test("parsePng() reads palettes and what is transparent", () => {
  const png = (colourType: number, chunks: Uint8Array[]) =>
    parsePng(makePng({ width: 1, height: 1, colourType }, [0, 0, 0, 0], chunks));
  const palette = makeChunk("PLTE", [1, 2, 3, 4, 5, 6]);
  const alphas = makeChunk("tRNS", [7]);
  assertEquals(png(INDEXED, [palette, alphas]).palette, [[1, 2, 3, 7], [4, 5, 6]]);
  const colour = makeChunk("tRNS", [0, 1, 0, 2, 1, 0]);
  assertEquals(png(COLOUR, [colour]).transparency, [1, 2, 256]);
  assertEquals(png(COLOUR, [alphas]).transparency, undefined);
});

Deno.test("parsePng() finds every cut", () => {
  // A file without its last chunk, IEND, is whole.
  for (let length = 0; length < png.length - 12; length++) {
    assertThrows(() => parsePng(png.subarray(0, length)), FormatError);
  }
});

Deno.test("parsePng() refuses chunks that are lying, unknown, missing or too many", () => {
  const header = makeHeader({ width: 1, height: 1 });
  const end = makeChunk("IEND", []);
  const long = makeChunk("IDAT", [1]);
  new DataView(long.buffer).setUint32(0, 2 ** 32 - 1);
  const wrong: [Uint8Array, string][] = [
    [assemblePng([header, long, end]), "Expected a whole PNG chunk at byte 33"],
    [
      assemblePng([header, makeChunk("QQQQ", []), end]),
      "a known PNG chunk but found QQQQ at byte 33",
    ],
    [assemblePng([header, header, end]), "found IHDR at byte 33"],
    [assemblePng([header, makeChunk("a\nb ", []), end]), 'but found "a\\u{a}b " at byte 37'],
    [assemblePng([header, end]), "found no IDAT chunk"],
    [makePng({ width: 1, height: 1, colourType: INDEXED }, [0, 0]), "found no PLTE chunk"],
  ];
  for (const [bytes, message] of wrong) {
    assertThrows(() => parsePng(bytes), FormatError, message);
  }
});
