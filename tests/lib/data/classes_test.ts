import { assertEquals, assertThrows } from "@std/assert";
import { matchClasses, restrictToClasses } from "../../../lib/data/classes.ts";
import { Dataset } from "../../../lib/data/dataset.ts";

const dataset = new Dataset(
  Uint8Array.of(10, 11, 20, 21, 30, 31, 40, 41, 50, 51),
  Uint8Array.of(2, 0, 1, 2, 0),
  [1, 1, 2],
  3,
  ["shirt", "shoe", "bag"],
);

Deno.test("restrictToClasses keeps the order and numbers the classes as they are listed", () => {
  const restricted = restrictToClasses(dataset, [2, 0]);
  assertEquals(restricted.images, Uint8Array.of(10, 11, 20, 21, 40, 41, 50, 51));
  assertEquals(restricted.labels, Uint8Array.of(0, 1, 0, 1));
  assertEquals(restricted.classes, 2);
  assertEquals(restricted.classNames, ["bag", "shirt"]);
  assertEquals(restricted.shape, [1, 1, 2]);
});

Deno.test("restrictToClasses keeps the names through a second restriction", () => {
  const digits = new Dataset(Uint8Array.of(0, 1, 4, 7), Uint8Array.of(0, 1, 4, 7), [1]);
  const twice = restrictToClasses(restrictToClasses(digits, [1, 4, 7]), [2, 0]);
  assertEquals(twice.classNames, ["7", "1"]);
  assertEquals(twice.images, Uint8Array.of(1, 7));
  assertEquals(twice.labels, Uint8Array.of(1, 0));
});

Deno.test("restrictToClasses leaves the original as it was", () => {
  const before = dataset.labels.slice();
  restrictToClasses(dataset, [2, 1]);
  assertEquals(dataset.labels, before);
});

Deno.test("restrictToClasses refuses classes that do not exist, come twice, or are too few", () => {
  assertThrows(() => restrictToClasses(dataset, [0, 3]), RangeError, "0 to 2 but found 3");
  assertThrows(() => restrictToClasses(dataset, [0, -1]), RangeError, "but found -1");
  assertThrows(() => restrictToClasses(dataset, [0, 0.5]), RangeError, "but found 0.5");
  assertThrows(() => restrictToClasses(dataset, [1, 0, 1]), RangeError, "1 twice");
  assertThrows(() => restrictToClasses(dataset, [1]), RangeError, "2 or more classes but found 1");
  assertThrows(() => restrictToClasses(dataset, []), RangeError, "but found 0");
});

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
  Deno.test(`matchClasses() ${what}`, () => {
    const chosen = matchClasses(datasetOf(labels, given), wanted);
    assertEquals([...chosen.images], images);
    assertEquals([...chosen.labels], newLabels);
    assertEquals(chosen.classNames, wanted);
  });
}

Deno.test("matchClasses() refuses other classes", () => {
  assertThrows(
    () => matchClasses(datasetOf([0], ["cat", "dog"]), ["cat", "cow"]),
    RangeError,
    'Expected the classes "cat, cow" but found "cat, dog"',
  );
});

Deno.test("matchClasses() refuses numbered classes of another count", () => {
  assertThrows(() => matchClasses(datasetOf([0], ["0", "1", "2"]), ["cat", "cow"]), RangeError);
});

Deno.test("matchClasses() refuses to leave nothing", () => {
  assertThrows(
    () => matchClasses(datasetOf([2, 2], ["0", "1", "2"]), ["1", "0"]),
    RangeError,
    'Expected images of the classes "1, 0" but found none',
  );
});
