import { assertEquals, assertThrows } from "@std/assert";
import {
  type Arguments,
  flag,
  operand,
  option,
  optionalOperand,
  repeatedOperand,
  requiredOption,
} from "../../../cli/arguments/arguments.ts";
import { readArguments, UsageError } from "../../../cli/arguments/reader.ts";
import { count, file } from "../../../cli/arguments/values.ts";
import { oneOf } from "../../../lib/config/values.ts";

const input = operand("input", file, "");
const output = operand("output", file, "");
const labels = optionalOperand("labels", file, "");
const images = repeatedOperand("image", file, 1, "");
const names = repeatedOperand("name", file, 0, "");
const index = operand("index", count(0), "");

const options = {
  json: flag("json", ""),
  raw: flag("raw", ""),
  from: option("from", "i", count(0), ""),
  to: option("to", "i", count(1), ""),
  device: option("device", "name", oneOf("typescript", "wasm"), ""),
};

const item = { operands: { input, output, index }, options: {} };

/** What is wrong with the arguments. */
function refusal<T extends object, U extends object>(
  declared: Arguments<T, U>,
  ...args: readonly string[]
): string {
  return assertThrows(() => readArguments(declared, args), UsageError).message;
}

Deno.test("readArguments() reads words by their place", () => {
  assertEquals(readArguments(item, ["a b.idx", "out", "59999"]), {
    input: "a b.idx",
    output: "out",
    index: 59999,
  });
});

Deno.test("readArguments() reads options in any order and form, among the words", () => {
  const declared = { operands: { input, output }, options };
  const values = {
    input: "a",
    output: "b=c",
    json: true,
    raw: false,
    from: 0,
    to: 12,
    device: "wasm",
  } as const;
  for (
    const line of [
      "a b=c --json --from 0 --to=12 --device wasm",
      "--device=wasm a --to 12 --from=0 b=c --json",
    ]
  ) {
    assertEquals(readArguments(declared, line.split(" ")), values);
  }
  assertEquals(readArguments(declared, ["a", "b"]), {
    input: "a",
    output: "b",
    json: false,
    raw: false,
    from: undefined,
    to: undefined,
    device: undefined,
  });
});

Deno.test("readArguments() gives words that may be there to the operands from left to right", () => {
  const middle = { operands: { input, labels, output }, options: {} };
  assertEquals(readArguments(middle, ["a", "b"]), { input: "a", labels: undefined, output: "b" });
  assertEquals(readArguments(middle, ["a", "b", "c"]), { input: "a", labels: "b", output: "c" });
  const many = { operands: { images, output }, options: {} };
  assertEquals(readArguments(many, ["a", "b", "c"]), { images: ["a", "b"], output: "c" });
  assertEquals(readArguments({ operands: { names }, options: {} }, []), { names: [] });
});

Deno.test("readArguments() takes what begins with a dash as a word after --, alone, and as a number", () => {
  const declared = { operands: { names }, options };
  const read = (...args: string[]) => readArguments(declared, args);
  assertEquals(read("a", "--json", "--", "--json", "-x", "--"), {
    ...read("--json"),
    names: ["a", "--json", "-x", "--"],
  });
  assertEquals(read("-", "-1", "-.5").names, ["-", "-1", "-.5"]);
});

Deno.test("readArguments() says how many words it expected where there are fewer or more", () => {
  const expected = "Expected <input> <output> <index> but found";
  assertEquals(refusal(item), `${expected} 0 words`);
  assertEquals(refusal(item, "in"), `${expected} 1 word`);
  assertEquals(refusal(item, "in", "out"), `${expected} 2 words`);
  assertEquals(refusal(item, "in", "out", "1", "2"), `${expected} 4 words`);
  assertEquals(
    refusal({ operands: { input, labels, images }, options: {} }, "in"),
    "Expected <input> [labels] <image> ... but found 1 word",
  );
  assertEquals(refusal({ operands: {}, options: {} }, "a"), "Expected no words but found 1 word");
});

for (const index of ["-1", "-0.5", "1.5", "abc", "", " 1", "1e3", "0x10", "NaN", "Infinity", "١"]) {
  Deno.test(`readArguments() refuses the index "${index}"`, () => {
    assertEquals(
      refusal(item, "in", "out", index),
      `<index>: Expected an integer of 0 or more but found "${index}"`,
    );
  });
}

Deno.test("readArguments() refuses an unknown option, and suggests the nearest", () => {
  const declared = { operands: { names }, options };
  const problem = "Expected a known option but found";
  assertEquals(refusal(declared, "--fro"), `${problem} "--fro"; did you mean "--from"?`);
  assertEquals(refusal(declared, "--frm=2"), `${problem} "--frm=2"; did you mean "--from"?`);
  assertEquals(refusal(declared, "-x"), `${problem} "-x"`);
  assertEquals(refusal(declared, "--__proto__"), `${problem} "--__proto__"`);
  assertEquals(refusal(declared, "--=1"), `${problem} "--=1"`);
});

Deno.test("readArguments() says where there are no options", () => {
  assertEquals(refusal(item, "in", "out", "1", "--all"), 'Expected no options but found "--all"');
});

Deno.test("readArguments() refuses a value after a flag, whatever it is", () => {
  const declared = { operands: { names }, options };
  for (const arg of ["--json=no", "--json=true", "--json="]) {
    assertEquals(
      refusal(declared, "a", arg),
      `Expected --json without a value but found "${arg}"`,
    );
  }
  assertEquals(readArguments(declared, ["--json", "no", "--", "--json=1"]).names, [
    "no",
    "--json=1",
  ]);
});

Deno.test("readArguments() refuses an option without its value", () => {
  const declared = { operands: { names }, options };
  const message = "--from: Expected an integer of 0 or more but found none";
  assertEquals(refusal(declared, "a", "--from"), message);
  assertEquals(refusal(declared, "--from", "--json"), message);
  assertEquals(refusal(declared, "--from", "--", "1"), message);
});

Deno.test("readArguments() refuses a value that is not of the option's kind", () => {
  const declared = { operands: { names }, options };
  assertEquals(
    refusal(declared, "--device", "gpu"),
    '--device: Expected typescript or wasm but found "gpu"',
  );
  assertEquals(
    refusal(declared, "--from", "-1"),
    '--from: Expected an integer of 0 or more but found "-1"',
  );
  assertEquals(refusal(declared, "--to="), '--to: Expected an integer of 1 or more but found ""');
});

Deno.test("readArguments() refuses an option that is there twice", () => {
  const declared = { operands: { names }, options };
  assertEquals(refusal(declared, "--json", "--json"), "Expected --json once but found it twice");
  assertEquals(
    refusal(declared, "--from=1", "--from", "1"),
    "Expected --from once but found it twice",
  );
});

Deno.test("readArguments() refuses a line without an option that must be there", () => {
  const declared = { operands: {}, options: { times: requiredOption("times", "n", count(1), "") } };
  assertEquals(readArguments(declared, ["--times", "2"]), { times: 2 });
  assertEquals(refusal(declared), `--times: Expected ${count(1).expected} but found none`);
});
