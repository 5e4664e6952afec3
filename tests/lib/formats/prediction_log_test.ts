import { assertEquals, assertThrows } from "@std/assert";
import { formatPredictionLog } from "../../../lib/formats/prediction_log.ts";

Deno.test("formatPredictionLog() counts images over all batches, with a smaller last one", () => {
  const predictions = Uint8Array.of(7, 2, 1, 0, 6);
  const labels = Uint8Array.of(7, 2, 1, 0, 5);
  assertEquals(
    formatPredictionLog(2, predictions, labels),
    `Current batch: 0
 - image 0: Prediction=7. Label=7
 - image 1: Prediction=2. Label=2
Current batch: 1
 - image 2: Prediction=1. Label=1
 - image 3: Prediction=0. Label=0
Current batch: 2
 - image 4: Prediction=6. Label=5
`,
  );
});

Deno.test("formatPredictionLog() of no images is empty", () => {
  assertEquals(formatPredictionLog(100, [], []), "");
});

Deno.test("formatPredictionLog() refuses a batch size of 0 and lengths that differ", () => {
  assertThrows(() => formatPredictionLog(0, [1], [1]), RangeError, "1 or more but found 0");
  assertThrows(() => formatPredictionLog(1, [1], [1, 2]), RangeError, "Expected 2 predictions");
});
