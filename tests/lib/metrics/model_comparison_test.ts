import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { countPairs, mcNemarTest, wilsonInterval } from "../../../lib/metrics/model_comparison.ts";

const z = 1.959963984540054;

Deno.test("wilsonInterval() without and with nothing but what counts has closed forms", () => {
  // p = 0: (z²/2n ± z²/2n) / (1 + z²/n), which is 0 and z² / (n + z²); p = 1 mirrors it.
  for (const total of [1, 10, 10_000]) {
    const end = z ** 2 / (total + z ** 2);
    const [low, high] = wilsonInterval(0, total);
    assertEquals(low, 0);
    assertAlmostEquals(high, end, 1e-15);
    const [mirroredLow, mirroredHigh] = wilsonInterval(total, total);
    assertAlmostEquals(mirroredLow, 1 - end, 1e-15);
    assertEquals(mirroredHigh, 1);
  }
});

Deno.test("the ends of wilsonInterval() are the shares that lie z deviations from what was found", () => {
  // What the interval is made from: (p - x)² = z² x (1 - x) / n at either end x.
  for (const [count, total] of [[1, 10], [81, 263], [200, 10_000], [9_999, 10_000]]) {
    const share = count / total;
    const ends = wilsonInterval(count, total);
    assert(ends[0] < share && share < ends[1]);
    for (const end of ends) {
      const deviation = z * Math.sqrt(end * (1 - end) / total);
      assertAlmostEquals(Math.abs(share - end), deviation, 1e-12);
    }
  }
});

Deno.test("wilsonInterval() finds what Newcombe (1998) prints in his table I", () => {
  const printed = [[81, 263, 0.2553, 0.3662], [15, 148, 0.0624, 0.1605], [1, 29, 0.0061, 0.1718]];
  for (const [count, total, low, high] of printed) {
    const found = wilsonInterval(count, total);
    assertAlmostEquals(found[0], low, 5e-5);
    assertAlmostEquals(found[1], high, 5e-5);
  }
});

Deno.test("wilsonInterval() refuses what is no share", () => {
  assertThrows(() => wilsonInterval(0, 0), RangeError, "Expected 1 or more samples but found 0");
  assertThrows(() => wilsonInterval(3, 2), RangeError, "Expected at most 2 samples that count");
  assertThrows(() => wilsonInterval(0.5, 2), RangeError, "but found 0.5");
  assertThrows(() => wilsonInterval(NaN, 2), RangeError, "but found NaN");
});

Deno.test("countPairs() refuses predictions for other samples", () => {
  assertThrows(
    () => countPairs([1, 2], [1, 2], [1]),
    RangeError,
    "Expected 2 predictions but found 1",
  );
  assertEquals(countPairs([], [], []), { both: 0, onlyFirst: 0, onlySecond: 0, neither: 0 });
});

/** The probability by counting: of all ways in which coins can fall, those at least as uneven. */
function shareAsUneven(onlyFirst: number, onlySecond: number): number {
  const throws = onlyFirst + onlySecond;
  let uneven = 0;
  for (let coins = 0; coins < 2 ** throws; coins++) {
    const heads = coins.toString(2).replaceAll("0", "").length;
    if (Math.abs(2 * heads - throws) >= Math.abs(onlyFirst - onlySecond)) uneven++;
  }
  return uneven / 2 ** throws;
}

Deno.test("mcNemarTest() of few samples is the share of all outcomes that are as uneven", () => {
  for (const [b, c] of [[0, 0], [1, 0], [1, 1], [5, 0], [2, 7], [7, 2], [4, 4], [5, 6], [1, 11]]) {
    const { method, pValue } = mcNemarTest({ onlyFirst: b, onlySecond: c });
    assertEquals(method, "exact");
    assertAlmostEquals(pValue, shareAsUneven(b, c), 1e-15, `${b} and ${c}`);
  }
});

Deno.test("mcNemarTest() of many samples goes by chi-square with the correction for continuity", () => {
  // √χ² = (|b - c| - 1) / √(b + c), worked out by hand, and the normal distribution beyond ± that.
  const cases = [
    { onlyFirst: 13, onlySecond: 12, beyond: 1 }, // 0
    { onlyFirst: 9, onlySecond: 16, beyond: 0.2301393404434166 }, // 6 / 5
    { onlyFirst: 18, onlySecond: 7, beyond: 0.04550026389635844 }, // 10 / 5
    { onlyFirst: 39, onlySecond: 10, beyond: 6.334248366623993e-5 }, // 28 / 7
    { onlyFirst: 13, onlySecond: 68, beyond: 1.9731752900754024e-9 }, // 54 / 9
  ];
  for (const { beyond, ...counts } of cases) {
    const { method, pValue } = mcNemarTest(counts);
    assertEquals(method, "chi-square");
    assertAlmostEquals(pValue / beyond, 1, 1e-12);
  }
  assertEquals(mcNemarTest({ onlyFirst: 50, onlySecond: 50 }).pValue, 1);
  assertAlmostEquals(mcNemarTest({ onlyFirst: 10_000, onlySecond: 0 }).pValue, 0, 1e-300);
});

Deno.test("the two ways of mcNemarTest() are close where one takes over from the other", () => {
  const { method, pValue } = mcNemarTest({ onlyFirst: 17, onlySecond: 7 });
  const more = mcNemarTest({ onlyFirst: 18, onlySecond: 7 });
  assertEquals([method, more.method], ["exact", "chi-square"]);
  assert(pValue > more.pValue && pValue < 1.6 * more.pValue);
});

Deno.test("mcNemarTest() refuses what is no number of samples", () => {
  for (const count of [-1, 0.5, NaN, Infinity]) {
    assertThrows(() => mcNemarTest({ onlyFirst: count, onlySecond: 0 }), RangeError, `${count}`);
    assertThrows(() => mcNemarTest({ onlyFirst: 0, onlySecond: count }), RangeError, `${count}`);
  }
});
