import { assertAlmostEquals, assertEquals } from "@std/assert";
import { averageOverClasses, systemF1 } from "../../../lib/metrics/averages.ts";
import {
  fman45Precisions,
  fman45Recalls,
  fman45Table1,
  hsluFigure62,
  matrixOf,
} from "./source_tables.ts";

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

Deno.test("averageOverClasses() averages precision and recall of FMAN45 table 2", () => {
  const { precision, recall } = averageOverClasses(matrixOf(fman45Table1));
  // A mean of numbers rounded to 4 digits is off by half of the last one at most.
  assertAlmostEquals(precision, mean(fman45Precisions.map(Number)), 0.5e-4);
  assertAlmostEquals(recall, mean(fman45Recalls.map(Number)), 0.5e-4);
});

Deno.test("averageOverClasses() counts each error for two classes in the accuracy", () => {
  const wrong = 14000 - 12855;
  const { accuracy } = averageOverClasses(matrixOf(hsluFigure62));
  assertAlmostEquals(accuracy, 1 - 2 * wrong / (10 * 14000), 1e-15);
});

Deno.test("systemF1() is the harmonic mean of mean precision and mean recall", () => {
  // Precision 3/4 and 1, recall 1 and 1/2.
  const matrix = matrixOf([[3, 0], [1, 1]]);
  const { accuracy, precision, recall, f1 } = averageOverClasses(matrix);
  assertEquals([accuracy, precision, recall], [0.8, 0.875, 0.75]);
  assertAlmostEquals(f1, (6 / 7 + 2 / 3) / 2, 1e-15);
  assertAlmostEquals(systemF1(matrix), 2 * 0.875 * 0.75 / (0.875 + 0.75), 1e-15);
});

Deno.test("averages count a class that was never predicted, and leave out one without samples", () => {
  // Class 1 is never predicted, class 2 has no samples, class 3 neither.
  const matrix = matrixOf([[2, 0, 2, 0], [4, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
  const { accuracy, precision, recall, f1 } = averageOverClasses(matrix);
  assertAlmostEquals(precision, (2 / 6 + 0 + 0 / 2) / 3, 1e-15);
  assertAlmostEquals(recall, (2 / 4 + 0 / 4) / 2, 1e-15);
  assertAlmostEquals(f1, (2 / 5 + 0 + 0) / 3, 1e-15);
  assertAlmostEquals(accuracy, (2 / 8 + 4 / 8 + 6 / 8 + 8 / 8) / 4, 1e-15);
});

Deno.test("mean precision is a hundredth where all of ten classes are taken for one of them", () => {
  // 20 samples of each class; all are taken for class 0.
  const rows = Array.from({ length: 10 }, () => [20, ...new Array<number>(9).fill(0)]);
  const { precision, recall } = averageOverClasses(matrixOf(rows));
  assertAlmostEquals(precision, 20 / 200 / 10, 1e-15);
  assertAlmostEquals(recall, 1 / 10, 1e-15);
});

Deno.test("averages and systemF1() are 0 where nothing is right, and NaN of nothing", () => {
  const wrong = matrixOf([[0, 3], [2, 0]]);
  assertEquals(averageOverClasses(wrong), { accuracy: 0, precision: 0, recall: 0, f1: 0 });
  assertEquals(systemF1(wrong), 0);
  const empty = matrixOf([[0, 0], [0, 0]]);
  assertEquals(averageOverClasses(empty), { accuracy: NaN, precision: NaN, recall: NaN, f1: NaN });
  assertEquals(systemF1(empty), NaN);
});
