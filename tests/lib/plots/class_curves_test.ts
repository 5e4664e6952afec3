import { assertEquals } from "@std/assert";
import { classCurves } from "../../../lib/plots/class_curves.ts";

/** The share of a class's samples that have a score of 1/2 or more. */
function foundShare(scores: readonly number[], positives: readonly boolean[]) {
  const own = scores.filter((_, i) => positives[i]);
  return { area: own.filter((score) => score >= 0.5).length / own.length };
}

Deno.test("classCurves() has a curve for each class, and of two classes one for the second", () => {
  const labels = Uint8Array.of(0, 1, 2);
  const scores = [[0.9, 0.1, 0], [0.8, 0.2, 0], [0, 0.1, 0.9]];
  assertEquals(classCurves({ classNames: ["a", "b", "c"], labels }, scores, foundShare), [
    { name: "a", curve: { area: 1 } },
    { name: "b", curve: { area: 0 } },
    { name: "c", curve: { area: 1 } },
  ]);
  const two = classCurves(
    { classNames: ["a", "b"], labels: labels.slice(0, 2) },
    scores,
    foundShare,
  );
  assertEquals(two.map(({ name }) => name), ["b"]);
});

Deno.test("classCurves() of many classes has the ten with the smallest areas, in their order", () => {
  const classNames = Array.from({ length: 13 }, (_, c) => `${c}`);
  // There is no sample of the class 12. The classes 3 and 5 alone are found.
  const labels = Uint8Array.from({ length: 12 }, (_, c) => c);
  const scores = Array.from(
    labels,
    (label) => classNames.map((_, c) => c === label && (c === 3 || c === 5) ? 1 : 0),
  );
  const names = classCurves({ classNames, labels }, scores, foundShare).map(({ name }) => name);
  assertEquals(names, ["0", "1", "2", "4", "6", "7", "8", "9", "10", "11"]);
});
