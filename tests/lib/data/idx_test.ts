import { assertEquals, assertGreater, assertStrictEquals, assertThrows } from "@std/assert";
import { encodeImages, parseImageHeader, parseImages } from "../../../lib/data/idx_images.ts";
import { encodeLabels, parseLabelHeader, parseLabels } from "../../../lib/data/idx_labels.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { mutationsOf } from "../../mutations.ts";

// Two images of 1 x 3 pixels, and two labels, laid out by hand after the table of the course sheet.
const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 9, 8, 7, 6, 5, 255);
const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 9, 0);

function changed(bytes: Uint8Array, index: number, value: number): Uint8Array {
  return bytes.with(index, value);
}

Deno.test("parseImages() reads counts, extents and pixels", () => {
  const { count, rows, columns, pixels } = parseImages(images);
  assertEquals([count, rows, columns], [2, 1, 3]);
  assertEquals(pixels, Uint8Array.of(9, 8, 7, 6, 5, 255));
});

Deno.test("parseImages() and parseLabels() copy nothing", () => {
  assertStrictEquals(parseImages(images).pixels.buffer, images.buffer);
  assertStrictEquals(parseLabels(labels).buffer, labels.buffer);
});

Deno.test("parseImages() reads bytes in the middle of a buffer", () => {
  const inMiddle = Uint8Array.of(1, 2, 3, ...images).subarray(3);
  assertEquals(parseImages(inMiddle).pixels, Uint8Array.of(9, 8, 7, 6, 5, 255));
});

Deno.test("parseLabels() reads the labels", () => {
  assertEquals(parseLabels(labels), Uint8Array.of(9, 0));
});

Deno.test("encodeImages() and encodeLabels() write what is read", () => {
  assertEquals(encodeImages(parseImages(images)), images);
  assertEquals(encodeLabels(Uint8Array.of(9, 0)), labels);
});

Deno.test("encodeImages() writes images in colour, channel after channel", () => {
  // One row of three pixels, which could be taken for channels of pixels.
  const pixels = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const colours = { count: 1, channels: 3, rows: 1, columns: 3, pixels };
  const file = encodeImages(colours);
  assertEquals(
    file.subarray(0, 20),
    Uint8Array.of(
      ...[0, 0, 8, 4, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 3],
    ),
  );
  assertEquals(parseImages(file), colours);
});

Deno.test("parseImageHeader() and parseLabelHeader() need only the first bytes", () => {
  const { count, channels, rows, columns } = parseImageHeader(images.subarray(0, 16));
  assertEquals([count, channels, rows, columns], [2, 1, 1, 3]);
  assertEquals(parseLabelHeader(labels.subarray(0, 8), 10).count, 2);
});

const malformedImages: readonly (readonly [string, Uint8Array, string])[] = [
  ["no bytes", new Uint8Array(), "header of at least 4 bytes but found the end at byte 0"],
  ["half a header", images.subarray(0, 9), "at least 16 bytes but found the end at byte 9"],
  [
    "another magic number",
    changed(images, 0, 31),
    "Expected an IDX image file but found a file of an unknown kind",
  ],
  [
    "labels",
    labels,
    "of count x rows x columns or count x pixels of a square, but found a list of length 2, as of labels",
  ],
  [
    "no images",
    changed(images, 7, 0),
    "Expected extents of 1 or more but found 0 x 1 x 3 at byte 4",
  ],
  [
    "no rows",
    changed(images, 11, 0),
    "Expected extents of 1 or more but found 2 x 0 x 3 at byte 8",
  ],
  [
    "no columns",
    changed(images, 15, 0),
    "Expected extents of 1 or more but found 2 x 1 x 0 at byte 12",
  ],
  [
    "a truncated file",
    images.subarray(0, 21),
    "Expected 2 images of 1 x 3 pixels, 22 bytes in all, but found the end at byte 21",
  ],
  [
    "trailing bytes",
    Uint8Array.of(...images, 0),
    "Expected 2 images of 1 x 3 pixels, 22 bytes in all, but found more at byte 22",
  ],
  [
    "a header of 4 billion images of 4 billion pixels",
    Uint8Array.of(0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 1, 1, 2, 3),
    "Expected 4294967295 images of 4294967295 x 1 pixels",
  ],
];

for (const [what, bytes, message] of malformedImages) {
  Deno.test(`parseImages() refuses ${what}`, () => {
    assertThrows(() => parseImages(bytes), FormatError, message);
  });
}

const malformedLabels: readonly (readonly [string, Uint8Array, string])[] = [
  ["half a header", labels.subarray(0, 7), "at least 8 bytes but found the end at byte 7"],
  ["images", images, "of a count or of count x classes, but found 2 x 1 x 3, as of images"],
  ["no labels", changed(labels, 7, 0), "Expected extents of 1 or more but found 0 at byte 4"],
  [
    "a truncated file",
    labels.subarray(0, 9),
    "Expected 2 labels, 10 bytes in all, but found the end",
  ],
  ["trailing bytes", Uint8Array.of(...labels, 0), "10 bytes in all, but found more at byte 10"],
  [
    "a label above 9",
    changed(labels, 9, 10),
    "Expected labels of 0 to 9 but found 10 as label 1 at byte 9",
  ],
];

for (const [what, bytes, message] of malformedLabels) {
  Deno.test(`parseLabels() refuses ${what}`, () => {
    assertThrows(() => parseLabels(bytes), FormatError, message);
  });
}

Deno.test("parseLabels() takes the number of classes", () => {
  assertEquals(parseLabels(changed(labels, 9, 25), 26), Uint8Array.of(9, 25));
  assertThrows(
    () => parseLabels(labels, 9),
    FormatError,
    "labels of 0 to 8 but found 9 as label 0",
  );
});

Deno.test("parseImages() throws nothing but FormatError at damaged bytes", () => {
  let refused = 0;
  for (const bytes of mutationsOf(images, 5000)) {
    try {
      const { count, channels, rows, columns, pixels } = parseImages(bytes);
      assertEquals(pixels.length, count * channels * rows * columns);
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`at ${bytes}`, { cause: error });
      refused++;
    }
  }
  assertGreater(refused, 1000);
});

Deno.test("parseLabels() throws nothing but FormatError at damaged bytes", () => {
  let refused = 0;
  for (const bytes of mutationsOf(labels, 5000)) {
    try {
      assertEquals(parseLabels(bytes).every((label) => label <= 9), true);
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`at ${bytes}`, { cause: error });
      refused++;
    }
  }
  assertGreater(refused, 1000);
});
