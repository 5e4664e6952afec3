import { assertEquals, assertThrows } from "@std/assert";
import {
  augmentationNotation,
  classNotation,
  normalizationNotation,
} from "../../../lib/config/data_notation.ts";
import { NotationError } from "../../../lib/config/notation/tokens.ts";
import { batchAugmentation, imageAugmentation } from "../../../lib/data/augmentation.ts";

Deno.test("normalizationNotation reads each method", () => {
  for (const method of ["divide", "min_max", "min_max_centered", "z_score"]) {
    assertEquals(normalizationNotation.parse(method), method);
  }
  assertThrows(() => normalizationNotation.parse("zscore"), NotationError, 'mean "z_score"?');
});

Deno.test("augmentationNotation has the sources' ranges if nothing else is said", () => {
  assertEquals(augmentationNotation.parse("batch"), batchAugmentation);
  assertEquals(augmentationNotation.parse("image"), imageAugmentation);
});

Deno.test("augmentationNotation reads a chance and ranges", () => {
  assertEquals(augmentationNotation.parse("batch 0.8"), { ...batchAugmentation, chance: 0.8 });
  assertEquals(augmentationNotation.parse("image shift 0 0.5 rotation 10 zoom 0.1"), {
    ...imageAugmentation,
    chance: 0.5,
    zoom: 0.1,
    rotation: 10,
    shift: 0,
  });
  assertEquals(augmentationNotation.parse("image elastic 0.15"), {
    ...imageAugmentation,
    elastic: 0.15,
  });
  assertEquals(augmentationNotation.parse("image erase 0.3 flip 0.5 shear 15"), {
    ...imageAugmentation,
    shear: 15,
    flip: 0.5,
    erase: 0.3,
  });
});

for (
  const [text, message] of [
    ["0.25", "Expected an augmentation (batch, image) but found"],
    ["batch 1.5", "Expected a number from 0 to 1 as <chance>"],
    ["batch zoom 1", "Expected a number from 0 to below 1 as <share>"],
    ["batch rotation 181", "Expected a number from 0 to 180 as <degrees>"],
    ["image elastic 1.5", "Expected a number from 0 to 1 as <share>"],
    ["batch shear 90", "Expected a number from 0 to 89 as <degrees>"],
    ["image erase 2", "Expected a number from 0 to 1 as <share>"],
    ["image flip 2", "Expected a number from 0 to 1 as <chance>"],
    ["batch skew 1", 'found "skew"'],
  ]
) {
  Deno.test(`augmentationNotation refuses ${text}`, () => {
    assertThrows(() => augmentationNotation.parse(text), NotationError, message);
  });
}

Deno.test("classNotation reads two or more classes", () => {
  assertEquals(classNotation.parse("1,\t7"), ["1", "7"]);
  assertEquals(classNotation.parse("9,00,04"), ["9", "0", "4"]);
  assertEquals(classNotation.parse("T-shirt/top , Ankle boot,1984"), [
    "T-shirt/top",
    "Ankle boot",
    "1984",
  ]);
});

for (
  const [text, offset, message] of [
    ["1", 1, 'Expected "," and a second class but found the end of the line'],
    ["1, 7, 1", 6, "Expected each class once but found 1 twice"],
    ["1, 7,01", 5, "Expected each class once but found 1 twice"],
    ["1 7", 3, 'Expected "," and a second class but found the end of the line'],
    ["1, 7,", 5, "Expected the name of a class but found none"],
    ["1, , 7", 3, "Expected the name of a class but found none"],
    ["1, \u{1b}[2J", 3, 'of visible characters but found "\\u{1b}[2J"'],
  ] as const
) {
  Deno.test(`classNotation refuses ${text}`, () => {
    const error = assertThrows(() => classNotation.parse(text), NotationError, message);
    assertEquals(error.offset, offset);
  });
}
