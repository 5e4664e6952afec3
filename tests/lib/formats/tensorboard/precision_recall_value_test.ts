import { assertEquals, assertThrows } from "@std/assert";
import { encodeSummaryEvent } from "../../../../lib/formats/tensorboard/events.ts";
import { precisionRecallValue } from "../../../../lib/formats/tensorboard/precision_recall_value.ts";
import { encodeRecord } from "../../../../lib/formats/tensorboard/records.ts";
import { numberIn, readEvents, readMessage } from "../../../tensorboard.ts";

function read(probabilities: readonly number[], positives: readonly boolean[]) {
  const value = precisionRecallValue("class 3", probabilities, positives);
  const [{ values: [found] }] = readEvents(encodeRecord(encodeSummaryEvent(0, 7, [value])));
  return found;
}

/** What there is at a threshold: a column of the table. */
function columnAt({ tensor }: ReturnType<typeof read>, threshold: number): number[] {
  const place = Math.round(threshold * 200);
  return Array.from({ length: 6 }, (_, row) => tensor?.values[201 * row + place] ?? NaN);
}

Deno.test("precisionRecallValue() counts what each threshold lets through", () => {
  const found = read([0.905, 0.5, 0.105, 0.2], [true, false, true, false]);
  assertEquals([found.tag, found.tensor?.type, found.tensor?.extents], ["class 3", 1, [6, 201]]);
  // True positives, false positives, true negatives, false negatives, precision, recall.
  assertEquals(columnAt(found, 0), [2, 2, 0, 0, 0.5, 1]);
  assertEquals(columnAt(found, 0.15), [1, 2, 0, 1, Math.fround(1 / 3), 0.5]);
  assertEquals(columnAt(found, 0.4), [1, 1, 1, 1, 0.5, 0.5]);
  assertEquals(columnAt(found, 0.9), [1, 0, 2, 1, 1, 0.5]);
  assertEquals(columnAt(found, 1), [0, 0, 2, 2, 0, 0]);
});

Deno.test("precisionRecallValue() lets a probability of 1 through at all thresholds", () => {
  assertEquals(columnAt(read([1, 0], [true, false]), 1), [1, 0, 1, 0, 1, 1]);
});

Deno.test("precisionRecallValue() has no precision and recall of nothing", () => {
  assertEquals(columnAt(read([], []), 0), [0, 0, 0, 0, 0, 0]);
});

Deno.test("precisionRecallValue() tells the plugin how many thresholds there are", () => {
  const { plugin } = read([0.5], [true]);
  assertEquals(plugin?.name, "pr_curves");
  assertEquals(numberIn(readMessage(plugin?.content ?? new Uint8Array()), 2), 201);
});

Deno.test("precisionRecallValue() refuses other numbers of positives", () => {
  assertThrows(() => precisionRecallValue("a", [0.5], []), RangeError, "probabilities");
});

Deno.test("precisionRecallValue() lets a probability through at the threshold that it is", () => {
  for (let i = 0; i <= 200; i++) {
    assertEquals(columnAt(read([i / 200], [true]), i / 200)[0], 1, `${i}`);
  }
});
