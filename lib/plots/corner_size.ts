/** Sides of the corner that a chart can show: all of it, or less. */
const sizes = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];

/**
 * How much of the unit square a chart must show from the corner of the perfect curve: three times as
 * much as the curve that stays farthest away, as a round number.
 *
 * @param distances How far each curve stays away from the corner, from 0 to 1.
 */
export function cornerSize(distances: readonly number[]): number {
  const farthest = distances.reduce((most, distance) => Math.max(most, distance), 0);
  return sizes.find((size) => size >= 3 * farthest) ?? 1;
}
