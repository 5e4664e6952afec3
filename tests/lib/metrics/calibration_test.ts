import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { calibration } from "../../../lib/metrics/calibration.ts";
import { Random } from "../../../lib/random.ts";

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

Deno.test("calibration() compares confidence and accuracy in each bin", () => {
  // In [0, 1/2): 0.25 and 0.375, one of two correct. In [1/2, 1]: 0.5, 0.75 and 1, all correct.
  const confidences = [0.25, 1, 0.5, 0.375, 0.75];
  const { bins, expectedCalibrationError } = calibration(
    confidences,
    [true, true, true, false, true],
    2,
  );
  assertEquals(bins, [
    { low: 0, high: 0.5, count: 2, meanConfidence: 0.3125, accuracy: 0.5 },
    { low: 0.5, high: 1, count: 3, meanConfidence: 0.75, accuracy: 1 },
  ]);
  assertAlmostEquals(expectedCalibrationError, 2 / 5 * 0.1875 + 3 / 5 * 0.25, 1e-15);
});

Deno.test("calibration() agrees with its definition on random predictions", () => {
  const random = new Random(4);
  for (const [count, binCount] of [[1, 10], [50, 7], [2000, 10], [300, 1]]) {
    const predictions = Array.from({ length: count }, () => {
      const confidence = random.uniform(0.2, 1);
      return { confidence, isCorrect: random.uniform(0, 1) < confidence };
    });
    const { bins, expectedCalibrationError } = calibration(
      predictions.map(({ confidence }) => confidence),
      predictions.map(({ isCorrect }) => isCorrect),
      binCount,
    );
    assertEquals(bins.length, binCount);
    let expectedError = 0;
    bins.forEach((bin, b) => {
      assertEquals([bin.low, bin.high], [b / binCount, (b + 1) / binCount]);
      const own = predictions.filter(({ confidence }) =>
        confidence >= bin.low && confidence < bin.high
      );
      assertEquals(bin.count, own.length);
      const confidence = mean(own.map(({ confidence }) => confidence));
      const accuracy = mean(own.map(({ isCorrect }) => isCorrect ? 1 : 0));
      if (own.length === 0) {
        assertEquals([bin.meanConfidence, bin.accuracy], [NaN, NaN]);
        return;
      }
      assertAlmostEquals(bin.meanConfidence, confidence, 1e-12);
      assertAlmostEquals(bin.accuracy, accuracy, 1e-12);
      expectedError += own.length / count * Math.abs(accuracy - confidence);
    });
    assertAlmostEquals(expectedCalibrationError, expectedError, 1e-12);
  }
});

Deno.test("calibration() has ten bins unless told, each with its lower border, the last with 1", () => {
  const borders = Array.from({ length: 11 }, (_, b) => b / 10);
  const { bins } = calibration(borders, borders.map(() => true));
  assertEquals(bins.map(({ count }) => count), [1, 1, 1, 1, 1, 1, 1, 1, 1, 2]);
});

Deno.test("calibration() has no error where the sure are right, and 1 where they are all wrong", () => {
  assertEquals(calibration([1, 1, 0], [true, true, false]).expectedCalibrationError, 0);
  assertEquals(calibration([1, 1, 1], [false, false, false]).expectedCalibrationError, 1);
});

Deno.test("calibration() of nothing is NaN, in empty bins", () => {
  const { bins, expectedCalibrationError } = calibration([], []);
  assertEquals(expectedCalibrationError, NaN);
  assertEquals(bins.map(({ count }) => count), new Array(10).fill(0));
});

Deno.test("calibration() refuses what is no confidence, not as many, or no number of bins", () => {
  for (const confidence of [NaN, -0.1, 1.1, Infinity]) {
    assertThrows(
      () => calibration([1, confidence], [true, true]),
      RangeError,
      `Expected confidence 1 to be from 0 to 1 but found ${confidence}`,
    );
  }
  assertThrows(
    () => calibration([1], []),
    RangeError,
    "Expected as many marks of correct predictions as confidences, 1, but found 0",
  );
  for (const bins of [0, 2.5, NaN]) {
    assertThrows(
      () => calibration([1], [true], bins),
      RangeError,
      `Expected the number of bins to be an integer of 1 or more but found ${bins}`,
    );
  }
});

Deno.test("calibration() counts a confidence on a border to the bin that it begins", () => {
  // 0.29 * 100 is rounded to less than 29.
  const { bins } = calibration([0.29], [true], 100);
  assertEquals(bins.findIndex(({ count }) => count === 1), 29);
});
