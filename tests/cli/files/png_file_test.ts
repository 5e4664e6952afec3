import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { deflateSync } from "node:zlib";
import { encodeGreyPng } from "../../../lib/formats/encode_png.ts";
import { concatenate } from "../../../lib/formats/bytes.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { mutationsOf } from "../../mutations.ts";
import {
  assemblePng,
  COLOUR,
  COLOUR_ALPHA,
  decodeGreyPng,
  GREY_ALPHA,
  INDEXED,
  makeChunk,
  makeHeader,
  makePng,
  type PngFields,
} from "../../png.ts";

/** Grey values of a PNG file with the given rows. */
function greyOf(fields: PngFields, rows: number[], chunks: Uint8Array[] = []): number[] {
  return [...decodeGreyPng(makePng(fields, rows, chunks)).pixels];
}

Deno.test("decodePng() reads each of the format's colour types", () => {
  assertEquals(greyOf({ width: 3, height: 1 }, [0, 1, 2, 250]), [1, 2, 250]);
  const size = { width: 1, height: 1 };
  assertEquals(greyOf({ ...size, colourType: GREY_ALPHA }, [0, 100, 51]), [224]);
  assertEquals(greyOf({ ...size, colourType: COLOUR }, [0, 255, 0, 0]), [76]);
  assertEquals(greyOf({ ...size, colourType: COLOUR_ALPHA }, [0, 255, 0, 0, 0]), [255]);
  const palette = [makeChunk("PLTE", [0, 0, 0, 255, 0, 0]), makeChunk("tRNS", [0])];
  assertEquals(greyOf({ width: 2, height: 1, colourType: INDEXED }, [0, 0, 1], palette), [255, 76]);
});

Deno.test("decodePng() reads 1, 2, 4 and 16 bits", () => {
  assertEquals(greyOf({ width: 3, height: 1, depth: 1 }, [0, 0b10100000]), [255, 0, 255]);
  assertEquals(greyOf({ width: 2, height: 2, depth: 2 }, [0, 0x10, 0, 0xb0]), [0, 85, 170, 255]);
  assertEquals(greyOf({ width: 3, height: 1, depth: 4 }, [0, 0x0f, 0x70]), [0, 255, 119]);
  assertEquals(greyOf({ width: 2, height: 1, depth: 16 }, [0, 1, 1, 0, 129]), [1, 1]);
  const [palette] = [[makeChunk("PLTE", [9, 9, 9, 8, 8, 8])]];
  const indexed = { width: 2, height: 1, depth: 1, colourType: INDEXED };
  assertEquals(greyOf(indexed, [0, 0b01000000], palette), [9, 8]);
});

Deno.test("decodePng() undoes the five filters", () => {
  // By hand from the specification, 9.2: left, above and above-left neighbours a, b and c.
  const rows = [
    [0, 10, 20, 30],
    [1, 5, 5, 5], // a: 5, 10, 15
    [2, 1, 1, 1], // b: 6, 11, 16
    [3, 1, 1, 1], // (a + b) / 2 rounded down: 4, 8, 13
    [4, 1, 1, 1], // Paeth: b = 4, then b = 8 for p = 5 + 8 - 4, then b = 13
  ];
  assertEquals(greyOf({ width: 3, height: 5 }, rows.flat()), [
    ...[10, 20, 30],
    ...[5, 10, 15],
    ...[6, 11, 16],
    ...[4, 8, 13],
    ...[5, 9, 14],
  ]);
});

Deno.test("decodePng() puts the passes of Adam7 together", () => {
  // Pixels of a 2 x 2 image belong to pass 1, pass 6 (to the right) and pass 7 (the second row).
  const rows = [0, 1, 0, 2, 0, 3, 4];
  assertEquals(greyOf({ width: 2, height: 2, interlace: 1 }, rows), [1, 2, 3, 4]);
});

Deno.test("decodePng() does not take a suggested palette for one of indices", () => {
  const fields = { width: 1, height: 1, colourType: COLOUR };
  assertEquals(greyOf(fields, [0, 255, 0, 0], [makeChunk("PLTE", [1, 2, 3])]), [76]);
});

