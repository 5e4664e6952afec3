import {
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertLess,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { type Config, parseConfig } from "../../../lib/config/config.ts";
import {
  countClasses,
  foldTrainingSizes,
  poolData,
  prepareData,
  prepareFolds,
} from "../../../lib/config/data.ts";
import { ConfigError } from "../../../lib/config/source.ts";
import { Dataset } from "../../../lib/data/dataset.ts";
import { configText } from "./config_text.ts";

// Ten images of one pixel, which is ten times the number of the image.
const training = new Dataset(
  Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 70, 80, 90),
  Uint8Array.of(0, 0, 1, 1, 2, 0, 1, 0, 1, 0),
  [1],
  3,
);
const test = new Dataset(Uint8Array.of(100, 200, 255), Uint8Array.of(1, 2, 0), [1], 3);

function configOf(...lines: readonly string[]): Config {
  return parseConfig(configText("hidden_size = 5", ...lines), "x");
}

Deno.test("prepareData() leaves the data as they are if nothing is said", () => {
  const data = prepareData(configOf(), training, test);
  assertEquals([data.training, data.test], [training, test]);
  assertEquals(data.validation, undefined);
  assertEquals(data.normalization, { method: "divide", divisor: 255 });
});

Deno.test("prepareData() restricts all data to the classes, numbered anew", () => {
  const data = prepareData(configOf("classes = 2, 1"), training, test);
  assertEquals(data.training.images, Uint8Array.of(20, 30, 40, 60, 80));
  assertEquals(data.training.labels, Uint8Array.of(1, 1, 0, 1, 1));
  assertEquals(data.test.images, Uint8Array.of(100, 200));
  assertEquals(data.test.labels, Uint8Array.of(1, 0));
  assertEquals(data.training.classes, 2);
});

/** Images of one pixel, their number. */
function datasetOf(labels: readonly number[], classNames: readonly string[]): Dataset {
  const images = Uint8Array.from(labels.keys());
  return new Dataset(images, Uint8Array.from(labels), [1], classNames.length, classNames);
}

Deno.test("prepareData() matches the classes of test images by name", () => {
  // Folders 1 to 3 for training, labels 0, 2 and 3 for testing, of which 0 has no image.
  const folders = datasetOf([0, 1, 2], ["1", "2", "3"]);
  const labels = datasetOf([2, 1], ["0", "2", "3"]);
  const data = prepareData(configOf(), folders, labels);
  assertEquals(data.test.classNames, ["1", "2", "3"]);
  assertEquals(data.test.labels, Uint8Array.of(2, 1));
});

Deno.test("prepareData() chooses classes of the training images, and the same of the test images", () => {
  const folders = datasetOf([0, 1, 2, 2], ["1", "2", "3"]);
  const labels = datasetOf([0, 3, 1], ["0", "1", "2", "3"]);
  const data = prepareData(configOf("classes = 3, 1"), folders, labels);
  assertEquals([data.training.images, data.training.labels], [
    Uint8Array.of(0, 2, 3),
    Uint8Array.of(1, 0, 0),
  ]);
  assertEquals([data.test.images, data.test.labels], [Uint8Array.of(1, 2), Uint8Array.of(0, 1)]);
});

Deno.test("prepareData() refuses test images of classes that training lacks, and names both", () => {
  const numbers = datasetOf([0, 1], ["0", "1"]);
  const words = datasetOf([0, 1, 1], ["zero", "one"]);
  const more = datasetOf([0, 1, 2], ["0", "1", "2"]);
  const classes = "x:3: rel_path_test_images: Expected images of the classes";
  const files = (given: string, found: string) =>
    `${classes} ${given}, those of train-images, but found some of ${found} in test-images`;
  const hint = "; a file class-names.txt beside the labels says what numbers are called";
  const cases: [Dataset, Dataset, string][] = [
    [numbers, words, files("0, 1", "zero, one") + hint],
    [words, numbers, files("zero, one", "0, 1") + hint],
    [numbers, more, files("0, 1", "2")],
  ];
  for (const [given, tested, message] of cases) {
    const error = assertThrows(() => prepareData(configOf(), given, tested), ConfigError);
    assertEquals(error.message, message);
  }
});

Deno.test("prepareData() sets validation images aside, a share or a number, by the seed", () => {
  const validation = (...lines: string[]) => {
    const data = prepareData(configOf(...lines), training, test);
    assertEquals(data.training.count + (data.validation?.count ?? 0), 10);
    return Array.from(data.validation?.images ?? []);
  };
  assertEquals(validation("validation = 0.3").length, 3);
  assertEquals(validation("validation = 4").length, 4);
  assertEquals(validation("validation = 0.3"), validation("validation = 0.3"));
  const draws = Array.from(
    { length: 5 },
    (_, seed) => validation("validation = 0.3", `seed = ${seed}`).join(),
  );
  assertGreater(new Set(draws).size, 1);
});

