import type { ImageExtents } from "../pixel.ts";
import { components } from "./components.ts";
import { boxOf, VISIBLE_INK } from "./framing.ts";

/** Digits are at most that wide for their height; none of the test digits of MNIST is wider. */
const WIDEST = 2;
/** Share of its box that a digit covers at most, unless it is as narrow as a 1. */
const MOST_COVERED = 0.8;
const NARROW = 0.6;
/** Holes that a digit has at most: the 8 has two, and one more may come from a careless stroke. */
const MOST_HOLES = 3;
/** Smaller holes, as a share of the box, are none. */
const LEAST_HOLE = 0.005;

/**
 * Why an image of a mark is hardly one of a digit, going by its shape alone; undefined if it may be one.
 *
 * @param ink Bytes, 255 for ink, row by row.
 */
export function whyNotADigit(ink: Uint8Array, { width, height }: ImageExtents): string | undefined {
  const box = boxOf({ width, height, values: Float32Array.from(ink) });
  if (box === undefined) return undefined;
  if (box.width > WIDEST * box.height) return "a digit is not as wide for its height";
  const area = box.width * box.height;
  const covered = ink.reduce((sum, amount) => amount >= VISIBLE_INK ? sum + 1 : sum, 0);
  if (covered > MOST_COVERED * area && box.width > NARROW * box.height) {
    return "a digit does not fill its place";
  }
  const holes = components(ink.map((amount) => amount < VISIBLE_INK ? 1 : 0), width)
    .filter(({ pixels }) => pixels.length >= Math.max(2, LEAST_HOLE * area)).length - 1;
  return holes > MOST_HOLES ? `a digit does not have ${holes} holes` : undefined;
}
