import { Random } from "../../../lib/random.ts";

/** Scores of some samples, and which of them are positives. */
export interface ScoredSamples {
  readonly scores: readonly number[];
  readonly positives: readonly boolean[];
}

/** Random samples of several sizes: few or no equal scores and many, good and bad scores. */
export function randomSamples(): ScoredSamples[] {
  const random = new Random(3);
  return [2, 3, 10, 57, 200].flatMap((count) =>
    [2, 10, 1e9].flatMap((levels) =>
      [-1, 0, 1, 5].map((bias) => {
        const positives = Array.from({ length: count }, (_, i) => i === 0 || random.integer(3) < 1);
        positives[1] = false;
        const scores = positives.map((isPositive) =>
          Math.round(levels * (random.uniform(0, 1) + (isPositive ? bias / 4 : 0))) / levels
        );
        return { scores, positives };
      })
    )
  );
}

/** Counts the samples that a threshold takes for positive, by the definition. */
export function countAbove({ scores, positives }: ScoredSamples, threshold: number): {
  truePositives: number;
  falsePositives: number;
} {
  const taken = positives.filter((_, i) => scores[i] >= threshold);
  const truePositives = taken.filter((isPositive) => isPositive).length;
  return { truePositives, falsePositives: taken.length - truePositives };
}
