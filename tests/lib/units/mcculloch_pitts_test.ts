import { assertEquals, assertThrows } from "@std/assert";
import {
  andNetwork,
  McCullochPittsUnit,
  orNetwork,
  runMcCullochPitts,
  type Signal,
  xorNetwork,
} from "../../../lib/units/mcculloch_pitts.ts";

const pairs: readonly (readonly Signal[])[] = [[0, 0], [0, 1], [1, 0], [1, 1]];

Deno.test("the networks for and, or and xor have the truth tables of logic", () => {
  assertEquals(pairs.map((pair) => runMcCullochPitts(andNetwork, pair)), [[0], [0], [0], [1]]);
  assertEquals(pairs.map((pair) => runMcCullochPitts(orNetwork, pair)), [[0], [1], [1], [1]]);
  assertEquals(pairs.map((pair) => runMcCullochPitts(xorNetwork, pair)), [[0], [1], [1], [0]]);
});

Deno.test("McCullochPittsUnit fires when the threshold is just reached", () => {
  // The table of the lecture notes, 2.2.1: x1 + x2 - 2 is -2, -1, -1, 0.
  const unit = new McCullochPittsUnit([1, 1], 2);
  assertEquals(pairs.map((pair) => unit.output(pair)), [0, 0, 0, 1]);
});

Deno.test("McCullochPittsUnit is held back by inhibitory inputs", () => {
  const firstButNotSecond = new McCullochPittsUnit([1, -1], 1);
  assertEquals(pairs.map((pair) => firstButNotSecond.output(pair)), [0, 0, 1, 0]);
});

Deno.test("McCullochPittsUnit without inputs compares 0 with its threshold", () => {
  assertEquals(new McCullochPittsUnit([], 0).output([]), 1);
  assertEquals(new McCullochPittsUnit([], 1).output([]), 0);
});

Deno.test("runMcCullochPitts feeds all outputs of a layer to each unit of the next", () => {
  // Sum and carry of a half adder, in one network of two layers.
  const [[orUnit, notBoth], [both]] = xorNetwork;
  const carry = new McCullochPittsUnit([1, -1], 1);
  const halfAdder = [[orUnit, notBoth], [both, carry]];
  const sums = pairs.map((pair) => runMcCullochPitts(halfAdder, pair));
  assertEquals(sums, [[0, 0], [1, 0], [1, 0], [0, 1]]);
});

Deno.test("McCullochPittsUnit refuses a wrong number of inputs", () => {
  assertThrows(() => runMcCullochPitts(xorNetwork, [1]), RangeError, "2 inputs but found 1");
  assertThrows(
    () => runMcCullochPitts([...andNetwork, ...andNetwork], [1, 1]),
    RangeError,
    "2 inputs but found 1",
  );
});