Deno.test("decodePng() does not unpack a colour profile", () => {
  const profile = [65, 0, 0, ...deflateSync(new Uint8Array(1e6))];
  const chunks = [makeChunk("iCCP", profile), makeChunk("zTXt", [1, 2, 3])];
  assertEquals(greyOf({ width: 1, height: 1 }, [0, 7], chunks), [7]);
});

Deno.test("encodeGreyPng() writes what decodePng() reads", () => {
  const image = { width: 3, height: 2, pixels: Uint8Array.of(0, 1, 2, 253, 254, 255) };
  assertEquals(decodeGreyPng(encodeGreyPng(image)), image);
});

Deno.test("decodePng() refuses more or fewer pixels than the header says", () => {
  const decode = (fields: PngFields, rows: number[]) => decodeGreyPng(makePng(fields, rows));
  const size = { width: 2, height: 2 };
  const expected = "Expected 2 x 2 pixels, 6 bytes, but found";
  assertThrows(() => decode(size, [0, 1, 1, 0, 1]), FormatError, `${expected} 5`);
  const more = new Array(2 ** 20 + 1).fill(0);
  assertThrows(() => decode(size, [...new Array(6).fill(0), ...more]), FormatError, "much more");
});

Deno.test("decodePng() refuses damage", () => {
  const good = makePng({ width: 1, height: 1 }, [0, 7]);
  const wrong = Uint8Array.from(good);
  wrong[29] ^= 1;
  assertThrows(() => decodeGreyPng(wrong), FormatError, "a wrong checksum of IHDR at byte 29");
  assertThrows(
    () => decodeGreyPng(makePng({ width: 1, height: 1 }, [9, 7])),
    FormatError,
    "Expected a filter of 0 to 4 but found 9 in row 0",
  );
  const parts = [makeHeader({ width: 1, height: 1 }), makeChunk("IDAT", [1, 2, 3])];
  const noZlib = assemblePng([...parts, makeChunk("IEND", [])]);
  assertThrows(() => decodeGreyPng(noZlib), FormatError, "Expected an intact PNG image");
});

Deno.test("decodePng() puts interlaced pixels that share bytes together", () => {
  // The specification's figure of the pass that each pixel of 8 x 8 belongs to.
  const figure = ["16462646", "77777777", "56565656", "77777777"]
    .concat(["36463646", "77777777", "56565656", "77777777"]);
  for (const depth of [1, 2, 4]) {
    const valueAt = (x: number, y: number) => (5 * x + 3 * y + x * y) % 2 ** depth;
    const passes = [1, 2, 3, 4, 5, 6, 7].flatMap((pass) =>
      figure.flatMap((passesOfRow, y) => {
        const columns = [...passesOfRow].flatMap((found, x) => found === `${pass}` ? [x] : []);
        if (columns.length === 0) return [];
        const bits = columns.map((x) => valueAt(x, y).toString(2).padStart(depth, "0")).join("");
        const bytes = bits.match(/.{1,8}/g) ?? [];
        return [0, ...bytes.map((byte) => parseInt(byte.padEnd(8, "0"), 2))];
      })
    );
    const expected = figure.flatMap((_, y) =>
      [...figure].map((_, x) => Math.round(valueAt(x, y) * 255 / (2 ** depth - 1)))
    );
    assertEquals(greyOf({ width: 8, height: 8, depth, interlace: 1 }, passes), expected);
  }
});

