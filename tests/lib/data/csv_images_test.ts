import { assertEquals, assertThrows } from "@std/assert";
import { type CsvImages, CsvReader } from "../../../lib/data/csv_images.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

function parse(text: string, from?: number, count?: number): CsvImages {
  const reader = new CsvReader(from, count);
  reader.add(new TextEncoder().encode(text));
  return reader.finish();
}

const names = "label,pixel0,pixel1,pixel2,pixel3";

Deno.test("CsvReader reads tables with names of columns, and without", () => {
  const expected = {
    count: 2,
    channels: 1,
    rows: 2,
    columns: 2,
    pixels: Uint8Array.of(0, 1, 20, 255, 9, 8, 7, 6),
    labels: Uint8Array.of(7, 3),
  };
  const lines = ["7,0,1,20,255", "3,9,8,7,6"];
  assertEquals(parse([names, ...lines].join("\n")), expected);
  assertEquals(parse([names, ...lines, "", ""].join("\r\n")), expected);
  assertEquals(parse(lines.join("\n")), expected);
  assertEquals(parse(`\ufeff${lines.join("\n")}\n`), expected);
  assertEquals(parse(`"label","a","b","c","d"\n7, 0,1.0,20\t, 255. \n3,9 ,8,7,6`), expected);
});

Deno.test("CsvReader finds the labels by their name, wherever they are", () => {
  const { labels, pixels } = parse("p0,p1,p2,p3,class\n1,2,3,4,9\n");
  assertEquals([labels, pixels], [Uint8Array.of(9), Uint8Array.of(1, 2, 3, 4)]);
});

Deno.test("CsvReader reads tables without labels, and images in colour", () => {
  const { labels, pixels } = parse("pixel0,pixel1,pixel2,pixel3\n1,2,3,4\n");
  assertEquals([labels, pixels], [undefined, Uint8Array.of(1, 2, 3, 4)]);
  const { channels, rows } = parse(`5,${new Array(3072).fill(1).join(",")}`);
  assertEquals([channels, rows], [3, 32]);
});

Deno.test("CsvReader reads bytes in blocks of any size", () => {
  const bytes = new TextEncoder().encode(`${names}\n7,0,1,20,255\n3,9,8,7,6`);
  for (const size of [1, 2, 3, 5, 40]) {
    const reader = new CsvReader();
    for (let i = 0; i < bytes.length; i += size) reader.add(bytes.subarray(i, i + size));
    assertEquals(reader.finish().pixels, Uint8Array.of(0, 1, 20, 255, 9, 8, 7, 6));
  }
});

Deno.test("CsvReader keeps the images that are wanted, and looks no further", () => {
  const text = `${names}\n0,1,1,1,1\n1,2,2,2,2\n2,3,3,3,3\nno number`;
  const { count, labels, pixels } = parse(text, 1, 2);
  assertEquals([count, labels], [2, Uint8Array.of(1, 2)]);
  assertEquals(pixels, Uint8Array.of(2, 2, 2, 2, 3, 3, 3, 3));
  const message = "Expected an index below 1, the number of images, but found 5";
  assertThrows(() => parse(`${names}\n0,1,1,1,1`, 5, 2), FormatError, message);
});

Deno.test("CsvReader has room for many images", () => {
  const lines = Array.from({ length: 70_000 }, (_, i) => `${i % 10},${i % 256}`);
  const { count, labels, pixels } = parse(lines.join("\n"));
  assertEquals(count, 70_000);
  assertEquals([labels?.[69_999], pixels[69_999]], [9, 69_999 % 256]);
});

Deno.test("CsvReader says what is wrong and where", () => {
  const wrong: [string, string][] = [
    ["", "Expected lines of pixels in CSV but found none"],
    [names, "Expected lines of pixels in CSV but found none"],
    ["a,b,c\n1,2,3", "785 columns for 28 x 28, but found 3 in line 1"],
    [`${names}\n1,2,3,4,256`, "but found 256 in line 2, column 5"],
    [`${names}\n1,0.5,3,4,5`, 'but found "0.5" in line 2, column 2'],
    [`${names}\n1,-2,3,4,5`, 'but found "-" in line 2, column 2'],
    [`${names}\n1,1 2,3,4,5`, 'a whole number of 0 to 255 but found "1 2" in line 2, column 2'],
    [`${names}\n1,2 .0,3,4,5`, 'but found "2 ." in line 2, column 2'],
    [`${names}\n1,2.0 0,3,4,5`, 'but found "2. 0" in line 2, column 2'],
    [`${names}\n1,1.0.0,3,4,5`, 'but found "1.." in line 2, column 2'],
    [`${names}\n1,2,,4,5`, "Expected a number of 0 to 255 but found nothing in line 2, column 3"],
    [`${names}\n1,2,3,4`, "Expected 5 columns, as in the first line, but found 4 in line 2"],
    [`${names}\n1,2,3,4,5\n1,2,3,4,5,6\n`, "but found 6 in line 3"],
    ["1".repeat(70_000), "a first line of at most 65536 bytes but found more"],
  ];
  for (const [text, message] of wrong) assertThrows(() => parse(text), FormatError, message);
});

Deno.test("CsvReader takes columns that are counted for names", () => {
  const counted = Array.from({ length: 17 }, (_, i) => i).join();
  const image = `7,${new Array(16).fill(9).join()}`;
  assertEquals(parse(`${counted}\n${image}`).labels, Uint8Array.of(7));
  assertEquals(parse(`label,1,2,3,4\n7,0,0,0,0`).labels, Uint8Array.of(7));
  // Few may be an image.
  assertEquals(parse("0,1,2,3,4\n7,0,0,0,0").count, 2);
});

Deno.test("CsvReader takes a first line with a wrong cell for the image that it is", () => {
  const message = (line: string) =>
    assertThrows(() => parse(`${line}\n3,1,2,3,4`), FormatError).message;
  const expected = "Expected a whole number of 0 to 255 but found";
  assertEquals(message("7,0,-1,0,0"), `${expected} "-" in line 1, column 3`);
  assertEquals(message("7,0,x,0,0"), `${expected} "x" in line 1, column 3`);
  assertEquals(
    message("7,0,,0,0"),
    "Expected a number of 0 to 255 but found nothing in line 1, column 3",
  );
});

Deno.test("CsvReader reads lines that end in any way", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const { labels, pixels } = parse([names, "7,0,1,20,255", "3,9,8,7,6", ""].join(end));
    assertEquals([labels, pixels[7]], [Uint8Array.of(7, 3), 6]);
    const place = "in line 3, column 2";
    assertThrows(() => parse([names, "7,0,1,20,255", "3,x"].join(end)), FormatError, place);
  }
});
