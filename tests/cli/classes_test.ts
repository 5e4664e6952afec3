import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { encodeImages } from "../../lib/data/idx_images.ts";
import { encodeLabels } from "../../lib/data/idx_labels.ts";
import { parseModel } from "../../lib/models/model_file.ts";
import { Random } from "../../lib/random.ts";
import { makePng } from "../png.ts";
import { type Outcome, runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

const SIZE = 6;

/** Images in which each digit lights its own pixels, under noise. */
function imagesOf(digits: readonly number[], seed: number): Uint8Array[] {
  const random = new Random(seed);
  return digits.map((digit) =>
    Uint8Array.from({ length: SIZE * SIZE }, (_, pixel) => {
      return pixel % 10 === digit ? 160 + random.integer(96) : random.integer(64);
    })
  );
}

/** Digits, each `count` times. */
function repeated(digits: readonly number[], count: number): number[] {
  return Array.from({ length: count }, () => digits).flat();
}

/** Writes digits as IDX files `<name>-images` and `<name>-labels`. */
function writeIdx(
  folder: TemporaryFolder,
  name: string,
  digits: readonly number[],
  labels: readonly number[] = digits,
): void {
  const pixels = Uint8Array.from(imagesOf(digits, name.length).flatMap((image) => [...image]));
  const header = { count: digits.length, rows: SIZE, columns: SIZE };
  folder.write(`${name}-images`, encodeImages({ ...header, pixels }));
  folder.write(`${name}-labels`, encodeLabels(Uint8Array.from(labels)));
}

/** Writes digits as PNG files into a folder for each, which `nameOf` names. */
function writeFolders(
  folder: TemporaryFolder,
  name: string,
  digits: readonly number[],
  nameOf = (digit: number) => `${digit}`,
): void {
  imagesOf(digits, name.length).forEach((image, i) => {
    const path = `${name}/${nameOf(digits[i])}`;
    Deno.mkdirSync(folder.join(path), { recursive: true });
    const rows = Array.from({ length: SIZE }, (_, row) => [
      0,
      ...image.subarray(row * SIZE, (row + 1) * SIZE),
    ]);
    folder.write(`${path}/${i}.png`, makePng({ width: SIZE, height: SIZE }, rows.flat()));
  });
}

/** Trains on one dataset and tests on another, each a folder or IDX files. */
function train(
  folder: TemporaryFolder,
  training: string,
  test: string,
  ...lines: readonly string[]
): Promise<Outcome> {
  const keys = [["train", training], ["test", test]].flatMap(([part, name]) =>
    folder.names().includes(name) ? [`rel_path_${part}_images = ${name}`] : [
      `rel_path_${part}_images = ${name}-images`,
      `rel_path_${part}_labels = ${name}-labels`,
    ]
  );
  folder.write(
    "a.config",
    [
      ...keys,
      "rel_path_log_file = log",
      "rel_path_model_file = model.safetensors",
      "batch_size = 10",
      "num_epochs = 40",
      "learning_rate = 0.5",
      ...lines,
    ].join("\n"),
  );
  return runMnist(["train", "a.config"], { cwd: folder.path });
}

function evaluate(folder: TemporaryFolder, ...dataset: readonly string[]): Promise<Outcome> {
  return runMnist(["evaluate", "model.safetensors", ...dataset], { cwd: folder.path });
}

function classNames(folder: TemporaryFolder): readonly string[] {
  return parseModel(Deno.readFileSync(folder.join("model.safetensors"))).classNames;
}

const oneToNine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

for (const nameOf of [(digit: number) => `${digit}`, (digit: number) => `0${digit}`]) {
  Deno.test(`train on folders ${nameOf(1)} to ${nameOf(9)} is tested on labels by name`, async () => {
    using folder = new TemporaryFolder();
    writeFolders(folder, "digits", repeated(oneToNine, 4), nameOf);
    writeIdx(folder, "test", repeated([1, 8, 3, 2], 2));
    const trained = await train(folder, "digits", "test", "layers = dense 9 softmax");
    assertEquals([trained.code, trained.stderr], [0, ""]);
    assertStringIncludes(trained.stdout, "(0 of 8 images wrong)");
    assertEquals(classNames(folder), oneToNine.map(String));
    assertMatch(Deno.readTextFileSync(folder.join("log")), /image 1: Prediction=8. Label=8\n/);
    const evaluated = await evaluate(folder, "test-images", "test-labels");
    assertEquals(evaluated.stderr, "");
    assertStringIncludes(evaluated.stdout, "(0 of 8 images wrong)");
  });
}

Deno.test("classes = 1,7 are the digits 1 and 7, in folders and in IDX files", async () => {
  using folder = new TemporaryFolder();
  writeFolders(folder, "digits", repeated(oneToNine, 4));
  writeIdx(folder, "train", repeated(oneToNine, 4));
  writeIdx(folder, "test", repeated(oneToNine, 2));
  for (const training of ["digits", "train"]) {
    const keys = ["layers = dense classes softmax", "classes = 1,7"];
    const { stdout, stderr } = await train(folder, training, "test", ...keys);
    assertEquals(stderr, "");
    assertStringIncludes(stdout, "(0 of 4 images wrong)");
    assertEquals(classNames(folder), ["1", "7"]);
    const log = Deno.readTextFileSync(folder.join("log"));
    assertEquals(Array.from(log.matchAll(/Label=(\d)/g), ([, label]) => label), [
      "1",
      "7",
      "1",
      "7",
    ]);
  }
});

Deno.test("a test set may lack classes, and its log has the numbers of its folders", async () => {
  using folder = new TemporaryFolder();
  const some = [0, 1, 2, 3, 5, 7];
  writeIdx(folder, "train", repeated([0, ...oneToNine], 4));
  writeFolders(folder, "own", repeated(some, 2));
  const { stdout, stderr } = await train(folder, "train", "own", "layers = dense 10 softmax");
  assertEquals(stderr, "");
  assertStringIncludes(stdout, "(0 of 12 images wrong)");
  writeFolders(folder, "others", repeated(some, 4));
  await train(folder, "others", "own", "layers = dense 6 softmax");
  assertMatch(Deno.readTextFileSync(folder.join("log")), /image 11: Prediction=7. Label=7\n$/);
});

Deno.test("letters 1 to 26 need 26 outputs, as their number says or the word", async () => {
  using folder = new TemporaryFolder();
  const letters = Array.from({ length: 26 }, (_, i) => i + 1);
  for (const name of ["train", "letters"]) {
    writeIdx(folder, name, repeated(letters.map((letter) => letter % 10), 3), repeated(letters, 3));
  }
  for (const layers of ["dense 26 softmax", "dense classes softmax"]) {
    const { code, stderr } = await train(folder, "train", "letters", `layers = ${layers}`);
    assertEquals([code, stderr], [0, ""]);
    assertEquals(classNames(folder), letters.map(String));
    assertMatch(Deno.readTextFileSync(folder.join("log")), / Label=26\n$/);
  }
  const { code, stderr } = await train(folder, "train", "letters", "layers = dense 10 softmax");
  assertEquals(code, 1);
  assertStringIncludes(stderr, "Expected 26 outputs, one for each class, from the last layer but");
});

Deno.test("train refuses test images of classes that it does not learn; evaluate leaves them out", async () => {
  using folder = new TemporaryFolder();
  writeIdx(folder, "train", repeated([0, 1, 2], 4));
  writeFolders(folder, "own", repeated([0, 2, 7], 2));
  writeFolders(folder, "words", [0, 1, 2], (digit) => ["zero", "one", "two"][digit]);
  const layers = "layers = dense 3 softmax";
  const refused = await train(folder, "train", "own", layers);
  assertEquals(
    refused.stderr,
    "mnist: a.config:3: rel_path_test_images: Expected images of the classes 0, 1, 2, those of " +
      "train-images, but found some of 7 in own\n",
  );
  const named = await train(folder, "train", "words", layers);
  assertStringIncludes(
    named.stderr,
    "0, 1, 2, those of train-images, but found some of one, two, zero in words; a file " +
      "class-names.txt beside the labels says what numbers are called\n",
  );
  assertEquals([refused.code, named.code, folder.names().includes("log")], [1, 1, false]);

  writeIdx(folder, "test", [0, 1, 2]);
  await train(folder, "train", "test", layers);
  const some = await evaluate(folder, "own");
  assertEquals([some.code, some.stdout.slice(0, 58)], [
    0,
    "Accuracy 100.00 %, error rate 0.00 % (0 of 4 images wrong)",
  ]);
  assertEquals(
    some.stderr,
    "mnist: warning: own: left out 2 of 6 images, of the class 7, which model.safetensors does not " +
      "know\n",
  );
  const none = await evaluate(folder, "words");
  assertEquals([none.code, none.stdout], [1, ""]);
  assertStringIncludes(
    none.stderr,
    "mnist: words: Expected images of the classes 0, 1, 2, which model.safetensors knows, but found " +
      "only one, two, zero\n",
  );
});

Deno.test("report says which images it left out, and why", async () => {
  using folder = new TemporaryFolder();
  writeIdx(folder, "train", repeated([0, 1, 2], 4));
  writeIdx(folder, "test", [0, 1, 2]);
  await train(folder, "train", "test", "layers = dense 3 softmax");
  writeIdx(folder, "test", [0, 1, 5]);
  const { code, stderr } = await runMnist(["report", "a.config"], { cwd: folder.path });
  const text =
    "test-images: left out 1 of 3 images, of the class 5, which model.safetensors does not";
  assertEquals([code, stderr], [0, `mnist: warning: ${text} know\n`]);
  const page = Deno.readTextFileSync(folder.join("model-report/index.html"));
  assertStringIncludes(page, text);
  assertStringIncludes(page, "never predicted, which has no precision of its own, counts with 0");
});

Deno.test("classes that a file names are matched with folders of these names, and chosen by label", async () => {
  using folder = new TemporaryFolder();
  const clothes = ["Trouser", "Bag", "Ankle boot"];
  Deno.mkdirSync(folder.join("f"));
  writeIdx(folder, "f/train", repeated([0, 1, 2], 4));
  folder.write("f/class-names.txt", clothes.join("\n"));
  writeFolders(folder, "own", repeated([2, 0], 2), (digit) => clothes[digit]);
  const { stdout, stderr } = await train(folder, "f/train", "own", "layers = dense 3 softmax");
  assertEquals(stderr, "");
  assertStringIncludes(stdout, "(0 of 4 images wrong)");
  for (const classes of ["2, 0", "Ankle boot, Trouser"]) {
    const keys = ["layers = dense 2 softmax", `classes = ${classes}`];
    await train(folder, "f/train", "own", ...keys);
    assertEquals(classNames(folder), ["Ankle boot", "Trouser"]);
    const log = Deno.readTextFileSync(folder.join("log"));
    assertEquals(Array.from(log.matchAll(/Label=(\d)/g), ([, label]) => label), [
      "2",
      "2",
      "0",
      "0",
    ]);
  }
});

Deno.test("evaluate refuses labels where the model has names for them, and says what helps", async () => {
  using folder = new TemporaryFolder();
  writeFolders(folder, "pets", repeated([0, 1], 4), (digit) => ["cat", "dog"][digit]);
  writeFolders(folder, "others", repeated([0, 1], 4), (digit) => ["cat", "dog"][digit]);
  await train(folder, "pets", "others", "layers = dense classes softmax");
  writeIdx(folder, "test", [0, 1]);
  const refused = await evaluate(folder, "test-images", "test-labels");
  assertEquals(
    refused.stderr,
    "mnist: test-images: Expected images of the classes cat, dog, which model.safetensors knows, but " +
      "found only 0, 1; a file class-names.txt beside the labels says what numbers are called\n",
  );
  folder.write("class-names.txt", "cat\ndog\n");
  const { stdout, stderr } = await evaluate(folder, "test-images", "test-labels");
  assertEquals(stderr, "");
  assertStringIncludes(stdout, "(0 of 2 images wrong)");
});

Deno.test("train warns of test images that are training images, whatever files they are in", async () => {
  using folder = new TemporaryFolder();
  writeIdx(folder, "train", repeated([0, 1, 2], 4));
  Deno.symlinkSync(folder.join("train-images"), folder.join("link-images"));
  Deno.symlinkSync(folder.join("train-labels"), folder.join("link-labels"));
  writeFolders(folder, "fives", repeated([0, 1, 2], 4));
  writeFolders(folder, "fresh_", repeated([0, 1, 2], 4));
  const warning = async (training: string, test: string) =>
    (await train(folder, training, test, "layers = dense 3 softmax")).stderr;
  const end = (path: string) =>
    `12 test images are training images too, from ${path}; how well others are classified ` +
    "remains unknown\n";
  assertEquals(
    await warning("train", "link"),
    `mnist: warning: link-images: all ${end("train-images")}`,
  );
  // The patterns are drawn by the length of the name.
  assertEquals(
    await warning("train", "fives"),
    `mnist: warning: fives: all ${end("train-images")}`,
  );
  assertEquals(await warning("train", "fresh_"), "");
  // The course learns a single image by heart, to see that it can be done.
  writeIdx(folder, "single", [2]);
  assertEquals(await warning("single", "single"), "");
});

Deno.test("train and evaluate warn of classes whose images are all blank", async () => {
  using folder = new TemporaryFolder();
  writeIdx(folder, "train", repeated([0, 1, 2], 4));
  writeIdx(folder, "test", repeated([0, 1, 2], 4));
  const path = folder.join("train-images");
  const bytes = Deno.readFileSync(path);
  for (let i = 2; i < 12; i += 3) bytes.fill(255, 16 + i * 36, 16 + (i + 1) * 36);
  folder.write("train-images", bytes);
  const { code, stderr } = await train(folder, "train", "test", "layers = dense 3 softmax");
  const warning =
    "mnist: warning: train-images: all images of the class 2 are blank, each of one value throughout\n";
  assertEquals([code, stderr], [0, warning]);
  assertEquals((await evaluate(folder, "train-images", "train-labels")).stderr, warning);
});

Deno.test("subset writes the numbers that folders are called by", async () => {
  using folder = new TemporaryFolder();
  writeFolders(folder, "own", [0, 1, 2, 3, 5, 7]);
  const run = (...args: string[]) => runMnist(["subset", ...args], { cwd: folder.path });
  assertEquals(await run("own", "i", "l", "--classes", "5,07"), {
    code: 0,
    stdout: "",
    stderr: "",
  });
  assertEquals(Deno.readFileSync(folder.join("l")), encodeLabels(Uint8Array.of(5, 7)));
  assertEquals(folder.names(), ["i", "l", "own"]);
  writeFolders(folder, "years", [0, 1], (digit) => `${1994 + digit}`);
  const { code, stderr } = await run("years", "i", "l");
  assertEquals([code, stderr], [
    1,
    "mnist: l: Expected classes of 0 to 255, all that an IDX file of bytes can hold, but found 1994\n",
  ]);
});

Deno.test("subset keeps the names of classes, in a file beside the labels", async () => {
  using folder = new TemporaryFolder();
  writeFolders(folder, "pets", [0, 1, 1], (digit) => ["cat", "dog"][digit]);
  writeIdx(folder, "digits", [0, 1]);
  Deno.mkdirSync(folder.join("out"));
  const run = (...args: string[]) => runMnist(["subset", ...args], { cwd: folder.path });
  const { code, stdout } = await run("pets", "out/i", "out/l", "--classes", "dog");
  assertEquals([code, stdout], [0, "Wrote out/class-names.txt, with the names of the classes\n"]);
  assertEquals(Deno.readTextFileSync(folder.join("out/class-names.txt")), "cat\ndog\n");
  assertEquals(Deno.readFileSync(folder.join("out/l")), encodeLabels(Uint8Array.of(1, 1)));
  assertEquals(await run("out/i", "out/l", "out/j", "out/m"), { code: 0, stdout: "", stderr: "" });
  // There, labels would be taken for cats and dogs.
  const before = Deno.readFileSync(folder.join("out/l"));
  const refused = await run("digits-images", "digits-labels", "out/i", "out/l");
  assertEquals([refused.code, refused.stderr], [
    1,
    "mnist: out/l: Expected labels called cat, dog, as out/class-names.txt says, but found their " +
    "numbers; another folder may hold them\n",
  ]);
  assertEquals(Deno.readFileSync(folder.join("out/l")), before);
});