Deno.test("decodePng() reads what is wrong in places that viewers do not mind", () => {
  const fields = { width: 2, height: 1 };
  const whole = makePng(fields, [0, 5, 6]);
  const pixels = [5, 6];
  const valuesOf = (bytes: Uint8Array) => [...decodeGreyPng(bytes).pixels];
  assertEquals(valuesOf(concatenate([whole, Uint8Array.of(10)])), pixels);
  assertEquals(valuesOf(whole.subarray(0, -12)), pixels);
  assertEquals(valuesOf(whole.subarray(0, -3)), pixels);
  assertEquals(valuesOf(makePng(fields, [0, 5, 6, 0, 9, 9])), pixels);
  const text = makeChunk("tEXt", [65, 0, 66]);
  text[text.length - 1] ^= 1;
  assertEquals(valuesOf(makePng(fields, [0, 5, 6], [text])), pixels);
  const transparent = makeChunk("tRNS", [0, 5, 0, 6, 0, 7]);
  assertEquals(valuesOf(makePng(fields, [0, 5, 6], [transparent])), [255, 6]);
  const palette = [makeChunk("PLTE", [10, 10, 10]), makeChunk("tRNS", [255, 0, 0, 0])];
  const indexed = { ...fields, colourType: INDEXED };
  assertEquals(valuesOf(makePng(indexed, [0, 0, 0], palette)), [10, 10]);
});

Deno.test("decodePng() takes no memory for what a header or a stream only promises", () => {
  const before = Deno.memoryUsage().rss;
  const bomb = makeChunk("IDAT", deflateSync(new Uint8Array(5e7)));
  const huge = (width: number, height: number, data: Uint8Array, depth = 8) =>
    assemblePng([makeHeader({ width, height, depth }), data, makeChunk("IEND", [])]);
  const start = performance.now();
  const few = makeChunk("IDAT", deflateSync(new Uint8Array(100)));
  assertThrows(() => decodeGreyPng(huge(6000, 6000, few, 16)), FormatError, "compressed bytes");
  assertThrows(() => decodeGreyPng(huge(8000, 6000, few, 1)), FormatError, "40000000 pixels");
  assertThrows(() => decodeGreyPng(huge(6000, 6000, few)), FormatError, "compressed bytes");
  assertThrows(
    () => decodeGreyPng(huge(9, 9, bomb)),
    FormatError,
    "data of one image but found much more",
  );
  assertLess(performance.now() - start, 500);
  assertLess(Deno.memoryUsage().rss - before, 2e8);
});

Deno.test("decodePng() reads thousands of damaged files or says what is wrong", () => {
  const palette = [makeChunk("PLTE", [0, 0, 0, 255, 0, 0]), makeChunk("tRNS", [0])];
  const originals = [
    makePng({ width: 3, height: 2 }, [0, 1, 2, 3, 4, 1, 2, 3]),
    makePng({ width: 2, height: 2, depth: 1, colourType: INDEXED }, [0, 64, 0, 128], palette),
    makePng({ width: 2, height: 2, interlace: 1, depth: 16 }, [0, 1, 1, 0, 2, 2, 0, 3, 3, 4, 4]),
  ];
  for (const original of originals) {
    for (const bytes of mutationsOf(original, 1000)) {
      try {
        const { width, height, pixels } = decodeGreyPng(bytes);
        assertEquals(pixels.length, width * height);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
    }
  }
});

Deno.test("decodePng() reads damage behind right checksums or says what is wrong", () => {
  const header = makeHeader({ width: 3, height: 2, depth: 2, colourType: INDEXED }).subarray(8, 21);
  const palette = [0, 0, 0, 255, 0, 0, 9, 9, 9];
  const pixels = deflateSync(Uint8Array.of(0, 0b00011000, 1, 0b10000100));
  const assemble = (...[header, palette, transparency, pixels]: Uint8Array[]) =>
    assemblePng([
      makeChunk("IHDR", header),
      makeChunk("PLTE", palette),
      makeChunk("tRNS", transparency),
      makeChunk("IDAT", pixels),
      makeChunk("IEND", []),
    ]);
  const parts = [header, palette, [0, 128], pixels].map((part) => Uint8Array.from(part));
  assertEquals(decodeGreyPng(assemble(...parts)).pixels.length, 6);
  parts.forEach((part, i) => {
    for (const damaged of mutationsOf(part, 1000)) {
      try {
        const { width, height, pixels } = decodeGreyPng(assemble(...parts.with(i, damaged)));
        assertEquals(pixels.length, width * height);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
      }
    }
  });
});
