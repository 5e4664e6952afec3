import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { precision, recall } from "../../../lib/metrics/class_counts.ts";
import { accuracy, ConfusionMatrix, errorRate } from "../../../lib/metrics/confusion_matrix.ts";
import { Random } from "../../../lib/random.ts";
import {
  fman45Precisions,
  fman45Recalls,
  fman45Table1,
  hsluFigure61,
  hsluFigure62,
  matrixOf,
  samplesOf,
} from "./source_tables.ts";

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

Deno.test("ConfusionMatrix gives back the numbers of HSLU figure 61, rows true", () => {
  const matrix = matrixOf(hsluFigure61);
  const counts = range(4).map((label) =>
    range(4).map((prediction) => matrix.count(label, prediction))
  );
  assertEquals(counts, hsluFigure61);
  assertEquals([matrix.classCount, matrix.total], [4, 570]);
  assertEquals(matrix.rowShare(1, 2), 63 / 221);
});

Deno.test("ConfusionMatrix has the confusion table of HSLU figure 64", () => {
  assertEquals(matrixOf(hsluFigure62).classCounts(5), {
    truePositives: 1091,
    falseNegatives: 206,
    falsePositives: 105,
    trueNegatives: 12598,
  });
});

Deno.test("ConfusionMatrix has precision and recall of FMAN45 table 2", () => {
  const matrix = matrixOf(fman45Table1);
  const classes = range(10).map((c) => matrix.classCounts(c));
  assertEquals(classes.map((counts) => precision(counts).toFixed(4)), fman45Precisions);
  assertEquals(classes.map((counts) => recall(counts).toFixed(4)), fman45Recalls);
  assertEquals(range(10).map((c) => matrix.rowShare(c, c).toFixed(4)), fman45Recalls);
});

Deno.test("ConfusionMatrix counts what the definitions say, on random classes", () => {
  const random = new Random(2);
  for (const [classCount, total] of [[1, 5], [2, 40], [5, 300], [12, 30]]) {
    const classes = () => Uint8Array.from({ length: total }, () => random.integer(classCount));
    const labels = classes();
    const predictions = classes();
    const matrix = new ConfusionMatrix(labels, predictions, classCount);
    const number = (isCounted: (label: number, prediction: number) => boolean) =>
      range(total).filter((i) => isCounted(labels[i], predictions[i])).length;
    for (const c of range(classCount)) {
      assertEquals(matrix.classCounts(c), {
        truePositives: number((label, prediction) => label === c && prediction === c),
        falseNegatives: number((label, prediction) => label === c && prediction !== c),
        falsePositives: number((label, prediction) => label !== c && prediction === c),
        trueNegatives: number((label, prediction) => label !== c && prediction !== c),
      });
      const row = number((label) => label === c);
      for (const p of range(classCount)) {
        const count = number((label, prediction) => label === c && prediction === p);
        assertEquals(matrix.count(c, p), count);
        assertEquals(matrix.rowShare(c, p), count / row);
      }
    }
  }
});

Deno.test("ConfusionMatrix.confusions() begins with what HSLU figure 62 points at", () => {
  const confusions = matrixOf(hsluFigure62).confusions();
  assertEquals(confusions.slice(0, 3), [
    { label: 5, prediction: 8, count: 65, rowShare: 65 / 1297 },
    { label: 9, prediction: 4, count: 60, rowShare: 60 / 1373 },
    { label: 9, prediction: 7, count: 53, rowShare: 53 / 1373 },
  ]);
  const wrong = confusions.reduce((sum, { count }) => sum + count, 0);
  assertEquals(wrong, 14000 - 12855);
});

Deno.test("ConfusionMatrix.confusions() leaves out what never happened and keeps equals in order", () => {
  const confusions = matrixOf([[5, 1, 0], [0, 0, 2], [1, 1, 9]]).confusions();
  assertEquals(confusions.map(({ label, prediction, count }) => [label, prediction, count]), [
    [1, 2, 2],
    [0, 1, 1],
    [2, 0, 1],
    [2, 1, 1],
  ]);
  assertEquals(matrixOf([[3, 0], [0, 4]]).confusions(), []);
});

Deno.test("ConfusionMatrix has NaN shares for a class without samples", () => {
  const matrix = matrixOf([[0, 0], [1, 3]]);
  assertEquals([matrix.rowShare(0, 0), matrix.rowShare(0, 1)], [NaN, NaN]);
  assertEquals([matrix.rowShare(1, 0), matrix.rowShare(1, 1)], [0.25, 0.75]);
  const empty = new ConfusionMatrix(new Uint8Array(), new Uint8Array(), 2);
  assertEquals([empty.total, empty.count(0, 1), empty.rowShare(0, 1)], [0, 0, NaN]);
});

Deno.test("ConfusionMatrix refuses what is no class or not as many", () => {
  const refuse = (labels: number[], predictions: number[], classes: number, message: string) =>
    assertThrows(
      () => new ConfusionMatrix(Uint8Array.from(labels), Uint8Array.from(predictions), classes),
      RangeError,
      message,
    );
  refuse([0, 1], [0], 2, "Expected as many predictions as labels, 2, but found 1");
  refuse([0, 1, 2], [0, 1, 1], 2, "Expected labels of 0 to 1 but found 2 as label 2");
  refuse([0, 1], [9, 1], 2, "Expected predictions of 0 to 1 but found 9 as prediction 0");
  refuse([], [], 0, "Expected the number of classes to be an integer of 1 or more but found 0");
});

Deno.test("ConfusionMatrix refuses to tell of a class that is none", () => {
  const matrix = matrixOf(hsluFigure61);
  for (const c of [-1, 4, 0.5, NaN]) {
    for (const [label, prediction] of [[c, 0], [0, c]]) {
      const message = `Expected classes of 0 to 3 but found ${label} and ${prediction}`;
      assertThrows(() => matrix.count(label, prediction), RangeError, message);
      assertThrows(() => matrix.rowShare(label, prediction), RangeError, message);
    }
    assertThrows(() => matrix.classCounts(c), RangeError, "Expected classes of 0 to 3");
  }
});

Deno.test("accuracy() and errorRate() are those of HSLU 3.5.1", () => {
  const { labels, predictions } = samplesOf(hsluFigure62);
  assertEquals(accuracy(labels, predictions), 12855 / 14000);
  assertEquals((100 * accuracy(labels, predictions)).toFixed(1), "91.8");
  assertAlmostEquals(errorRate(labels, predictions), 1 - 12855 / 14000);
});

Deno.test("accuracy() and errorRate() are exact where all or nothing is right", () => {
  const labels = Uint8Array.of(0, 1, 255);
  assertEquals(accuracy(labels, labels), 1);
  assertEquals(errorRate(labels, labels), 0);
  const others = Uint8Array.of(1, 2, 254);
  assertEquals(accuracy(labels, others), 0);
  assertEquals(errorRate(labels, others), 1);
});

Deno.test("accuracy() and errorRate() of nothing are NaN", () => {
  assertEquals(accuracy(new Uint8Array(), new Uint8Array()), NaN);
  assertEquals(errorRate(new Uint8Array(), new Uint8Array()), NaN);
});

Deno.test("accuracy() and errorRate() refuse another number of predictions than of labels", () => {
  for (const measure of [accuracy, errorRate]) {
    assertThrows(
      () => measure(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2)),
      RangeError,
      "Expected as many predictions as labels, 3, but found 2",
    );
  }
});
