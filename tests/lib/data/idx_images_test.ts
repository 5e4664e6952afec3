import { assertEquals, assertThrows } from "@std/assert";
import { parseImageHeader, parseImages, PixelReader } from "../../../lib/data/idx_images.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { makeIdx } from "../../idx.ts";

Deno.test("parseImages() reads pixels of every type", () => {
  const extents = [1, 2, 2];
  const integers = [0, 1, 99, 127];
  for (const type of [0x08, 0x09, 0x0b, 0x0c]) {
    assertEquals([...parseImages(makeIdx(type, extents, integers)).pixels], integers);
  }
  for (const type of [0x0d, 0x0e]) {
    const unit = makeIdx(type, extents, [0, 0.25, 0.5, 1]);
    assertEquals(parseImages(unit).pixels, Uint8Array.of(0, 64, 128, 255));
    const bytes = makeIdx(type, extents, [1, 0, 254.6, 3]);
    assertEquals(parseImages(bytes).pixels, Uint8Array.of(1, 0, 255, 3));
  }
});

Deno.test("parseImages() refuses values that are no pixels, and says where", () => {
  const image = (type: number, value: number) => () =>
    parseImages(makeIdx(type, [1, 1, 2], [0, value]));
  const ofIntegers = "Expected pixels of 0 to 255 but found";
  assertThrows(image(0x09, -3), FormatError, `${ofIntegers} -3 at byte 17`);
  assertThrows(image(0x0b, 256), FormatError, `${ofIntegers} 256 at byte 18`);
  const ofFloats = "Expected pixels of 0 to 1, or of 0 to 255, but found";
  assertThrows(image(0x0d, -0.5), FormatError, `${ofFloats} -0.5 at byte 20`);
  assertThrows(image(0x0e, NaN), FormatError, `${ofFloats} NaN at byte 24`);
});

Deno.test("parseImages() reads lists of pixels as squares", () => {
  const { rows, columns, pixels } = parseImages(makeIdx(8, [2, 4], [1, 2, 3, 4, 5, 6, 7, 8]));
  assertEquals([rows, columns, pixels.length], [2, 2, 8]);
  assertEquals(parseImageHeader(makeIdx(8, [5, 784], [])).rows, 28);
  const { channels, columns: width } = parseImageHeader(makeIdx(8, [5, 3072], []));
  assertEquals([channels, width], [3, 32]);
  const message = "count x pixels of a square, but found 5 x 783";
  assertThrows(() => parseImageHeader(makeIdx(8, [5, 783], [])), FormatError, message);
});

Deno.test("parseImages() puts the channels of each image one after the other", () => {
  const first = parseImages(makeIdx(8, [1, 3, 1, 2], [1, 2, 3, 4, 5, 6]));
  assertEquals([first.channels, first.rows, first.columns], [3, 1, 2]);
  assertEquals(first.pixels, Uint8Array.of(1, 2, 3, 4, 5, 6));
  const last = parseImages(makeIdx(8, [2, 2, 1, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
  assertEquals([last.channels, last.rows, last.columns], [3, 2, 1]);
  assertEquals(last.pixels, Uint8Array.of(1, 4, 2, 5, 3, 6, 7, 10, 8, 11, 9, 12));
  const grey = parseImages(makeIdx(8, [1, 2, 2, 1], [1, 2, 3, 4]));
  assertEquals([grey.channels, grey.pixels], [1, Uint8Array.of(1, 2, 3, 4)]);
});

Deno.test("PixelReader says where bytes of pixels belong", () => {
  const file = makeIdx(8, [2, 1, 2], [7, 8, 9, 10]);
  const reader = new PixelReader(parseImageHeader(file));
  reader.missingPixels?.set([7, 8, 9]);
  reader.fill(3);
  assertEquals(reader.missingBytes, 1);
  reader.missingPixels?.set([10]);
  reader.fill(1);
  assertEquals(reader.finish(), Uint8Array.of(7, 8, 9, 10));
  const floats = new PixelReader(parseImageHeader(makeIdx(0x0d, [1, 1, 1], [0.2])));
  assertEquals(floats.missingPixels, undefined);
});

Deno.test("PixelReader takes blocks, and knows what is missing", () => {
  const file = makeIdx(0x0d, [2, 1, 2], [0.2, 1, 2, 255]);
  const reader = new PixelReader(parseImageHeader(file));
  assertEquals(reader.missingBytes, 16);
  reader.add(file.subarray(16, 24));
  assertEquals(reader.missingBytes, 8);
  reader.add(file.subarray(24));
  assertEquals(reader.missingBytes, 0);
  assertEquals(reader.finish(), Uint8Array.of(0, 1, 2, 255));
});
