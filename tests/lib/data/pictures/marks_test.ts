import { assertEquals } from "@std/assert";
import type { Component } from "../../../../lib/data/pictures/components.ts";
import { findMarks } from "../../../../lib/data/pictures/marks.ts";

/** A piece of ink that fills a box. */
function piece(left: number, top: number, width: number, height: number): Component {
  return { pixels: new Int32Array(width * height), box: { left, top, width, height } };
}

function boxesOf(...pieces: Component[]): number[][] {
  return findMarks(pieces).map(({ box }) => [box.left, box.top, box.width, box.height]);
}

Deno.test("findMarks() reads lines from top to bottom, each from left to right", () => {
  const boxes = boxesOf(
    piece(60, 5, 20, 40),
    piece(10, 100, 20, 42),
    piece(10, 0, 20, 40),
    piece(60, 96, 20, 40),
  );
  assertEquals(boxes.map(([left, top]) => [left, top]), [[10, 0], [60, 5], [10, 100], [60, 96]]);
});

Deno.test("findMarks() joins what has broken off a digit, above and beside it", () => {
  // A 5 whose upper bar is detached, and the two halves of an 8.
  assertEquals(boxesOf(piece(10, 20, 20, 30), piece(22, 12, 16, 5)), [[10, 12, 28, 38]]);
  assertEquals(boxesOf(piece(10, 0, 20, 20), piece(11, 22, 20, 22)), [[10, 0, 21, 44]]);
});

Deno.test("findMarks() keeps digits apart that stand close, and leaves out dirt", () => {
  const boxes = boxesOf(piece(10, 0, 20, 40), piece(32, 1, 20, 38), piece(80, 30, 3, 3));
  assertEquals(boxes, [[10, 0, 20, 40], [32, 1, 20, 38]]);
  assertEquals(boxesOf(), []);
});
