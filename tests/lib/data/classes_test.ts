import { assertEquals, assertThrows } from "@std/assert";
import { className } from "../../../lib/data/class_names.ts";
import { matchClasses, restrictToClasses } from "../../../lib/data/classes.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

const dataset = new Dataset(
  Uint8Array.of(10, 11, 20, 21, 30, 31, 40, 41, 50, 51),
  Uint8Array.of(2, 0, 1, 2, 0),
  [1, 1, 2],
  3,
  ["shirt", "shoe", "bag"],
);

Deno.test("restrictToClasses keeps the order and numbers the classes as they are listed", () => {
  const restricted = restrictToClasses(dataset, ["bag", "shirt"]);
  assertEquals(restricted.images, Uint8Array.of(10, 11, 20, 21, 40, 41, 50, 51));
  assertEquals(restricted.labels, Uint8Array.of(0, 1, 0, 1));
  assertEquals(restricted.classes, 2);
  assertEquals(restricted.classNames, ["bag", "shirt"]);
  assertEquals(restricted.shape, [1, 1, 2]);
});

Deno.test("restrictToClasses keeps the names through a second restriction", () => {
  const digits = new Dataset(Uint8Array.of(0, 1, 4, 7), Uint8Array.of(0, 1, 4, 7), [1]);
  const twice = restrictToClasses(restrictToClasses(digits, ["1", "4", "7"]), ["7", "1"]);
  assertEquals(twice.classNames, ["7", "1"]);
  assertEquals(twice.images, Uint8Array.of(1, 7));
  assertEquals(twice.labels, Uint8Array.of(1, 0));
});

Deno.test("restrictToClasses leaves the original as it was", () => {
  const before = dataset.labels.slice();
  restrictToClasses(dataset, ["bag", "shoe"]);
  assertEquals(dataset.labels, before);
});

Deno.test("restrictToClasses refuses classes that do not exist, come twice, or are too few", () => {
  const refuse = (classes: string[], message: string) =>
    assertThrows(() => restrictToClasses(dataset, classes), RangeError, message);
  refuse(["shirt", "hat"], 'Expected one of shirt, shoe, bag but found "hat"');
  // The place of a class is not its name.
  refuse(["0", "1"], 'Expected one of shirt, shoe, bag but found "0"');
  refuse(["shoe", "shirt", "shoe"], "shoe twice");
  refuse(["shoe"], "2 or more classes but found 1");
  refuse([], "but found 0");
});

Deno.test("restrictToClasses() takes the labels of a file for the names that it has for them", () => {
  const { images, labels, shape, classNames } = dataset;
  const labelled = new Dataset(images, labels, shape, 3, classNames, [0, 1, 2]);
  for (const chosen of [["2", "0"], ["bag", "shirt"], ["02", "shirt"]]) {
    const restricted = restrictToClasses(labelled, chosen);
    assertEquals(restricted.classNames, ["bag", "shirt"]);
    assertEquals(restricted.classNumbers, [2, 0]);
    assertEquals(restricted.labels, Uint8Array.of(0, 1, 0, 1));
  }
  assertThrows(() => restrictToClasses(labelled, ["shirt", "0"]), RangeError, "shirt twice");
});

Deno.test("restrictToClasses() takes numbers for names where classes are called by numbers", () => {
  // Folders 1 to 3: the first one is 1.
  const folders = datasetOf([0, 1, 2], ["1", "2", "3"]);
  const { classNames, images } = restrictToClasses(folders, ["1", "3"]);
  assertEquals([classNames, images], [["1", "3"], Uint8Array.of(0, 2)]);
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
  ["leaves all out that have other names", [0, 1], ["0", "1"], ["zero", "one"], [], []],
  ["takes 07 for 7", [0, 1], ["07", "8"], ["8", "007"], [0, 1], [1, 0]],
];

for (const [what, labels, given, wanted, images, newLabels] of cases) {
  Deno.test(`matchClasses() ${what}`, () => {
    const { dataset: chosen, leftOut } = matchClasses(datasetOf(labels, given), wanted);
    assertEquals([...chosen.images], images);
    assertEquals([...chosen.labels], newLabels);
    assertEquals(chosen.classNames, wanted.map(className));
    assertEquals(leftOut, labels.length - images.length);
  });
}

Deno.test("matchClasses() tells which classes it left out, those with images", () => {
  const { unknown, leftOut } = matchClasses(datasetOf([3, 0, 3, 1], ["0", "1", "2", "3"]), ["1"]);
  assertEquals([unknown, leftOut], [["0", "3"], 3]);
});

Deno.test("matchClasses() refuses names of which two are the same", () => {
  assertThrows(
    () => matchClasses(datasetOf([0], ["1", "2"]), ["1", "01"]),
    FormatError,
    "another name",
  );
});
