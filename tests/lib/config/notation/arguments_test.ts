import { assertEquals, assertThrows } from "@std/assert";
import {
  firstOf,
  flag,
  following,
  mapped,
  numberIfAny,
  option,
  type OptionalArgument,
  value,
  values,
} from "../../../../lib/config/notation/arguments.ts";
import { NotationError, Tokens } from "../../../../lib/config/notation/tokens.ts";
import { integer } from "../../../../lib/config/values.ts";

const digit = integer(0, 9);

/** What an argument takes from a text, and where it stops. */
function taken<T>(argument: OptionalArgument<T>, text: string): [T | undefined, number] {
  const tokens = new Tokens(text);
  return [argument.take(tokens), tokens.offset];
}

Deno.test("value() is one value", () => {
  assertEquals(value("size", digit).usage, "<size>");
  assertEquals(taken(value("size", digit), "5 6"), [5, 2]);
  assertThrows(() => taken(value("size", digit), "x"), NotationError, "as <size> but");
});

Deno.test("values() is one or more, up to the next word", () => {
  assertEquals(values("size", digit).usage, "<size> ...");
  assertEquals(taken(values("size", digit), "5 6 7 x"), [[5, 6, 7], 6]);
  assertEquals(taken(values("size", digit), "5"), [[5], 1]);
  assertThrows(() => taken(values("size", digit), "x"), NotationError);
  assertThrows(() => taken(values("size", digit), "5 10"), NotationError, 'found "10"');
});

Deno.test("numberIfAny() is there where a number comes next", () => {
  assertEquals(taken(numberIfAny("alpha", digit), "5"), [5, 1]);
  assertEquals(taken(numberIfAny("alpha", digit), "+5"), [5, 2]);
  assertEquals(taken(numberIfAny("alpha", digit), "relu"), [undefined, 0]);
  assertEquals(taken(numberIfAny("alpha", digit), ", 5"), [undefined, 0]);
  assertEquals(taken(numberIfAny("alpha", digit), ""), [undefined, 0]);
  assertThrows(() => taken(numberIfAny("alpha", digit), ".5"), NotationError, 'found ".5"');
});

Deno.test("flag(), option() and following() are there where their word comes next", () => {
  assertEquals(taken(flag("reflect", "mirror"), "reflect 5"), ["mirror", 8]);
  assertEquals(taken(flag("reflect", "mirror"), "5"), [undefined, 0]);
  assertEquals(option("stride", "pixels", digit).usage, "stride <pixels>");
  assertEquals(taken(option("stride", "pixels", digit), "stride 5"), [5, 8]);
  assertEquals(taken(option("stride", "pixels", digit), "5"), [undefined, 0]);
  assertThrows(() => taken(option("stride", "pixels", digit), "stride"), NotationError, "<pixels>");
  assertEquals(taken(following(",", value("n", digit)), ", 5"), [5, 3]);
});

Deno.test("firstOf() is the one that comes next", () => {
  const either = firstOf<string | number>(flag("same", "s"), option("padding", "n", digit));
  assertEquals(either.usage, "same | padding <n>");
  assertEquals(taken(either, "same"), ["s", 4]);
  assertEquals(taken(either, "padding 0"), [0, 9]);
  assertEquals(taken(either, "valid"), [undefined, 0]);
});

Deno.test("mapped() turns a value into another, and none into none", () => {
  const squared = mapped(numberIfAny("n", digit), (n) => n * n);
  assertEquals(squared.usage, "<n>");
  assertEquals(taken(squared, "3"), [9, 1]);
  assertEquals(taken(squared, "x"), [undefined, 0]);
});
