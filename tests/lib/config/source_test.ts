import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import {
  blaming,
  ConfigError,
  describePlace,
  errorIn,
  OptionError,
  parseEntries,
} from "../../../lib/config/source.ts";

const source = { name: "a.config", entries: parseEntries("\nseed =  5\n", "a.config") };

Deno.test("errorIn() names the line of the key, and the column of a place in its value", () => {
  const whole = errorIn(source, "seed", "Expected less");
  assertEquals([whole.message, whole.position], ["a.config:2: seed: Expected less", { line: 2 }]);
  const place = errorIn(source, "seed", "Expected less", 0);
  assertEquals(place.message, "a.config:2:9: seed: Expected less");
  assertEquals(place.position, { line: 2, column: 9 });
});

Deno.test("errorIn() names the file alone where the key is not in it", () => {
  const error = errorIn(source, "folds", "Expected more", 3);
  assertEquals([error.message, error.position], ["a.config: folds: Expected more", undefined]);
});

Deno.test("errorIn() names the option that says something in place of the file", () => {
  const override = { key: "seed", value: "5" };
  const error = errorIn(
    { ...source, entries: new Map([["seed", override]]) },
    "seed",
    "Expected less",
    0,
  );
  assertInstanceOf(error, OptionError);
  assertEquals([error.message, error.position], ["--seed: Expected less", undefined]);
});

Deno.test("describePlace() tells the line, or the option", () => {
  const places = [...source.entries.values(), { key: "folds", value: "5" }].map(describePlace);
  assertEquals(places, ["is in line 2", "is set by --folds"]);
});

Deno.test("blaming() turns a RangeError into one of the configuration, and nothing else", () => {
  assertEquals(blaming(source, "seed", () => 7), 7);
  const refuse = () => {
    throw new RangeError("Expected 6 but found 5");
  };
  assertThrows(() => blaming(source, "seed", refuse), ConfigError, "a.config:2: seed: Expected 6");
  const fail = () => {
    throw new TypeError("no");
  };
  assertThrows(() => blaming(source, "seed", fail), TypeError, "no");
});

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

Deno.test("parseEntries() refuses a line that is too long", () => {
  const longest = `a = ${"b".repeat(2 ** 17 - 4)}`;
  assertEquals(parseEntries(longest, "a.config").get("a")?.value.length, 2 ** 17 - 4);
  const error = assertThrows(() => parseEntries(`\n${longest}b`, "a.config"), ConfigError);
  assertEquals(error.message, "a.config:2: Expected at most 131072 characters but found 131073");
});
