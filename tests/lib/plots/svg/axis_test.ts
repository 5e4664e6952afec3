import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { type AxisRoom, positionOf, scaleAxis, tickStep } from "../../../../lib/plots/svg/axis.ts";
import { Random } from "../../../../lib/random.ts";

const linear = { label: "x" };
const log = { label: "y", scale: "log" } as const;

/** Room for so many labels of 20 pixels. */
function roomFor(labels: number, endsWithData = false): AxisRoom {
  return { length: 20 * labels, extentOf: () => 20, endsWithData };
}

function labelsOf(...args: Parameters<typeof scaleAxis>): string[] {
  return scaleAxis(...args).ticks.map(({ label }) => label);
}

Deno.test("tickStep() is the smallest round step with at most so many parts", () => {
  const cases: [[number, number], number][] = [
    [[0, 1], 0.2],
    [[0.8, 1], 0.05],
    [[0.94, 1], 0.01],
    [[0, 6], 1],
    [[0, 6.5], 2],
    [[-1, 1], 0.5],
    [[0, 5000], 1000],
    [[0, 55], 10],
  ];
  for (const [range, step] of cases) assertAlmostEquals(tickStep(range, 6), step, 1e-12);
});

Deno.test("scaleAxis() ends an axis at round numbers around the data", () => {
  const scale = scaleAxis(linear, [0.12, 2.1], roomFor(20));
  assertEquals(scale.range, [0, 2.5]);
  assertEquals(scale.ticks.map(({ label }) => label), ["0", "0.5", "1", "1.5", "2", "2.5"]);
  assertEquals(scaleAxis(linear, [-0.31, 0.29], roomFor(20)).range, [-0.4, 0.3]);
});

Deno.test("scaleAxis() has fewer ticks where labels have no room, on the same axis", () => {
  const scale = scaleAxis(linear, [-0.31, 0.29], { ...roomFor(10), extentOf: () => 40 });
  assertEquals(scale.ticks.map(({ label }) => label), ["−0.4", "−0.2", "0", "0.2"]);
});

Deno.test("scaleAxis() ends an axis of whole numbers with the data, if asked to", () => {
  const epochs = [1, 5, 31];
  assertEquals(scaleAxis(linear, epochs, roomFor(40, true)).range, [1, 31]);
  // 31 is too near to 30.
  assertEquals(labelsOf(linear, epochs, roomFor(20, true)), [
    "1",
    "5",
    "10",
    "15",
    "20",
    "25",
    "30",
  ]);
  assertEquals(labelsOf(linear, [1, 2, 3], roomFor(40, true)), ["1", "2", "3"]);
  assertEquals(labelsOf(linear, [4], roomFor(40, true)), ["3", "4", "5"]);
  assertEquals(scaleAxis(linear, [0.5, 31], roomFor(40, true)).range, [0, 35]);
});

Deno.test("scaleAxis() keeps the range of an axis that has one", () => {
  const scale = scaleAxis({ ...linear, range: [0.95, 1] }, [0, 1], roomFor(7));
  assertEquals(scale.range, [0.95, 1]);
  assertEquals(scale.ticks.map(({ value }) => value), [0.95, 0.96, 0.97, 0.98, 0.99, 1]);
  assertEquals(labelsOf({ ...linear, range: [3, 3] }, [3], roomFor(7)), ["3"]);
});

Deno.test("scaleAxis() makes a range around a single number", () => {
  assertEquals(scaleAxis(linear, [0.5], roomFor(20)).range, [0.2, 0.8]);
  assertEquals(scaleAxis(linear, [0, 0], roomFor(20)).range, [0, 1]);
  assertEquals(scaleAxis(log, [0.5], roomFor(20)).range, [0.1, 1]);
  assertEquals(scaleAxis(log, [1], roomFor(20)).range, [0.1, 10]);
});

Deno.test("scaleAxis() keeps within the limits of an axis, unless the data is beyond them", () => {
  const percent = { ...linear, limits: [0, 100] } as const;
  const rangeOf = (...args: Parameters<typeof scaleAxis>) => scaleAxis(...args).range;
  // Half of 78 to either side is 39 to 117; in tens, as an eighth of 39 to 100 is 7.6, that is from 30.
  assertEquals(rangeOf(percent, [78], roomFor(20)), [30, 100]);
  assertEquals(rangeOf(percent, [70, 70], roomFor(20)), [30, 100]);
  assertEquals(rangeOf(percent, [100], roomFor(20)), [50, 100]);
  assertEquals(rangeOf({ ...linear, limits: [0, 1] }, [0.9], roomFor(20)), [0.4, 1]);
  // Whole numbers are not divided.
  assertEquals(rangeOf({ ...linear, limits: [0, 1] }, [1], roomFor(20)), [0, 1]);
  assertEquals(rangeOf({ ...log, limits: [0, 100] }, [100], roomFor(20)), [10, 100]);
  assertEquals(rangeOf({ ...log, limits: [0, 98] }, [1, 97], roomFor(20)), [1, 98]);
  // In steps of 0.2, as an eighth of 1.5 is 0.19, it would end at 100.6.
  const odd = { ...linear, limits: [0, 100.55] } as const;
  assertEquals(rangeOf(odd, [99, 100.5], roomFor(20)), [99, 100.55]);
  assertEquals(rangeOf(percent, [120], roomFor(20)), [60, 120]);
});

