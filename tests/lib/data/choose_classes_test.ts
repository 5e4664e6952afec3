import { assertEquals, assertThrows } from "@std/assert";
import { chooseClasses } from "../../../lib/data/choose_classes.ts";
import { Dataset } from "../../../lib/data/dataset.ts";

function datasetOf(labels: number[], classNames: string[]): Dataset {
  const images = Uint8Array.from(labels, (_, i) => i);
  return new Dataset(images, Uint8Array.from(labels), [1], classNames.length, classNames);
}

const cases: readonly (readonly [string, number[], string[], string[], number[], number[]])[] = [
  ["keeps the same classes", [1, 0], ["a", "b"], ["a", "b"], [0, 1], [1, 0]],
  ["reorders classes by name", [0, 1, 2], ["a", "b", "c"], ["c", "a", "b"], [0, 1, 2], [1, 2, 0]],
  ["leaves other classes out", [0, 1, 2, 1], ["1", "2", "7"], ["7", "1"], [0, 2], [1, 0]],
  ["keeps what is there of the classes", [0, 1], ["3", "7"], ["1", "3", "5", "7"], [0, 1], [1, 3]],
  ["takes numbers for names", [2, 0], ["0", "1", "2"], ["x", "y", "z"], [0, 1], [2, 0]],
  ["takes names for numbers", [2, 0], ["x", "y", "z"], ["0", "1", "2"], [0, 1], [2, 0]],
];

for (const [what, labels, given, wanted, images, newLabels] of cases) {
  Deno.test(`chooseClasses() ${what}`, () => {
    const chosen = chooseClasses(datasetOf(labels, given), wanted);
    assertEquals([...chosen.images], images);
    assertEquals([...chosen.labels], newLabels);
    assertEquals(chosen.classNames, wanted);
  });
}

Deno.test("chooseClasses() refuses other classes", () => {
  assertThrows(
    () => chooseClasses(datasetOf([0], ["cat", "dog"]), ["cat", "cow"]),
    RangeError,
    'Expected the classes "cat, cow" but found "cat, dog"',
  );
});

Deno.test("chooseClasses() refuses numbered classes of another count", () => {
  assertThrows(() => chooseClasses(datasetOf([0], ["0", "1", "2"]), ["cat", "cow"]), RangeError);
});

Deno.test("chooseClasses() refuses to leave nothing", () => {
  assertThrows(
    () => chooseClasses(datasetOf([2, 2], ["0", "1", "2"]), ["1", "0"]),
    RangeError,
    'Expected images of the classes "1, 0" but found none',
  );
});
