import { assertEquals, assertThrows } from "@std/assert";
import { decide } from "../../../lib/training/decide.ts";

const evaluation = {
  scores: [0.5, 0.25, 0.75, 1, 0].map((score) => [1 - score, score]),
  predictions: Uint8Array.of(0, 0, 1, 1, 0),
  loss: 0.125,
  wrong: 1,
  errorRate: 0.2,
  accuracy: 0.8,
};
const labels = Uint8Array.of(1, 0, 1, 1, 0);

Deno.test("decide() predicts the second class from the threshold on", () => {
  const decided = (threshold: number) => {
    const { predictions, wrong } = decide(evaluation, labels, threshold);
    return [[...predictions], wrong];
  };
  assertEquals(decided(0.5), [[1, 0, 1, 1, 0], 0]);
  assertEquals(decided(0.25), [[1, 1, 1, 1, 0], 1]);
  assertEquals(decided(0.75), [[0, 0, 1, 1, 0], 1]);
  assertEquals(decided(0.76), [[0, 0, 0, 1, 0], 2]);
});

Deno.test("decide() keeps the loss and the scores", () => {
  const { loss, scores, errorRate, accuracy } = decide(evaluation, labels, 0.76);
  assertEquals({ loss, scores, errorRate, accuracy }, {
    loss: 0.125,
    scores: evaluation.scores,
    errorRate: 0.4,
    accuracy: 0.6,
  });
});

Deno.test("decide() refuses other than two classes", () => {
  assertThrows(
    () => decide({ ...evaluation, scores: [[0.25, 0.25, 0.5]] }, labels, 0.5),
    RangeError,
    "Expected scores of 2 classes but found 3",
  );
});
