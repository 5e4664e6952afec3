import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { parsePng, parsePngHeader, uncompressedPngLength } from "../../../lib/formats/png.ts";
import {
  assemblePng,
  COLOUR,
  COLOUR_ALPHA,
  INDEXED,
  makeChunk,
  makeHeader,
  makePng,
} from "../../png.ts";

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
  assertEquals(
    parts.essence,
    assemblePng([
      makeHeader({ width: 1, height: 1, colourType: COLOUR }),
      makeChunk("IDAT", [1, 2]),
      makeChunk("IDAT", [3]),
      makeChunk("IEND", []),
    ]),
  );
});

Deno.test("parsePng() finds every cut", () => {
  for (let length = 0; length < png.length; length++) {
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
    [Uint8Array.of(...png, 0), `found more at byte ${png.length}`],
    [makePng({ width: 1, height: 1, colourType: INDEXED }, [0, 0]), "found no PLTE chunk"],
  ];
  for (const [bytes, message] of wrong) {
    assertThrows(() => parsePng(bytes), FormatError, message);
  }
});