Deno.test("prepareData() gives parts their share of each class if they are to be stratified", () => {
  for (let seed = 0; seed < 5; seed++) {
    const config = configOf(
      "classes = 0, 1",
      "validation = 3",
      "stratified = yes",
      `seed = ${seed}`,
    );
    const labels = Array.from(prepareData(config, training, test).validation?.labels ?? []);
    // Five of nine images are of class 0: one or two of three.
    const zeros = labels.filter((label) => label === 0).length;
    assertEquals([labels.length, zeros === 1 || zeros === 2], [3, true]);
  }
});

Deno.test("prepareData() fits the normalization to the training images that are left", () => {
  const config = configOf("classes = 1, 2", "normalization = min_max");
  assertEquals(prepareData(config, training, test).normalization, {
    method: "min_max",
    minimum: 20,
    maximum: 80,
  });
  const zScore = configOf("validation = 3", "normalization = z_score");
  const { training: rest, normalization } = prepareData(zScore, training, test);
  const mean = rest.images.reduce((sum, pixel) => sum + pixel, 0) / 7;
  assertAlmostEquals(normalization.method === "z_score" ? normalization.mean : NaN, mean);
});

Deno.test("prepareFolds() has each image in the validation data once", () => {
  const config = configOf("folds = 3", "normalization = min_max");
  const all = Array.from(prepareFolds(config, training));
  assertEquals(all.map(({ validation }) => validation?.count), [4, 3, 3]);
  const validated = all.flatMap(({ validation }) => Array.from(validation?.images ?? []));
  assertEquals(validated.sort((a, b) => a - b), Array.from(training.images));
  for (const { training: rest, test: tested, normalization } of all) {
    assertEquals(tested, undefined);
    const [minimum, maximum] = [Math.min(...rest.images), Math.max(...rest.images)];
    assertEquals(normalization, { method: "min_max", minimum, maximum });
  }
});

Deno.test("countClasses() counts the classes that are left", () => {
  assertEquals(countClasses(configOf(), 10), 10);
  assertEquals(countClasses(configOf(), 3), 3);
  assertEquals(countClasses(configOf("classes = 1, 7"), 10), 2);
});

for (
  const [line, message] of [
    ["classes = 1, 7", 'x:10: classes: Expected one of 0, 1, 2 but found "7"'],
    ["validation = 10", "x:10: validation: Expected to set aside fewer than all 10 samples but"],
    ["validation = 0.01", "x:10: validation: Expected a part to be"],
    ["folds = 11", "x:10: folds: Expected 2 to 10 folds, no more than samples, but found 11"],
  ]
) {
  Deno.test(`prepareData() and prepareFolds() refuse ${line} of ten images`, () => {
    const config = configOf(line);
    const prepare = () =>
      config.folds === undefined
        ? [prepareData(config, training, test)]
        : Array.from(prepareFolds(config, training));
    assertThrows(prepare, ConfigError, message);
  });
}

Deno.test("prepareData() refuses classes without images and pixels without differences", () => {
  const empty = test.slice(0, 0);
  const config = configOf("classes = 0, 2");
  assertThrows(
    () => prepareData(config, empty, test),
    ConfigError,
    "x:10: classes: Expected images of these classes but found none",
  );
  assertThrows(
    () => prepareData(config, training, empty),
    ConfigError,
    "rel_path_test_images: Expected images of the classes 0, 2, those of train-images, but found none",
  );
  assertThrows(
    () => prepareData(configOf("normalization = z_score"), training.slice(0, 1), test),
    ConfigError,
    "x:10: normalization: Expected pixels of different values",
  );
});

Deno.test("prepareData() trains on train_size images, a fair share of every class", () => {
  for (let seed = 1; seed <= 5; seed++) {
    const config = configOf("classes = 0, 1", "train_size = 4", `seed = ${seed}`);
    const { labels } = prepareData(config, training, test).training;
    // Five of the nine images are of class 0, four of class 1: 2.2 and 1.8 of four.
    assertEquals(labels.filter((label) => label === 0).length === 2, true);
    assertEquals(labels.length, 4);
  }
});

Deno.test("prepareData() sets the same validation images aside whatever train_size is", () => {
  const data = (...lines: string[]) => {
    return prepareData(configOf("validation = 3", ...lines), training, test);
  };
  const all = data();
  // 0.95 of 7 is 6.65.
  for (const [size, count] of [["2", 2], ["0.5", 4], ["0.95", 7], ["7", 7]] as const) {
    const { validation, training: chosen } = data(`train_size = ${size}`);
    assertEquals(validation?.images, all.validation?.images);
    assertEquals(chosen.count, count);
    assertEquals(chosen.images.every((pixel) => all.training.images.includes(pixel)), true);
  }
});

