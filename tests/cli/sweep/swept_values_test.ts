import { assertEquals, assertThrows } from "@std/assert";
import { readArguments, UsageError } from "../../../cli/arguments/reader.ts";
import { sweptKeys, sweptKeysOf } from "../../../cli/sweep/swept_values.ts";
import { OptionError } from "../../../lib/config/source.ts";

function read(...args: string[]) {
  return sweptKeysOf(readArguments({ operands: {}, options: sweptKeys }, args));
}

/** The values of the only key that some arguments are about. */
function valuesOf(...args: string[]): readonly string[] {
  const keys = read(...args);
  assertEquals(keys.length, 1);
  return keys[0].values;
}

Deno.test("sweptKeys take values between commas, each once", () => {
  assertEquals(valuesOf("--learning_rate", "0.1, 0.03,1E-3,0.1"), ["0.1", "0.03", "1E-3"]);
  assertEquals(valuesOf("--optimizer=sgd,adam weight_decay 0.1"), ["sgd", "adam weight_decay 0.1"]);
  assertEquals(valuesOf("--l2", "0"), ["0"]);
});

Deno.test("sweptKeys take ranges of integers, also between commas", () => {
  assertEquals(valuesOf("--seed", "1..5"), ["1", "2", "3", "4", "5"]);
  assertEquals(valuesOf("--hidden_size=8..9,32,64..64"), ["8", "9", "32", "64"]);
});

Deno.test("sweptKeys take a text whole that is a value itself, and may be given several times", () => {
  const layers = ["dense 10 softmax", "dense 8 relu, dense 10 softmax"];
  assertEquals(valuesOf("--layers", layers[0], "--layers", layers[1]), layers);
  assertEquals(valuesOf("--classes", "1,7", "--classes", "pairs"), ["1,7", "pairs"]);
  assertEquals(valuesOf("--rel_path_train_images", "a.bin,b.bin"), ["a.bin,b.bin"]);
});

Deno.test("sweptKeys are in the order of the configuration's keys, with the seed last", () => {
  const given = read("--seed=1,2", "--learning_rate=1", "--batch_size=8,all", "--train_size=100");
  assertEquals(given.map(({ key }) => key), ["train_size", "batch_size", "learning_rate", "seed"]);
});

Deno.test("sweptKeys refuse what the key does not take, piece by piece", () => {
  for (
    const [args, message] of [
      [["--learning_rate", "0.1,0"], '--learning_rate: Expected a number above 0 but found "0"'],
      [["--learning_rate", "0.1,"], '--learning_rate: Expected a number above 0 but found ""'],
      [["--seed", "5..1"], "--seed: Expected 1 to 10000 integers, from the smallest"],
      [["--seed", "1..99999999999"], "--seed: Expected 1 to 10000 integers"],
      [["--threads", "1..65"], '--threads: Expected an integer from 1 to 64 but found "65"'],
      [["--seed", "pairs"], "--seed: Expected an integer from 0"],
    ] as const
  ) {
    assertThrows(() => read(...args), UsageError, message);
  }
  assertThrows(() => read("--seed", "1//2"), OptionError, "--seed: Expected a value on one line");
});
