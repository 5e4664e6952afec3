import { assertEquals, assertThrows } from "@std/assert";
import { numberIfAny, option, value } from "../../../../lib/config/notation/arguments.ts";
import {
  form,
  formArgument,
  notation,
  oneForm,
  word,
} from "../../../../lib/config/notation/form.ts";
import { NotationError, Tokens } from "../../../../lib/config/notation/tokens.ts";
import { integer } from "../../../../lib/config/values.ts";

const digit = integer(0, 9);

const box = form({
  name: "box",
  description: "a box",
  required: { width: value("width", digit), height: value("height", digit) },
  optional: { depth: numberIfAny("depth", digit), margin: option("margin", "pixels", digit) },
  build({ width, height }, { depth = 1, margin = 0 }) {
    if (width < height) throw new RangeError(`Expected a flat box but found ${width}x${height}`);
    return [width, height, depth, margin];
  },
});

const shapes = oneForm([box, word("none", "no box", [])], "a shape");

function failure(text: string): [string, number] {
  const error = assertThrows(() => shapes.parse(text), NotationError);
  return [error.message, error.offset];
}

Deno.test("form() documents itself by its arguments", () => {
  assertEquals(box.usage, "box <width> <height> [<depth>] [margin <pixels>]");
});

Deno.test("form() takes required arguments in order, then optional ones in any", () => {
  assertEquals(shapes.parse("box 5 4"), [5, 4, 1, 0]);
  assertEquals(shapes.parse("box 5 4 3 margin 2"), [5, 4, 3, 2]);
  assertEquals(shapes.parse("box 5 4 margin 2 3"), [5, 4, 3, 2]);
  assertEquals(shapes.parse("  none "), []);
});

Deno.test("form() refuses missing, repeated and unknown arguments", () => {
  assertEquals(failure("box 5"), [
    "Expected an integer from 0 to 9 as <height> but found the end of the line",
    5,
  ]);
  assertEquals(failure("box 5 4 margin 1 margin 2"), [
    "Expected an integer from 0 to 9 as <depth> or the end of the line " +
    'but found "margin"',
    17,
  ]);
  assertEquals(failure("box 5 4 margn 1"), [
    'Expected an integer from 0 to 9 as <depth>, "margin" or the end of the line ' +
    'but found "margn"; did you mean "margin"?',
    8,
  ]);
  assertEquals(failure("none 5"), ['Expected the end of the line but found "5"', 5]);
});

Deno.test("form() points at its arguments if they do not go together", () => {
  assertEquals(failure("box 4 5"), ["Expected a flat box but found 4x5", 4]);
});

Deno.test("oneForm() refuses another name, and lists its own", () => {
  assertEquals(shapes.expected, "a shape");
  assertEquals(failure("bux 1 2"), [
    'Expected a shape (box, none) but found "bux"; did you mean "box"?',
    0,
  ]);
});

Deno.test("formArgument() takes a form inside another notation", () => {
  const argument = formArgument([box], "a shape");
  assertEquals(argument.usage, "<shape>");
  const tokens = new Tokens("box 2 1 relu");
  assertEquals(argument.take(tokens), [2, 1, 1, 0]);
  assertEquals(tokens.offset, 8);
  assertThrows(() => argument.take(tokens), NotationError, 'or a shape but found "relu"');
});

Deno.test("notation() wants all words taken", () => {
  const word = notation("a word", (tokens) => tokens.takeWord("a"));
  assertEquals(word.parse(" a "), true);
  assertThrows(() => word.parse("a a"), NotationError, "the end of the line");
});
