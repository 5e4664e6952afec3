import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import {
  formatJson,
  isRecord,
  nestsDeeper,
  parseJson,
  parseJsonLines,
  repeatedKey,
} from "../../../lib/formats/json.ts";

Deno.test("parseJsonLines() reads one object from each line, whether the last one ends or not", () => {
  const read = (text: string) => parseJsonLines(text, ({ a }) => a);
  assertEquals(read(""), []);
  assertEquals(read('{"a": 1}\n{"a": [2]}\n'), [1, [2]]);
  assertEquals(read('{"a": 1}\n{}'), [1, undefined]);
});

Deno.test("parseJsonLines() names the line that it cannot read", () => {
  const problem = (text: string) =>
    assertThrows(() => parseJsonLines(text, () => 0), FormatError).message;
  assertEquals(problem("{}\n{"), 'Expected a JSON object but found "{" in line 2');
  assertEquals(problem("{}\n\n{}"), 'Expected a JSON object but found "" in line 2');
  for (const value of ["[]", "null", "1"]) {
    assertEquals(problem(value), `Expected a JSON object but found "${value}" in line 1`);
  }
});

Deno.test("parseJsonLines() refuses what takes much more memory than its text", () => {
  const problem = (text: string) =>
    assertThrows(() => parseJsonLines(text, () => 0), FormatError).message;
  assertEquals(
    problem('{"a":[[1]]}'),
    'Expected a JSON object but found "{"a":[[1]]}" in line 1',
  );
  assertEquals(
    problem(`{}\n{"a":${"[".repeat(2 ** 16)}`),
    "Expected at most 65536 characters but found 65541 in line 2",
  );
});

Deno.test("parseJson() gives the value of a text that nests no deeper than it may", () => {
  assertEquals(
    ["[]", '{"a":"[["}', "1", "[[]]", "[", "", "{}}"].map((text) => parseJson(text, 1)),
    [
      [],
      { a: "[[" },
      1,
      undefined,
      undefined,
      undefined,
      undefined,
    ],
  );
});

Deno.test("formatJson() shows what a terminal would obey, and says the same", () => {
  const value = { "a\x1b\x9b\x7f": ["\u2028\u2029\u202e\u2066\u200f", "é 東\n"] };
  const text = formatJson(value);
  assertEquals(JSON.parse(text), value);
  assertEquals(text.split("\n"), [
    "{",
    '  "a\\u001b\\u009b\\u007f": [',
    '    "\\u2028\\u2029\\u202e\\u2066\\u200f",',
    '    "é 東\\n"',
    "  ]",
    "}",
  ]);
});

Deno.test("parseJsonLines() names the line that the reader refuses, and passes other errors on", () => {
  const refuse = (error: Error) => () =>
    parseJsonLines("{}", () => {
      throw error;
    });
  assertThrows(refuse(new FormatError("Too odd")), FormatError, "Too odd in line 1");
  assertEquals(assertThrows(refuse(new TypeError("other")), TypeError).message, "other");
});

Deno.test("isRecord() accepts objects with keys, and neither null nor lists nor simple values", () => {
  const texts = ["{}", '{"a":1}', "null", "[]", "[1]", "1", '"a"', "true"];
  assertEquals(texts.map((text) => isRecord(JSON.parse(text))), [
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  assertEquals(isRecord(undefined), false);
});

const cases: readonly (readonly [string, string | undefined])[] = [
  ["{}", undefined],
  ["[1, 2]", undefined],
  ['{"a": 1, "b": 2}', undefined],
  ['{"a": 1, "a": 2}', "a"],
  ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}', undefined],
  ['{"a": {"b": [{"c": 1, "c": 1}]}}', "c"],
  ['{"a": {"b": 1}, "a": 1}', "a"],
  ['{"a": "a", "b": ["a", "a"]}', undefined],
  ['{"x": "\\"x\\":{", "y": "}", "x" \n : 0}', "x"],
  ['{"\\u0061": 1, "a": 2}', "a"],
  ['{"": 1, "\\\\": 2, "": 3}', ""],
  ['{"__proto__": 1, "__proto__": 2}', "__proto__"],
];

for (const [json, expected] of cases) {
  Deno.test(`repeatedKey() finds ${expected ?? "nothing"} in ${json}`, () => {
    JSON.parse(json);
    assertEquals(repeatedKey(json), expected);
  });
}

const depths: readonly (readonly [string, number])[] = [
  ["1", 0],
  ["[]", 1],
  ['[[], {"a": []}, []]', 3],
  ['{"[[[": "{{{", "\\"[": "\\\\"}', 1],
  ['{"a": "\\\\", "b": [["\\\\\\"[["]]}', 3],
  ['"[[[[', 0],
];

for (const [json, depth] of depths) {
  Deno.test(`nestsDeeper() finds ${json} to be ${depth} deep`, () => {
    assertEquals(nestsDeeper(json, depth), false);
    assertEquals(nestsDeeper(json, depth - 1), true);
  });
}

Deno.test("nestsDeeper() needs no time for what lies deeper", () => {
  const json = "[".repeat(50_000_000);
  // The shortest time, as other work on the machine only adds to it.
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    assertEquals(nestsDeeper(json, 3), true);
    return performance.now() - start;
  });
  assertLess(Math.min(...times), 100);
});
