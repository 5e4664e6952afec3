import type { Labels } from "../data/labels.ts";

/** More lines could not be told apart. */
export const MOST_CURVES = 10;

/** A curve of one class against the rest. */
export interface ClassCurve<T> {
  readonly name: string;
  readonly curve: T;
}

/**
 * A curve for each class against the rest; of two classes, for the second one, and of more than ten, for
 * those with the smallest areas.
 *
 * @param scores Of each sample, those of all classes.
 * @param curveOf Makes the curve of one class, given the scores of it and whether they are of its samples.
 */
export function classCurves<T extends { readonly area: number }>(
  { classNames, labels }: { readonly classNames: readonly string[]; readonly labels: Labels },
  scores: readonly (readonly number[])[],
  curveOf: (scores: readonly number[], positives: readonly boolean[]) => T,
): ClassCurve<T>[] {
  const curves = classNames.map((name, c) => {
    const positives = Array.from(labels, (label) => label === c);
    return { name, curve: curveOf(scores.map((each) => each[c]), positives) };
  });
  if (curves.length === 2) return curves.slice(1);
  if (curves.length <= MOST_CURVES) return curves;
  // A class without images has no area.
  const known = curves.filter(({ curve }) => !Number.isNaN(curve.area));
  const worst = known.toSorted((a, b) => a.curve.area - b.curve.area).slice(0, MOST_CURVES);
  return curves.filter((curve) => worst.includes(curve));
}
