import { assertEquals, assertThrows } from "@std/assert";
import { initializerNotation } from "../../../lib/config/initializer_notation.ts";
import { NotationError } from "../../../lib/config/notation/tokens.ts";
import {
  constant,
  heNormal,
  heUniform,
  type Initializer,
  inverseRootUniform,
  normal,
  uniform,
  xavierNormal,
  xavierUniform,
  zeros,
} from "../../../lib/initializers.ts";
import { Matrix } from "../../../lib/matrix.ts";
import { Random } from "../../../lib/random.ts";

const initializers: readonly (readonly [string, Initializer])[] = [
  ["zeros", zeros],
  ["constant -0.25", constant(-0.25)],
  ["uniform -0.5 0.5", uniform(-0.5, 0.5)],
  ["normal 1 0.01", normal(1, 0.01)],
  ["inverse_root_uniform", inverseRootUniform],
  ["xavier_uniform", xavierUniform()],
  ["xavier_uniform 4", xavierUniform(4)],
  ["xavier_normal", xavierNormal()],
  ["xavier_normal 1.4", xavierNormal(1.4)],
  ["he_uniform", heUniform],
  ["he_normal", heNormal],
];

function draw(initializer: Initializer): number[][] {
  const values = new Matrix(3, 5);
  initializer(values, 3, 5, new Random(1));
  return values.toRows();
}

for (const [text, initializer] of initializers) {
  Deno.test(`initializerNotation reads ${text}`, () => {
    assertEquals(draw(initializerNotation.parse(text)), draw(initializer));
  });
}

for (
  const [text, message] of [
    ["he", "Expected an initializer (zeros, constant, uniform, normal, "],
    ["constant", "as <number> but found the end of the line"],
    ["uniform 1", "as <high> but found the end of the line"],
    ["uniform 1 -1", "Expected a range of two finite numbers but found [1, -1)"],
    ["normal 0 -1", 'Expected a number of 0 or more as <deviation> but found "-1"'],
    ["xavier_uniform 0", 'Expected a number above 0 as <gain> but found "0"'],
    ["he_normal 2", 'Expected the end of the line but found "2"'],
  ]
) {
  Deno.test(`initializerNotation refuses ${text}`, () => {
    assertThrows(() => initializerNotation.parse(text), NotationError, message);
  });
}
