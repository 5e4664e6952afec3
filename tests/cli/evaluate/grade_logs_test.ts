import { assertEquals, assertMatch } from "@std/assert";
import { formatNumberLog } from "../../../lib/formats/number_log.ts";
import { formatPredictionLog } from "../../../lib/formats/prediction_log.ts";
import { runMnist } from "../run_mnist.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

/** A folder with two logs: of four images, of which two are misclassified, and of two, of which none is. */
function makeFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  folder.write("half.txt", formatPredictionLog(3, [7, 7, 9, 4], [7, 9, 9, 9]));
  folder.write("all.txt", formatPredictionLog(3, [1, 9], [1, 9]));
  return folder;
}

function evaluate(folder: TemporaryFolder, ...args: string[]) {
  return runMnist(["evaluate", ...args], { cwd: folder.path });
}

Deno.test("mnist evaluate prints errors and confusions of a prediction log", async () => {
  using folder = makeFolder();
  const { code, stdout, stderr } = await evaluate(folder, "half.txt");
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  assertEquals(stdout.split("\n").map((line) => line.trim().split(/ {2,}/)), [
    ["Accuracy 50.00 %, error rate 50.00 % (2 of 4 images wrong)"],
    [""],
    ["class", "images", "wrong", "error rate"],
    ["7", "1", "0", "0.00 %"],
    ["9", "3", "2", "66.67 %"],
    [""],
    ["class", "taken for", "images", "share of the class"],
    ["9", "4", "1", "33.33 %"],
    ["9", "7", "1", "33.33 %"],
    [""],
  ]);
});

Deno.test("mnist evaluate prints a table of several prediction logs", async () => {
  using folder = makeFolder();
  const { stdout } = await evaluate(
    folder,
    "half.txt",
    "all.txt",
    "half.txt",
    "all.txt",
    "all.txt",
  );
  const lines = stdout.split("\n").map((line) => line.trim().split(/ {2,}/));
  assertEquals(lines.length, 7);
  assertEquals(lines.slice(0, 3), [
    ["log", "images", "wrong", "error rate", "worst class", "most confused"],
    ["half.txt", "4", "2", "50.00 %", "9 (66.67 %)", "9 as 4 (1)"],
    ["all.txt", "2", "0", "0.00 %"],
  ]);
});

Deno.test("mnist evaluate prints prediction logs as JSON, and as comma-separated values", async () => {
  using folder = makeFolder();
  const half = {
    file: "half.txt",
    images: 4,
    wrong: 2,
    accuracy: 0.5,
    error_rate: 0.5,
    classes: [4, 7, 9],
    confusion_matrix: [[0, 0, 0], [0, 1, 0], [1, 1, 1]],
  };
  const one = await evaluate(folder, "half.txt", "--json");
  assertEquals(JSON.parse(one.stdout), half);
  const two = await evaluate(folder, "half.txt", "all.txt", "--json");
  const figures = { images: 2, wrong: 0, accuracy: 1, error_rate: 0 };
  assertEquals(JSON.parse(two.stdout), [
    half,
    { file: "all.txt", ...figures, classes: [1, 9], confusion_matrix: [[1, 0], [0, 1]] },
  ]);
  Deno.renameSync(folder.join("half.txt"), folder.join('a "b", c'));
  const csv = await evaluate(folder, 'a "b", c', "all.txt", "--csv");
  assertEquals(
    csv.stdout,
    "file,images,wrong,accuracy,error_rate,wrong_1,wrong_4,wrong_7,wrong_9\n" +
      '"a ""b"", c",4,2,0.5,0.5,,,0,2\n' +
      "all.txt,2,0,1,0,0,,,0\n",
  );
});

Deno.test("mnist evaluate grades the other logs where one is malformed, and names its line", async () => {
  using folder = makeFolder();
  folder.write("bad.txt", "Current batch: 0\n - image 0: Prediction=1. Label=x\n");
  const { code, stdout, stderr } = await evaluate(folder, "bad.txt", "all.txt", "none.txt");
  assertEquals(code, 1);
  assertEquals(stdout.split("\n").length, 3);
  assertEquals(
    stderr,
    'mnist: bad.txt: Expected " - image 0: Prediction=<class>. Label=<class>" or ' +
      '"Current batch: 1" but found " - image 0: Prediction=1. Label=x" in line 2\n' +
      "mnist: none.txt: Expected a prediction log but found no such file\n",
  );
});

// About their mean, 3, the targets have the squares 4, 0 and 4; the errors have 0, 1 and 1.
const numbers = formatNumberLog(2, [1, 2, 6], [1, 3, 5], 1);

Deno.test("mnist evaluate grades a log of numbers: R² and mean errors", async () => {
  using folder = makeFolder();
  folder.write("numbers.txt", numbers);
  const { code, stdout, stderr } = await evaluate(folder, "numbers.txt");
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  assertEquals(
    stdout,
    "R² 0.7500, mean squared error 0.6667, root mean squared error 0.8165, " +
      "mean absolute error 0.6667\n",
  );
  const figures = {
    file: "numbers.txt",
    samples: 3,
    r_squared: 0.75,
    mean_squared_error: 2 / 3,
    mean_absolute_error: 2 / 3,
  };
  const json = await evaluate(folder, "numbers.txt", "--json");
  assertEquals(JSON.parse(json.stdout), figures);
  const csv = await evaluate(folder, "numbers.txt", "--csv");
  assertEquals(csv.stdout, `${Object.keys(figures).join()}\n${Object.values(figures).join()}\n`);
});

Deno.test("mnist evaluate grades logs of classes and of numbers, each kind in a table", async () => {
  using folder = makeFolder();
  folder.write("numbers.txt", numbers);
  folder.write("right.txt", formatNumberLog(1, [1, 2, 3, 4], [1, 2, 3, 4], 2));
  const args = ["numbers.txt", "half.txt", "right.txt"];
  const { code, stdout } = await evaluate(folder, ...args);
  assertEquals(code, 0);
  assertEquals(stdout.split("\n").map((line) => line.trim().split(/ {2,}/)), [
    ["log", "images", "wrong", "error rate", "worst class", "most confused"],
    ["half.txt", "4", "2", "50.00 %", "9 (66.67 %)", "9 as 4 (1)"],
    [""],
    ["log", "samples", "R²", "root mean squared error", "mean absolute error"],
    ["numbers.txt", "3", "0.7500", "0.8165", "0.6667"],
    ["right.txt", "2", "1.0000", "0.0000", "0.0000"],
    [""],
  ]);
  const json = JSON.parse((await evaluate(folder, ...args, "--json")).stdout);
  assertEquals(json.map(({ file }: { file: string }) => file), args);
  const csv = await evaluate(folder, ...args, "--csv");
  assertEquals([csv.code, csv.stdout], [2, ""]);
  assertMatch(
    csv.stderr,
    /^mnist: Expected logs of classes or of numbers for --csv but found both/,
  );
});
