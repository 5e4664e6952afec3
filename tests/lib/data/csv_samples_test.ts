import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { type ColumnChoice, formatSamples, SamplesReader } from "../../../lib/data/csv_samples.ts";
import { sampleFunction, sineFunction } from "../../../lib/data/functions.ts";
import { moons } from "../../../lib/data/point_sets.ts";
import { ClassSamples, RegressionSamples, type Samples } from "../../../lib/data/samples.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

function read(text: string, choice?: ColumnChoice): Samples {
  const reader = new SamplesReader(choice);
  reader.add(new TextEncoder().encode(text));
  return reader.finish();
}

Deno.test("SamplesReader finds the classes by the name of their column", () => {
  for (const name of ["label", "class", "Class"]) {
    const samples = read(`a,${name},b\n1,x,2\n-3.5e1,y,.5\n`);
    assertInstanceOf(samples, ClassSamples);
    assertEquals(samples.featureNames, ["a", "b"]);
    assertEquals(samples.features, Float64Array.of(1, 2, -35, 0.5));
    assertEquals([samples.labels, samples.classNames], [Uint8Array.of(0, 1), ["x", "y"]]);
  }
});

Deno.test("SamplesReader finds numbers to be predicted where there are no classes", () => {
  for (const name of ["y", "target"]) {
    const samples = read(`x,${name}\n1,2\n3,4`);
    assertInstanceOf(samples, RegressionSamples);
    assertEquals([samples.features, samples.targets], [
      Float64Array.of(1, 3),
      Float64Array.of(2, 4),
    ]);
    assertEquals([samples.featureNames, samples.targetNames], [["x"], [name]]);
  }
});

Deno.test("SamplesReader takes the columns that are named", () => {
  const text = "a,b,species,c\n1,2,7,3\n4,5,12,6\n";
  const named = read(text, { label: "species", features: ["c", "a"] });
  assertInstanceOf(named, ClassSamples);
  assertEquals([named.featureNames, named.features], [["c", "a"], Float64Array.of(3, 1, 6, 4)]);
  assertEquals(named.classNames, ["7", "12"]);
  const numbers = read(text, { targets: ["c", "species"] });
  assertInstanceOf(numbers, RegressionSamples);
  assertEquals([numbers.featureNames, numbers.targets], [["a", "b"], Float64Array.of(3, 7, 6, 12)]);
});

Deno.test("SamplesReader reads features alone", () => {
  const reader = new SamplesReader({ features: ["b"], targets: [] });
  reader.add(new TextEncoder().encode("a,b\nwhatever,1\n,2\n"));
  assertEquals(reader.finishFeatures(), Float64Array.of(1, 2));
});

Deno.test("SamplesReader reads more samples than it has room for at first, and more than 256 classes", () => {
  const lines = Array.from({ length: 5000 }, (_, i) => `${i},${i % 300}`).join("\n");
  const samples = read(`x,class\n${lines}`);
  assertInstanceOf(samples, ClassSamples);
  assertEquals([samples.count, samples.classes], [5000, 300]);
  assertEquals([samples.features[4999], samples.labels[4999]], [4999, 4999 % 300]);
});

for (
  const [what, text, message, choice] of [
    ["an empty file", "", "Expected the names of columns in line 1 but found an empty file"],
    ["no header", "1,2\n3,4\n", "Expected the names of columns but found numbers in line 1"],
    ["no samples", "x,y\n", "Expected a line for each sample below the names but found none"],
    [
      "a ragged line",
      "x,y\n1,2\n3\n",
      "Expected 2 cells, one for each column, but found 1 in line 3",
    ],
    [
      "a longer line",
      "x,y\n1,2,3\n",
      "Expected 2 cells, one for each column, but found 3 in line 2",
    ],
    ["a word", "x,y\n1,2\n3,four", 'Expected a finite number but found "four" as "y" in line 3'],
    ["NaN", "x,y\nNaN,2", 'Expected a finite number but found "NaN" as "x" in line 2'],
    ["infinity", "x,y\n1e999,2", 'Expected a finite number but found "1e999" as "x" in line 2'],
    ["a missing number", "x,y\n,2", 'Expected a finite number but found "" as "x" in line 2'],
    ["a missing class", "x,class\n1,", "Expected a class but found none in line 2"],
    ["no column to learn", "a,b\n1,2", "Expected a column of classes, called label or class, or"],
    ["no features", "y\n1", 'Expected columns of features too but found only "y" in line 1'],
    ["a column without a name", "x,,y\n1,2,3", "but found none for column 2 in line 1"],
    ["two columns of one name", "x,x,y\n1,2,3", 'but found "x" twice in line 1'],
    [
      "two columns of classes",
      "x,label,Class\n1,2,3",
      'the columns "label" and "Class" but found both',
    ],
    ["two columns to be predicted", "x,y,target\n1,2,3", "; target_columns names the one"],
    ["a label column missing", "x,y\n1,2", 'Expected a column "k" but found "x", "y" in line 1', {
      label: "k",
    }],
    ["a feature missing", "x,y\n1,2", 'Expected a column "z" but found "x", "y" in line 1', {
      features: ["z"],
    }],
  ] as const
) {
  Deno.test(`SamplesReader refuses ${what}`, () => {
    assertThrows(() => read(text, choice), FormatError, message);
  });
}

Deno.test("SamplesReader stops at the first class too many", () => {
  const lines = Array.from({ length: 8193 }, (_, i) => `1,c${i}`).join("\n");
  assertThrows(() => read(`x,class\n${lines}`), FormatError, "but found more in line 8194");
});

Deno.test("formatSamples() writes what SamplesReader reads", () => {
  for (const samples of [moons({ count: 31 }), sampleFunction(sineFunction, { count: 7 })]) {
    assertEquals(read(formatSamples(samples)), samples);
  }
  const named = ClassSamples.of([[1], [2]], ['a, "b"', "c"], ["x, in m"]);
  assertEquals(formatSamples(named), '"x, in m",label\n1,"a, ""b"""\n2,c\n');
  assertEquals(read(formatSamples(named)), named);
});
