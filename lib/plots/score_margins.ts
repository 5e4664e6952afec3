/** The scores of classes at some places. */
export interface PlaceScores {
  /** Number of classes, 2 or more. */
  readonly classes: number;
  /** `places × classes`, one place after the other. */
  readonly values: Float64Array;
}

/**
 * By how much the score of a class is above the largest of all others at each place: its region is where
 * that is positive. From the two largest scores at each place, which are found once for all classes.
 *
 * @returns Takes the number of a class. Gives undefined for one that is nowhere as good as the best, and
 * NaN at places where a score is NaN.
 *
 * @example
 * ```ts
 * import { marginsOf } from "./score_margins.ts";
 * import { assertEquals } from "@std/assert";
 *
 * // Two places.
 * const margins = marginsOf({ classes: 3, values: Float64Array.of(5, 2, 1, 0, 4, 3) });
 * assertEquals(margins(0), Float64Array.of(5 - 2, 0 - 4));
 * assertEquals(margins(1), Float64Array.of(2 - 5, 4 - 3));
 * assertEquals(margins(2), undefined);
 * ```
 */
export function marginsOf(
  { classes, values }: PlaceScores,
): (c: number) => Float64Array | undefined {
  const places = values.length / classes;
  const [largest, second] = [new Float64Array(places), new Float64Array(places)];
  const winners = new Uint32Array(places);
  const isBestSomewhere = new Array<boolean>(classes).fill(false);
  for (let place = 0; place < places; place++) {
    const row = values.subarray(place * classes, (place + 1) * classes);
    let [most, next, winner] = [-Infinity, -Infinity, 0];
    for (let c = 0; c < classes; c++) {
      const score = row[c];
      if (score > most) [most, next, winner] = [score, most, c];
      else if (score > next) next = score;
      else if (Number.isNaN(score)) [most, next] = [NaN, NaN];
    }
    [largest[place], second[place], winners[place]] = [most, next, winner];
    for (let c = 0; c < classes; c++) if (row[c] === most) isBestSomewhere[c] = true;
  }
  return (c) => {
    if (!isBestSomewhere[c]) return undefined;
    return largest.map((most, place) =>
      values[place * classes + c] - (winners[place] === c ? second[place] : most)
    );
  };
}
