import { assertEquals, assertThrows } from "@std/assert";
import { parseSweepText } from "../../../cli/sweep/sweep_text.ts";
import { ConfigError } from "../../../lib/config/source.ts";

/** The keys with several values, and what is left of the text. */
function parse(...lines: readonly string[]) {
  const { keys, text } = parseSweepText(lines.join("\n"), "s.sweep");
  return { keys: keys.map(({ key, values }) => [key, ...values]), rest: text.split("\n") };
}

Deno.test("parseSweepText() finds values between commas, ranges and pairs", () => {
  assertEquals(
    parse("seed = 1..3 // each", "l2 = 0", "learning_rate = 0.1, 1e-2", "classes = pairs"),
    {
      keys: [["seed", "1", "2", "3"], ["learning_rate", "0.1", "1e-2"], ["classes", "pairs"]],
      rest: ["", "l2 = 0", "", ""],
    },
  );
});

Deno.test("parseSweepText() takes a line for each of values that have commas of their own", () => {
  assertEquals(
    parse("layers = dense 9 tanh, dense 2", "l1 = 0", "layers = dense 2", "layers = dense 2"),
    {
      keys: [["layers", "dense 9 tanh, dense 2", "dense 2"]],
      rest: ["", "l1 = 0", "", ""],
    },
  );
});

Deno.test("parseSweepText() leaves the value of a range or list of one to the configuration", () => {
  assertEquals(parse("seed = 4..4 // one", "l1 = 0, 0", "layers = dense 2, dense 2"), {
    keys: [],
    rest: ["seed = 4", "l1 = 0", "layers = dense 2, dense 2"],
  });
});

Deno.test("parseSweepText() leaves what has one value, or is no key, to the configuration", () => {
  const lines = [
    "classes = 1, 7",
    "layers = dense 9 tanh, dense 2",
    "sede = 1..3",
    "l1 = 0",
    "l1 = 0",
  ];
  assertEquals(parse(...lines), { keys: [], rest: lines });
});

Deno.test("parseSweepText() says where a value is none of its key", () => {
  for (
    const [line, message] of [
      [
        "learning_rate = 0.1, 0",
        's.sweep:2: learning_rate: Expected a number above 0 but found "0"',
      ],
      ["seed = 3..1", "s.sweep:2: seed: Expected 1 to 10000 integers, from the smallest"],
      ["layers = dense 10, dense x", "s.sweep:2:26: layers: Expected"],
      ["seed", 's.sweep:2: Expected "key = value" but found "seed"'],
    ]
  ) {
    assertThrows(() => parseSweepText(`// Seeds\n${line}\n`, "s.sweep"), ConfigError, message);
  }
});