Deno.test("prepareFolds() trains on train_size images of each fold", () => {
  for (const data of prepareFolds(configOf("folds = 2", "train_size = 3"), training)) {
    assertEquals([data.training.count, data.validation.count], [3, 5]);
  }
});

Deno.test("foldTrainingSizes() has each number of images that prepareFolds() trains on", () => {
  for (const lines of [["folds = 3"], ["folds = 5"], ["folds = 3", "train_size = 0.5"]]) {
    const config = configOf(...lines);
    const counts = Array.from(prepareFolds(config, training), ({ training: { count } }) => count);
    assertEquals(foldTrainingSizes(config, training), [...new Set(counts)], lines.join());
  }
  // Ten images in folds of 4, 3 and 3.
  assertEquals(foldTrainingSizes(configOf("folds = 3"), training), [6, 7]);
});

Deno.test("prepareData() blames train_size where there are fewer images", () => {
  assertThrows(
    () => prepareData(configOf("validation = 3", "train_size = 8"), training, test),
    ConfigError,
    "train_size: Expected at most 7 images but found 8",
  );
});

Deno.test("prepareData() splits training and test images anew, each once, by the seed", () => {
  const testPixels = (...lines: string[]) => {
    const data = prepareData(configOf(...lines), training, test);
    const all = [data.training, data.test].flatMap(({ images }) => [...images]);
    assertEquals(all.sort((a, b) => a - b), [...training.images, ...test.images]);
    return [...data.test.images];
  };
  // 13 images together: a fifth is 2.6.
  assertEquals(testPixels("pooled_test = 0.2").length, 3);
  assertEquals(testPixels("pooled_test = 5").length, 5);
  assertEquals(testPixels("pooled_test = 5"), testPixels("pooled_test = 5"));
  const draws = Array.from({ length: 5 }, (_, seed) => {
    return testPixels("pooled_test = 5", `seed = ${seed}`).join();
  });
  assertGreater(new Set(draws).size, 1);
});

Deno.test("prepareData() splits anew only the images of the classes, which keep their labels", () => {
  const labelOf = new Map(
    [training, test].flatMap(({ images, labels }) =>
      Array.from(images, (pixel, i) => [pixel, labels[i]] as const)
    ),
  );
  const config = configOf("classes = 2, 1", "pooled_test = 3", "validation = 2");
  const { training: rest, validation, test: part } = prepareData(config, training, test);
  // Five training and two test images are of these classes.
  assertEquals([rest.count, validation?.count, part.count], [2, 2, 3]);
  for (const { images, labels, classNames } of [rest, part]) {
    assertEquals(classNames, ["2", "1"]);
    assertEquals(
      [...labels].map((label) => [2, 1][label]),
      [...images].map((pixel) => labelOf.get(pixel)),
    );
  }
});

Deno.test("prepareData() tests on a fair share of every class if it splits anew and stratified", () => {
  for (let seed = 0; seed < 5; seed++) {
    const config = configOf("pooled_test = 6", "stratified = yes", `seed = ${seed}`);
    const { labels } = prepareData(config, training, test).test;
    const counts = [0, 1, 2].map((c) => labels.filter((label) => label === c).length);
    // 6, 5 and 2 of 13 images: 2.8, 2.3 and 0.9 of six.
    counts.forEach((count, c) => assertLess(Math.abs(count - 6 * [6, 5, 2][c] / 13), 1));
  }
});

Deno.test("poolData() leaves the data as they are where nothing says otherwise", () => {
  const datasets = { training, test };
  assertEquals(poolData(configOf(), datasets), datasets);
});

Deno.test("poolData() blames pooled_test if the images do not suffice, and the files if classes differ", () => {
  const refusal = (line: string, tested = test) => {
    return assertThrows(
      () => poolData(configOf(line), { training, test: tested }),
      ConfigError,
    ).message;
  };
  assertEquals(
    refusal("pooled_test = 13"),
    "x:10: pooled_test: Expected to set aside fewer than all 13 samples but found 13",
  );
  assertStringIncludes(refusal("pooled_test = 0.01"), "x:10: pooled_test: Expected a part to be");
  assertStringIncludes(
    refusal("pooled_test = 5", datasetOf([0, 1], ["0", "x"])),
    "rel_path_test_images: Expected images of the classes 0, 1, 2, those of train-images, but found",
  );
});
