import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { parseJpegHeader } from "../../../lib/formats/jpeg.ts";

const START = [0xff, 0xd8];
const COMMENT = [0xff, 0xfe, 0, 4, 65, 66];
const TABLE = [0xff, 0xc4, 0, 3, 0];
/** 8 bits, a height of 3, a width of 258, 3 components. */
const FRAME = [0xff, 0xc2, 0, 17, 8, 0, 3, 1, 2, 3];

Deno.test("parseJpegHeader() finds the frame behind other segments and fill bytes", () => {
  const expected = { width: 258, height: 3, components: 3 };
  assertEquals(parseJpegHeader(Uint8Array.from([...START, ...FRAME])), expected);
  const segments = [...START, ...COMMENT, 0xff, ...TABLE, ...FRAME];
  assertEquals(parseJpegHeader(Uint8Array.from(segments)), expected);
});

Deno.test("parseJpegHeader() says what is wrong", () => {
  const wrong: [number[], string][] = [
    [[], "signature of a JPEG file"],
    [[...START, ...COMMENT, ...new Array(10).fill(0)], "but found none up to byte 8"],
    [[...START, 0xff, 0xda, ...FRAME, ...FRAME], "but found none up to byte 2"],
    [
      [...START, ...FRAME.with(6, 0)],
      "Expected the width and height of a JPEG image but found 258",
    ],
  ];
  for (const [bytes, message] of wrong) {
    assertThrows(() => parseJpegHeader(Uint8Array.from(bytes)), FormatError, message);
  }
});
