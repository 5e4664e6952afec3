import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { folds, foldSamples, split, splitSamples } from "../../../lib/data/split.ts";

/** A dataset whose images are their own numbers, so that a copy tells where it came from. */
function numbered(labels: readonly number[], classes = 10): Dataset {
  const images = Uint8Array.from({ length: 2 * labels.length }, (_, i) => i % 2 ? i >> 1 : i >> 9);
  return new Dataset(images, Uint8Array.from(labels), [2], classes);
}

function numbersIn({ images, count }: Dataset): number[] {
  return Array.from({ length: count }, (_, i) => images[2 * i] * 256 + images[2 * i + 1]);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

/** Asserts that each of the numbers 0 to `count - 1` is in exactly one part, in ascending order. */
function assertPartition(parts: readonly ArrayLike<number>[], count: number): void {
  const all = parts.flatMap((part) => Array.from(part));
  assertEquals(all.toSorted((a, b) => a - b), range(count));
  for (const part of parts) assertEquals(Array.from(part), Array.from(part).sort((a, b) => a - b));
}

/** 17 of class 0, 101 of class 1, 50 of class 2, 1 of class 3, 131 of class 4, mixed. */
const uneven = numbered(
  range(300).map((i) => {
    const place = i * 7 % 300;
    return [17, 118, 168, 169].filter((end) => place >= end).length;
  }),
  5,
);

function countClasses(samples: ArrayLike<number>): number[] {
  const counts = new Array(5).fill(0);
  for (const sample of Array.from(samples)) counts[uneven.labels[sample]]++;
  return counts;
}

Deno.test("splitSamples sets shares and counts aside and puts every sample into one part", () => {
  for (const stratified of [false, true]) {
    for (const count of [3, 10, 57, 300]) {
      const dataset = numbered(range(count).map((i) => i % 3), 3);
      for (const parts of [[], [0.4], [0.2, 0.2], [1], [1, 1], [0.34, 1]]) {
        if (count === 3 && parts.includes(0.2)) continue;
        const samples = splitSamples(dataset, parts, { stratified });
        assertPartition(samples, count);
        const expected = parts.map((part) => part < 1 ? Math.round(part * count) : part);
        assertEquals(samples.slice(1).map(({ length }) => length), expected);
      }
    }
  }
});

Deno.test("splitSamples splits as the source documents do", () => {
  const sizes = (count: number, parts: number[]) =>
    splitSamples(numbered(new Array(count).fill(0)), parts).map(({ length }) => length);
  assertEquals(sizes(15170, [0.2]), [12136, 3034]); // HSLU 3.4.3.1, where 3024 is a slip
  assertEquals(sizes(60000, [2000]), [58000, 2000]); // FMAN45
  assertEquals(sizes(70000, [0.2, 0.2]), [42000, 14000, 14000]); // HSLU table 3
});

Deno.test("splitSamples gives each part its share of every class when stratified", () => {
  const parts = splitSamples(uneven, [0.2, 60], { stratified: true });
  assertEquals(parts.map(({ length }) => length), [180, 60, 60]);
  const shares = [0.6, 0.2, 0.2];
  parts.forEach((samples, part) =>
    countClasses(samples).forEach((count, label) => {
      const fair = [17, 101, 50, 1, 131][label] * shares[part];
      assert(Math.abs(count - fair) < 2, `${count} of class ${label} in part ${part}, not ${fair}`);
    })
  );
});

Deno.test("splitSamples chooses any sample with the same probability", () => {
  for (const stratified of [false, true]) {
    const chosen = new Array(10).fill(0);
    const dataset = numbered([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 2);
    for (let seed = 0; seed < 2000; seed++) {
      const [, part] = splitSamples(dataset, [4], { seed, stratified });
      for (const sample of part) chosen[sample]++;
    }
    // 800 expected, standard deviation 22.
    for (const count of chosen) assert(Math.abs(count - 800) < 100, `${count} times`);
  }
});

Deno.test("splitSamples depends on the seed alone", () => {
  assertEquals(splitSamples(uneven, [0.3], { seed: 5 }), splitSamples(uneven, [0.3], { seed: 5 }));
  assertEquals(splitSamples(uneven, [0.3]), splitSamples(uneven, [0.3], { seed: 1 }));
  assertNotEquals(
    splitSamples(uneven, [0.3], { seed: 5 }),
    splitSamples(uneven, [0.3], { seed: 6 }),
  );
});

Deno.test("split copies images and labels of the samples it chose", () => {
  const [training, validation] = split(uneven, [0.25], { seed: 3 });
  const samples = splitSamples(uneven, [0.25], { seed: 3 });
  for (const [i, part] of [training, validation].entries()) {
    assertEquals(numbersIn(part), [...samples[i]]);
    assertEquals([...part.labels], [...samples[i]].map((sample) => uneven.labels[sample]));
    assertEquals([part.shape, part.classes], [uneven.shape, 5]);
  }
});

Deno.test("splitSamples refuses parts that are no size, empty or all there is", () => {
  const dataset = numbered(new Array(10).fill(0));
  for (const part of [0, -1, -0.5, 1.5, NaN, Infinity, 0.01]) {
    assertThrows(() => splitSamples(dataset, [part]), RangeError, "Expected");
  }
  assertThrows(() => splitSamples(dataset, [10]), RangeError, "fewer than all 10 samples");
  assertThrows(() => splitSamples(dataset, [0.5, 0.5]), RangeError, "but found 10");
  assertThrows(() => splitSamples(dataset, [0.97]), RangeError, "but found 10");
  assertThrows(() => splitSamples(dataset, [11]), RangeError, "but found 11");
});

Deno.test("foldSamples puts every sample into one fold, of sizes that differ by one at most", () => {
  for (const stratified of [false, true]) {
    for (const [count, k] of [[2, 2], [10, 3], [11, 10], [300, 7], [300, 300]]) {
      const dataset = numbered(range(count).map((i) => i % 3), 3);
      const samples = foldSamples(dataset, k, { stratified, seed: count });
      assertEquals(samples.length, k);
      assertPartition(samples, count);
      const sizes = samples.map(({ length }) => length);
      assert(Math.max(...sizes) - Math.min(...sizes) <= 1, `${sizes}`);
    }
  }
});

Deno.test("foldSamples spreads every class evenly over the folds when stratified", () => {
  const counts = foldSamples(uneven, 7, { stratified: true }).map(countClasses);
  for (let label = 0; label < 5; label++) {
    const inFolds = counts.map((fold) => fold[label]);
    assert(Math.max(...inFolds) - Math.min(...inFolds) <= 1, `class ${label}: ${inFolds}`);
  }
});

Deno.test("foldSamples depends on the seed alone", () => {
  assertEquals(foldSamples(uneven, 5, { seed: 9 }), foldSamples(uneven, 5, { seed: 9 }));
  assertNotEquals(foldSamples(uneven, 5, { seed: 9 }), foldSamples(uneven, 5, { seed: 10 }));
});

Deno.test("folds validates each sample once and trains on all others", () => {
  const validated: number[] = [];
  for (const { training, validation } of folds(uneven, 4, { seed: 2 })) {
    assertPartition([numbersIn(training).concat(numbersIn(validation)).sort((a, b) => a - b)], 300);
    assertEquals(numbersIn(training), numbersIn(training).sort((a, b) => a - b));
    assertEquals([training.count, validation.count], [225, 75]);
    validated.push(...numbersIn(validation));
  }
  assertEquals(validated.sort((a, b) => a - b), range(300));
});

Deno.test("foldSamples refuses fewer than two folds or more folds than samples", () => {
  const dataset = numbered([0, 0, 0]);
  for (const k of [0, 1, 4, 2.5, -2, NaN]) {
    assertThrows(() => foldSamples(dataset, k), RangeError, "2 to 3 folds");
  }
});
