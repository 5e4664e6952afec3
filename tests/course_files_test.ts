import { assertEquals } from "@std/assert";
import { formatPredictionLog } from "../lib/formats/prediction_log.ts";
import { formatTensorText, parseTensorText } from "../lib/formats/tensor_text.ts";

function expectedResult(name: string): string {
  return Deno.readTextFileSync(new URL(`../expected-results/${name}`, import.meta.url));
}

Deno.test("formatTensorText() writes the course's label file", () => {
  assertEquals(
    formatTensorText({ extents: [10], values: [0, 0, 0, 0, 0, 1, 0, 0, 0, 0] }),
    expectedResult("out-tensor-single-label.txt"),
  );
});

Deno.test("parseTensorText() reads the course's image file, which writes back the same", () => {
  const image = expectedResult("out-tensor-single-image.txt");
  const tensor = parseTensorText(image);
  assertEquals(tensor.extents, [28, 28]);
  // Row 5, column 12 is the first dark pixel of the digit: 3 of 255.
  assertEquals(Array.from(tensor.values).findIndex((value) => value > 0), 5 * 28 + 12);
  assertEquals(tensor.values[5 * 28 + 12], 0.0117647);
  assertEquals(formatTensorText(tensor), image);
});

Deno.test("formatPredictionLog() writes the course's log of a single image", () => {
  const expected = expectedResult("out-prediction-log-single-image.txt");
  assertEquals(formatPredictionLog(1, [5], [5]), expected);
});
