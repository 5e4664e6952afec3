import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../../../lib/config/config_error.ts";
import { parseEntries } from "../../../lib/config/entries.ts";

function pairs(text: string): [string, string][] {
  return Array.from(parseEntries(text, "x").values(), ({ key, value }) => [key, value]);
}

Deno.test("parseEntries() reads keys, values and line numbers", () => {
  const entries = parseEntries("\na = 1\n\n  bc\t=\tsome value \n", "x");
  assertEquals(
    Array.from(entries),
    [
      ["a", { key: "a", value: "1", line: 2, column: 5 }],
      ["bc", { key: "bc", value: "some value", line: 4, column: 8 }],
    ],
  );
});

Deno.test("parseEntries() leaves out comments, wherever they start", () => {
  assertEquals(pairs("// all\n  // of it\na = 1 // rest\nb = 2// rest = 3\nc=x//y//z"), [
    ["a", "1"],
    ["b", "2"],
    ["c", "x"],
  ]);
});

Deno.test("parseEntries() accepts any line break, a byte order mark and no spaces", () => {
  assertEquals(pairs("\ufeffa=1\r\nb=2\rc=3\nd=4"), [["a", "1"], ["b", "2"], ["c", "3"], [
    "d",
    "4",
  ]]);
});

Deno.test("parseEntries() counts lines across any line break", () => {
  assertEquals(parseEntries("\r\n\r\n\r\na = 1", "x").get("a")?.line, 4);
});

Deno.test("parseEntries() tells the column of a value, whatever stands around it", () => {
  const column = (text: string) => parseEntries(text, "x").get("a")?.column;
  assertEquals(column("a=1"), 3);
  assertEquals(column("\ufeffa=1"), 3);
  assertEquals(column("\t a =   b c \t // comment"), 9);
});

Deno.test("parseEntries() splits at the first equals sign", () => {
  assertEquals(pairs("path = a=b/c = d"), [["path", "a=b/c = d"]]);
});

Deno.test("parseEntries() of nothing is empty", () => {
  assertEquals(pairs(""), []);
  assertEquals(pairs("\n \r\n// a = 1"), []);
});

Deno.test("parseEntries() takes any word for a key, those of JavaScript objects too", () => {
  assertEquals(pairs("__proto__ = 1\nconstructor = 2"), [["__proto__", "1"], ["constructor", "2"]]);
});

const malformed: readonly (readonly [string, string, string])[] = [
  ["a line without =", "a = 1\nnum epochs", 'x:2: Expected "key = value" but found "num epochs"'],
  ["a line without a key", "= 5", 'x:1: Expected a key before "=" but found "= 5"'],
  ["a line without a value", "a =", 'x:1: Expected a value after "=" but found "a ="'],
  ["a value that is a comment", "a = // 5", 'x:1: Expected a value after "=" but found "a ="'],
  [
    "a key that comes twice",
    "\na = 1\nb = 2\na = 1",
    'x:4: Expected each key once but found "a" a second time, after line 2',
  ],
];

for (const [what, text, message] of malformed) {
  Deno.test(`parseEntries() refuses ${what}`, () => {
    const error = assertThrows(() => parseEntries(text, "x"), ConfigError);
    assertEquals(error.message, message);
  });
}
