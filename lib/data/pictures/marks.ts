import type { Component } from "./components.ts";
import { around, type Box } from "./field.ts";

/** Share of the largest piece's area below which another one is dirt. */
const LEAST_AREA = 0.04;
/** Share of the tallest piece's height from which on another one is a mark of its own. */
const WHOLE = 0.55;
/** Share of it from which on a fragment far from all others is. */
const SMALL = 0.3;
/** How far fragments may be from what they belong to, as a share of the tallest piece's height. */
const NEAR = 0.3;
/** Share of the narrower one's width by which two pieces of one mark overlap at least. */
const OVERLAP = 0.35;

/** What was written in one place, such as a digit, though it may be in several pieces. */
export interface Mark {
  /** Places of its pixels. */
  readonly pixels: Int32Array;
  readonly box: Box;
}

/**
 * Puts pieces of ink together to marks, in the order of reading: line by line, each from left to right.
 *
 * A piece that is nearly as tall as the tallest is a mark, unless it stands above or below another one
 * of which it has broken off. Fragments belong to the mark that is nearest. Dirt is left out.
 */
export function findMarks(pieces: readonly Component[]): Mark[] {
  const largest = pieces.reduce((most, { pixels }) => Math.max(most, pixels.length), 0);
  const clean = pieces.filter(({ pixels }) => pixels.length >= LEAST_AREA * largest);
  const tallest = clean.reduce((most, { box }) => Math.max(most, box.height), 0);
  const marks: Mark[] = [];
  for (const piece of clean.toSorted((a, b) => b.box.height - a.box.height)) {
    const nearest = nearestTo(piece, marks);
    const apart = nearest === undefined ? Infinity : distance(nearest.box, piece.box);
    const isWhole = piece.box.height >= WHOLE * tallest;
    const belongs = nearest !== undefined && apart <= NEAR * tallest &&
      (!isWhole || overlap(nearest.box, piece.box) >= OVERLAP);
    if (belongs) marks[marks.indexOf(nearest)] = join(nearest, piece);
    else if (isWhole || piece.box.height >= SMALL * tallest) marks.push(piece);
  }
  return inOrderOfReading(marks);
}

function nearestTo({ box }: Mark, marks: readonly Mark[]): Mark | undefined {
  let nearest: Mark | undefined;
  for (const mark of marks) {
    if (nearest === undefined || distance(mark.box, box) < distance(nearest.box, box)) {
      nearest = mark;
    }
  }
  return nearest;
}

function join(a: Mark, b: Mark): Mark {
  const pixels = new Int32Array(a.pixels.length + b.pixels.length);
  pixels.set(a.pixels);
  pixels.set(b.pixels, a.pixels.length);
  return { pixels, box: around(a.box, b.box) };
}

/** How much two boxes overlap from left to right, as a share of the narrower one. */
function overlap(a: Box, b: Box): number {
  const shared = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  return shared / Math.min(a.width, b.width);
}

/** How far two boxes are apart; 0 if they overlap. */
function distance(a: Box, b: Box): number {
  const x = Math.max(a.left, b.left) - Math.min(a.left + a.width, b.left + b.width);
  const y = Math.max(a.top, b.top) - Math.min(a.top + a.height, b.top + b.height);
  return Math.hypot(Math.max(0, x), Math.max(0, y));
}

/** A mark is in a line if its middle is between top and bottom of what the line began with. */
function inOrderOfReading(marks: readonly Mark[]): Mark[] {
  const lines: Mark[][] = [];
  for (const mark of marks.toSorted((a, b) => a.box.top - b.box.top)) {
    const middle = mark.box.top + mark.box.height / 2;
    const line = lines.find(([{ box }]) => middle >= box.top && middle <= box.top + box.height);
    if (line === undefined) lines.push([mark]);
    else line.push(mark);
  }
  return lines.flatMap((line) => line.toSorted((a, b) => a.box.left - b.box.left));
}
