import { assertEquals, assertGreater, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { formatTensorText, parseTensorText } from "../../../lib/formats/tensor_text.ts";
import { mutationsOf } from "../../mutations.ts";

Deno.test("formatTensorText() writes a rank of 0 and 3", () => {
  assertEquals(formatTensorText({ extents: [], values: [-0.5] }), "0\n-0.5\n");
  assertEquals(formatTensorText({ extents: [1, 2, 1], values: [1, 2] }), "3\n1\n2\n1\n1\n2\n");
});

Deno.test("formatTensorText() refuses values that do not fill the extents", () => {
  assertThrows(
    () => formatTensorText({ extents: [2, 2], values: [1, 2, 3] }),
    RangeError,
    "Expected 4 values for the extents [2,2] but found 3",
  );
});

Deno.test("parseTensorText() reads every form that formatTensorText() writes", () => {
  const values = [0, -0, 1e-5, 1.5e6, Infinity, -Infinity, NaN];
  const { values: read } = parseTensorText(formatTensorText({ extents: [7], values }));
  assertEquals(Array.from(read), values);
});

Deno.test("parseTensorText() accepts line breaks of other systems and a missing last one", () => {
  assertEquals(parseTensorText("1\r\n2\r\n 3 \r\n4"), {
    extents: [2],
    values: Float64Array.of(3, 4),
  });
});

const malformed: readonly (readonly [string, string, string])[] = [
  ["nothing", "", 'Expected the rank, an integer of 0 or more, but found "" in line 1'],
  ["a fractional rank", "1.5\n", 'Expected the rank, an integer of 0 or more, but found "1.5"'],
  ["a negative extent", "1\n-1\n", 'Expected an extent, an integer of 0 or more, but found "-1"'],
  ["missing extents", "3\n1\n", "Expected 3 extents after the rank but found only 1 lines"],
  ["a missing element", "1\n2\n5\n", "Expected 2 elements for the extents 2 but found 1"],
  ["one element more", "2\n1\n1\n5\n6\n", "Expected 1 elements for the extents 1 x 1 but found 2"],
  ["an empty line", "1\n2\n5\n\n", 'Expected a number but found "" in line 4'],
  ["a word", "1\n1\nfive\n", 'Expected a number but found "five" in line 3'],
  ["a hexadecimal number", "1\n1\n0x10\n", 'Expected a number but found "0x10" in line 3'],
  ["an enormous rank", "4000000000\n1\n", "Expected 4000000000 extents after the rank"],
  ["enormous extents", "2\n4000000000\n4000000000\n1\n", "for the extents 4000000000 x 4000000000"],
];

for (const [what, text, message] of malformed) {
  Deno.test(`parseTensorText() refuses ${what}`, () => {
    assertThrows(() => parseTensorText(text), FormatError, message);
  });
}

Deno.test("parseTensorText() throws nothing but FormatError at damaged text", () => {
  const original = new TextEncoder().encode("2\n2\n3\n0\n1e-05\n-0.25\ninf\nnan\n1.5e+06\n");
  let refused = 0;
  for (const bytes of mutationsOf(original, 5000)) {
    const text = new TextDecoder().decode(bytes);
    try {
      const { extents, values } = parseTensorText(text);
      assertEquals(values.length, extents.reduce((size, extent) => size * extent, 1));
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`at ${text}`, { cause: error });
      refused++;
    }
  }
  assertGreater(refused, 1000);
});
