import { assertEquals, assertThrows } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { subset, type SubsetOptions } from "../../../lib/data/subset.ts";

/** Images 0 to 7 of one pixel, of three classes. */
const dataset = new Dataset(
  Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7),
  Uint8Array.of(2, 0, 1, 0, 2, 0, 1, 0),
  [1],
  3,
  ["a", "b", "c"],
);

function chosen(options: SubsetOptions): number[] {
  return [...subset(dataset, options).images];
}

Deno.test("subset() takes everything unless it is told otherwise", () => {
  assertEquals(chosen({}), [0, 1, 2, 3, 4, 5, 6, 7]);
});

Deno.test("subset() takes a range", () => {
  assertEquals(chosen({ from: 6 }), [6, 7]);
  assertEquals(chosen({ to: 2 }), [0, 1]);
  assertEquals(chosen({ from: 3, to: 4 }), [3]);
});

Deno.test("subset() takes classes and keeps their labels and names", () => {
  const part = subset(dataset, { classes: ["c", "b"] });
  assertEquals(part.images, Uint8Array.of(0, 2, 4, 6));
  assertEquals(part.labels, Uint8Array.of(2, 1, 2, 1));
  assertEquals([part.classes, part.classNames], [3, ["a", "b", "c"]]);
});

Deno.test("subset() takes the first samples of each class", () => {
  assertEquals(chosen({ perClass: 1 }), [0, 1, 2]);
  assertEquals(chosen({ perClass: 2 }), [0, 1, 2, 3, 4, 6]);
  assertEquals(chosen({ perClass: 4, classes: ["a"] }), [1, 3, 5, 7]);
});

Deno.test("subset() counts classes within the range", () => {
  assertEquals(chosen({ from: 2, perClass: 1 }), [2, 3, 4]);
  assertEquals(chosen({ from: 4, classes: ["a"], perClass: 1 }), [5]);
});

Deno.test("subset() refuses what there is not", () => {
  const wrong: [SubsetOptions, string][] = [
    [{ to: 9 }, "Expected samples within 0 to 8 but found 0 to 9"],
    [{ from: 5, to: 4 }, "but found 5 to 4"],
    [{ classes: ["d"] }, 'Expected one of a, b, c but found "d"'],
    [{ perClass: 3 }, "Expected 3 samples of each class but found 2 of class b"],
    [{ perClass: 0 }, "samples per class"],
    [{ to: 1, classes: ["a"] }, "Expected samples of these classes but found none"],
    [{ from: 3, to: 3 }, "but found none"],
  ];
  for (const [options, message] of wrong) {
    assertThrows(() => subset(dataset, options), RangeError, message);
  }
});
