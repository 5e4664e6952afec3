import { assertEquals, assertThrows } from "@std/assert";
import { NotationError, Tokens } from "../../../../lib/config/notation/tokens.ts";
import { integer } from "../../../../lib/config/values.ts";

/** The message and the offset of the error that `take` runs into. */
function failure(text: string, take: (tokens: Tokens) => unknown): [string, number] {
  const error = assertThrows(() => take(new Tokens(text)), NotationError);
  return [error.message, error.offset];
}

Deno.test("Tokens takes words one after the other, commas apart", () => {
  const tokens = new Tokens("conv  16,relu");
  assertEquals(tokens.takeWord("relu"), false);
  assertEquals(tokens.takeWord("conv"), true);
  assertEquals([tokens.offset, tokens.isAtNumber], [6, true]);
  assertEquals(tokens.takeValue(integer(1, 20), "<filters>"), 16);
  assertEquals(tokens.textSince(0), "conv  16");
  assertEquals([tokens.takeWord(","), tokens.takeWord("relu")], [true, true]);
  assertEquals([tokens.offset, tokens.isAtNumber], [13, false]);
  tokens.takeEnd();
});

Deno.test("Tokens takes the candidate whose name comes next", () => {
  const candidates = [{ name: "sgd", id: 1 }, { name: "adam", id: 2 }];
  const tokens = new Tokens("adam adam");
  assertEquals(tokens.takeName(candidates, "an optimizer")?.id, 2);
  assertEquals(tokens.takeName(candidates.slice(0, 1), "an optimizer"), undefined);
  assertEquals(tokens.offset, 5);
});

Deno.test("Tokens tells what it would have accepted, and the nearest word of it", () => {
  const take = (tokens: Tokens) => {
    tokens.takeWord("dense");
    tokens.takeWord("stride");
    tokens.takeName([{ name: "relu" }], "an activation");
    tokens.fail("a comma");
  };
  assertEquals(failure("dense relue", take), [
    'Expected "stride", an activation or a comma but found "relue"; did you mean "relu"?',
    6,
  ]);
  assertEquals(failure("dense xyz", take), [
    'Expected "stride", an activation or a comma but found "xyz"',
    6,
  ]);
  assertEquals(failure("dense ", take), [
    'Expected "stride", an activation or a comma but found the end of the line',
    6,
  ]);
});

Deno.test("Tokens forgets what it looked for once a word is taken", () => {
  const take = (tokens: Tokens) => {
    tokens.takeWord("stride");
    tokens.takeWord("a");
    tokens.fail("b");
  };
  assertEquals(failure("a strid", take), ['Expected b but found "strid"', 2]);
});

Deno.test("Tokens refuses a value of the wrong kind, a comma and the end", () => {
  const take = (tokens: Tokens) => tokens.takeValue(integer(1, 9), "<filters>");
  const expected = "Expected an integer from 1 to 9 as <filters> but found ";
  assertEquals(failure("10", take), [expected + '"10"', 0]);
  assertEquals(failure(" , 5", take), [expected + '","', 1]);
  assertEquals(failure("", take), [expected + "the end of the line", 0]);
});

Deno.test("Tokens refuses words behind the end", () => {
  const take = (tokens: Tokens) => {
    tokens.takeWord("a");
    tokens.takeWord("stride");
    tokens.takeEnd();
  };
  assertEquals(failure("a b", take), ['Expected "stride" or the end of the line but found "b"', 2]);
});

Deno.test("Tokens refuses a text that is too long without reading it", () => {
  assertEquals(new Tokens("a".repeat(65536)).offset, 0);
  assertEquals(failure(",".repeat(65537), (tokens) => tokens.takeEnd()), [
    "Expected at most 65536 characters but found 65537",
    65536,
  ]);
});