Deno.test("scaleAxis() has the same range with limits where it is within them without", () => {
  const percent = { ...linear, limits: [0, 100] } as const;
  for (const values of [[0], [0.04], [12.5], [60], [66], [0, 100], [97.2, 99.9], [1.3, 30]]) {
    const { range, ticks } = scaleAxis(linear, values, roomFor(20));
    assert(range[0] >= 0 && range[1] <= 100, `${values}`);
    const limited = scaleAxis(percent, values, roomFor(20));
    assertEquals([limited.range, limited.ticks], [range, ticks]);
  }
});

Deno.test("scaleAxis() has powers of ten on a logarithmic axis, and marks between them", () => {
  const { range, ticks, minorTicks } = scaleAxis(log, [0.0075, 2], roomFor(20));
  assertEquals(range, [0.007, 2]);
  assertEquals(ticks.map(({ label }) => label), ["0.01", "0.1", "1"]);
  const tenths = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
  const hundredths = [0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09];
  assertEquals(minorTicks, [0.007, 0.008, 0.009, ...hundredths, ...tenths, 2]);
});

Deno.test("scaleAxis() leaves out powers of ten where they are too many, but not one itself", () => {
  const { ticks, minorTicks } = scaleAxis(log, [1e-7, 1e4], roomFor(5));
  assertEquals(ticks.map(({ label }) => label), ["10⁻⁶", "10⁻³", "10⁰", "10³"]);
  assertEquals(minorTicks, [1e-7, 1e-5, 1e-4, 1e-2, 1e-1, 10, 100, 1e4]);
});

Deno.test("scaleAxis() has ticks between powers of ten on a short logarithmic axis", () => {
  assertEquals(labelsOf(log, [1.3, 30], roomFor(20)), ["1", "2", "5", "10", "20", "50"]);
  assertEquals(labelsOf(log, [1.3, 30], roomFor(5)), ["1", "3", "10", "30"]);
  assertEquals(labelsOf(log, [1.3, 30], roomFor(2)), ["1", "10"]);
  assertEquals(labelsOf(log, [0.312, 0.34], roomFor(20)).slice(0, 3), ["0.31", "0.315", "0.32"]);
});

Deno.test("scaleAxis() refuses ranges that an axis cannot have", () => {
  const wrong = [[linear, [2, 1]], [linear, [0, NaN]], [log, [0, 1]], [log, [10, 1]]] as const;
  for (const [axis, range] of wrong) {
    assertThrows(
      () => scaleAxis({ ...axis, range }, [1], roomFor(9)),
      RangeError,
      `range but found ${range.join(" to ")}`,
    );
  }
});

Deno.test("the labels of scaleAxis() have room beside each other, whatever the numbers are", () => {
  const random = new Random(2);
  for (let run = 0; run < 2000; run++) {
    const values = Array.from({ length: 2 }, () => 10 ** random.uniform(-12, 12));
    const axis = run % 2 === 0 ? linear : log;
    const shown = axis === log || run % 4 === 0 ? values : values.map((value) => -value);
    const extentOf = (label: string) => 7 * label.length + 12;
    const room = { length: random.uniform(60, 600), extentOf, endsWithData: run % 3 === 0 };
    const scale = scaleAxis(axis, shown, room);
    const places = shown.map((value) => positionOf(scale, value));
    assert(places.every((place) => place >= -1e-9 && place <= 1 + 1e-9), `${shown}`);
    assert(scale.ticks.length > 0 && scale.ticks.length <= 40, `${shown}`);
    if (scale.ticks.length <= 2) continue;
    scale.ticks.slice(1).forEach((tick, i) => {
      const before = scale.ticks[i];
      const distance = room.length *
        (positionOf(scale, tick.value) - positionOf(scale, before.value));
      assert(distance >= (extentOf(tick.label) + extentOf(before.label)) / 2, `${shown}`);
    });
  }
});
