import { assertAlmostEquals, assertEquals } from "@std/assert";
import {
  encodeSummaryEvent,
  encodeVersionEvent,
  stepOf,
} from "../../../../lib/formats/tensorboard/events.ts";
import { encodeRecord } from "../../../../lib/formats/tensorboard/records.ts";
import { histogram } from "../../../../lib/metrics/histogram.ts";
import { readEvents, type ReadHistogram } from "../../../tensorboard.ts";

function read(event: Uint8Array) {
  return readEvents(encodeRecord(event))[0];
}

function readHistogram(values: readonly number[], bins?: number): ReadHistogram {
  const event = encodeSummaryEvent(0, 1, [{ tag: "h", histogram: histogram(values, bins) }]);
  const found = read(event).values[0].histogram;
  if (found === undefined) throw new Error("Expected a histogram");
  return found;
}

Deno.test("encodeVersionEvent() tells the version of the format", () => {
  assertEquals(read(encodeVersionEvent(1.5)), {
    wallTime: 1.5,
    step: 0,
    version: "brain.Event:2",
    values: [],
  });
});

Deno.test("encodeSummaryEvent() holds scalars and images under their tags", () => {
  const png = Uint8Array.of(137, 80, 78, 71);
  const event = encodeSummaryEvent(1700000000.25, 2 ** 40, [
    { tag: "loss", scalar: 0.1 },
    { tag: "diverged", scalar: NaN },
    { tag: "weights σ", image: { width: 3, height: 300, png } },
  ]);
  assertEquals(read(event), {
    wallTime: 1700000000.25,
    step: 2 ** 40,
    values: [
      { tag: "loss", scalar: Math.fround(0.1) },
      { tag: "diverged", scalar: NaN },
      { tag: "weights σ", image: { width: 3, height: 300, channels: 3, png } },
    ],
  });
});

Deno.test("encodeSummaryEvent() holds a histogram by the upper ends of its buckets", () => {
  const found = readHistogram([-1, 0, 0.5, 3], 4);
  assertAlmostEquals(found.sum, 2.5, 1e-12);
  assertAlmostEquals(found.sumOfSquares, 10.25, 1e-12);
  assertEquals({ ...found, sum: 2.5, sumOfSquares: 10.25 }, {
    min: -1,
    max: 3,
    num: 4,
    sum: 2.5,
    sumOfSquares: 10.25,
    limits: [0, 1, 2, 3],
    counts: [1, 2, 0, 1],
  });
});

Deno.test("encodeSummaryEvent() holds a histogram whose last bucket ends at the largest number", () => {
  assertEquals(readHistogram([0.1, 0.7, 0.3], 7).limits.at(-1), 0.7);
});

Deno.test("encodeSummaryEvent() holds a histogram of nothing", () => {
  assertEquals(readHistogram([], 2), {
    min: -0.5,
    max: 0.5,
    num: 0,
    sum: 0,
    sumOfSquares: 0,
    limits: [0, 0.5],
    counts: [0, 0],
  });
});

Deno.test("stepOf() tells the step of an event", () => {
  assertEquals(stepOf(encodeVersionEvent(1e9)), 0);
  for (const step of [1, 127, 128, 60000, 2 ** 32 + 1, 2 ** 53 - 1]) {
    assertEquals(stepOf(encodeSummaryEvent(1e9, step, [{ tag: "a", scalar: 1 }])), step);
  }
});

Deno.test("stepOf() tells none where there is another message", () => {
  assertEquals(stepOf(new Uint8Array()), undefined);
  assertEquals(stepOf(Uint8Array.of(0x08, 0x96, 0x01)), undefined);
  assertEquals(stepOf(encodeVersionEvent(1).subarray(0, 10)), undefined);
});
