import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { fromFileUrl } from "@std/path";
import { readModel } from "../../cli/files/model_files.ts";
import { withModel } from "../../cli/playground/site.ts";
import { gzip } from "./gzip.ts";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

const studies = fromFileUrl(import.meta.resolve("../../mnist-configs/studies/"));

/** Runs the program in a folder; it must succeed. */
async function run(folder: TemporaryFolder, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runMnist(args, { cwd: folder.path });
  assertEquals([code, stderr], [0, ""], args.join(" "));
  return stdout;
}

/** Generates what a study trains and tests on, and trains it. */
async function trainStudy(folder: TemporaryFolder, kind: string): Promise<string> {
  await run(folder, "generate", kind, `${kind}.csv`);
  await run(folder, "generate", kind, `${kind}-test.csv`, "--seed", "2");
  return await run(folder, "train", `${studies}${kind}.config`);
}

Deno.test("a study of points of classes is trained and used from its files alone", async () => {
  using folder = new TemporaryFolder();
  const trained = await trainStudy(folder, "moons");
  const [, accuracy] = /Test accuracy (\S+) %/.exec(trained) ?? [];
  assert(Number(accuracy) > 98, trained);
  assertStringIncludes(trained, "of 200 samples wrong");
  const { featureNames, targetNames, classNames, normalization } = await readModel(
    folder.join("results/moons.safetensors"),
  );
  assertEquals([featureNames, targetNames, classNames], [["x1", "x2"], undefined, ["0", "1"]]);
  assertEquals(normalization.method, "per_feature");
  assertMatch(await run(folder, "summary", `${studies}moons.config`), /^42 parameters$/m);
});

Deno.test("several models of points decide together, by the mean of their probabilities", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  const [one, two] = ["results/moons.safetensors", "two.safetensors"];
  const second = ["--seed", "2", "--num_epochs", "2", "--rel_path_model_file", two];
  await run(folder, "train", `${studies}moons.config`, ...second);
  await run(folder, "committee", one, two, "--out", "both");
  const scoresOf = async (...models: string[]): Promise<number[]> => {
    const answers = JSON.parse(await run(folder, "predict", ...models, "moons-test.csv", "--json"));
    return answers.map(({ scores }: { scores: Record<string, number> }) => scores["1"]);
  };
  const [first, other] = [await scoresOf(one), await scoresOf(two)];
  const together = await scoresOf("both");
  together.forEach((p, i) => assertAlmostEquals(p, (first[i] + other[i]) / 2, 1e-12));
  assertEquals(await scoresOf(one, two), together);

  const rows = Deno.readTextFileSync(folder.join("moons-test.csv")).trim().split("\n").slice(1);
  const labels = rows.map((row) => Number(row.split(",")[2]));
  const wrongIn = (scores: number[], threshold: number) =>
    scores.filter((p, i) => (p >= threshold ? 1 : 0) !== labels[i]).length;
  const result = JSON.parse(await run(folder, "evaluate", "both", "moons-test.csv", "--json"));
  assertEquals([result.samples, result.wrong], [200, wrongIn(together, 0.5)]);
  assertEquals(
    result.members.map(({ samples, wrong }: Record<string, number>) => [samples, wrong]),
    [[200, wrongIn(first, 0.5)], [200, wrongIn(other, 0.5)]],
  );
  assertMatch(
    await run(folder, "evaluate", one, two),
    /^All 2 members agree on .* of the samples$/m,
  );

  const args = ["evaluate", "both", "moons-test.csv", "--threshold", "0.8", "--json"];
  const strict = JSON.parse(await run(folder, ...args));
  const found = together.filter((p) => p >= 0.8).length;
  const right = together.filter((p, i) => p >= 0.8 && labels[i] === 1).length;
  assertEquals([strict.positive, strict.wrong], ["1", wrongIn(together, 0.8)]);
  assertEquals([strict.precision, strict.recall], [right / found, right / 100]);
});

Deno.test("a report of several models, and the playground, refuse models of samples", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  const model = "results/moons.safetensors";
  const message = `${model}: Expected a model of images but found one of samples of numbers`;
  const args = ["report", model, model, "--out", "both"];
  const { code, stderr } = await runMnist(args, { cwd: folder.path });
  assertEquals([code, stderr], [1, `mnist: ${message}\n`]);
  assertEquals(folder.names().includes("both"), false);
  const path = folder.join(model);
  await assertRejects(() => withModel(new Map(), path), Error, message);
});

Deno.test("a study of a function is trained and used from its files alone", async () => {
  using folder = new TemporaryFolder();
  const trained = await trainStudy(folder, "sine");
  const [, rSquared] = /Test R² (\S+),/.exec(trained) ?? [];
  // Of the variance of sine and noise, 1/2 + 1/100, the noise cannot be explained.
  const most = 0.5 / 0.51;
  assert(Math.abs(Number(rSquared) - most) < 0.02, trained);
  const log = Deno.readTextFileSync(folder.join("results/sine.log"));
  assertMatch(log, /^Current batch: 0\n - sample 0: Prediction=-?[\d.]+\. Target=-?[\d.]+\n/);
  const graded = JSON.parse(await run(folder, "evaluate", "results/sine.log", "--json"));
  assert(Math.abs(graded.r_squared - Number(rSquared)) < 1e-4, trained);
  const history = Deno.readTextFileSync(folder.join("results/sine.jsonl"));
  assertStringIncludes(history, '"test_r_squared"');
  assertEquals(history.includes("error_rate"), false);
  const { targetNames, classNames } = await readModel(folder.join("results/sine.safetensors"));
  assertEquals([targetNames, classNames], [["y"], []]);
});

Deno.test("every generator has a study, which learns what it generates", async () => {
  using folder = new TemporaryFolder();
  const least: [string, number][] = [
    ["circles", 98],
    ["spirals", 95],
    ["xor", 95],
    ["blobs", 97],
    ["bumps", 0.85],
    ["polynomial", 0.95],
    ["ridge", 0.85],
  ];
  for (const [kind, worst] of least) {
    const trained = await trainStudy(folder, kind);
    const [, figure] = /Test (?:accuracy|R²) ([\d.]+)/.exec(trained) ?? [];
    assert(Number(figure) > worst, `${kind}: ${trained.split("\n").at(-2)}`);
  }
});

Deno.test("evaluate, predict and report use a model of points", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  const model = "results/moons.safetensors";
  const result = JSON.parse(await run(folder, "evaluate", model, "moons-test.csv", "--json"));
  const [[first], [, second]] = result.confusion_matrix;
  assertEquals([result.samples, result.classes], [200, ["0", "1"]]);
  assertEquals(result.wrong, 200 - first - second);
  // What it was tested on is known.
  const text = await run(folder, "evaluate", model);
  assertMatch(text, new RegExp(`\\(${result.wrong} of 200 samples wrong\\), loss [\\d.]+\n$`));
  assertEquals(await run(folder, "evaluate", model, `${studies}moons.config`), text);

  // Columns are found by their names, in any order, among others.
  folder.write("points.csv", "name,x2,x1\nupper,1,0\nlower,-0.5,1\n");
  const [heading, ...rows] = (await run(folder, "predict", model, "points.csv")).trim().split("\n");
  assertEquals(heading, "class,0,1");
  assertEquals(rows.map((row) => row.split(",")[0]), ["0", "1"]);
  const answers = JSON.parse(await run(folder, "predict", model, "points.csv", "--json"));
  assertEquals(answers.map((answer: { class: string }) => answer.class), ["0", "1"]);

  await run(folder, "report", model);
  const page = Deno.readTextFileSync(folder.join("results/moons-report/index.html"));
  for (
    const title of ["Test accuracy", "Decision regions", "Confusion matrix", "Learning curves"]
  ) {
    assertStringIncludes(page, title);
  }
  assertEquals(/\bimages\b/.test(page.replace(/<style>[^]*?<\/style>/g, "")), false);
});

Deno.test("evaluate, predict and report use a model of a function", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "sine");
  const model = "results/sine.safetensors";
  const result = JSON.parse(await run(folder, "evaluate", model, "--json"));
  const predicted = await run(folder, "predict", model, "sine-test.csv");
  const [heading, ...numbers] = predicted.trim().split("\n");
  const rows = Deno.readTextFileSync(folder.join("sine-test.csv")).trim().split("\n").slice(1);
  const squares = rows.map((row, i) => (Number(numbers[i]) - Number(row.split(",")[1])) ** 2);
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  assertEquals([heading, numbers.length, result.targets], ["y", 200, ["y"]]);
  assert(Math.abs(result.mean_squared_error / mean - 1) < 1e-12);
  assertMatch(await run(folder, "evaluate", model), /^R² 0\.9\d+, mean squared error 0\.01/);
  const [{ y }] = JSON.parse(await run(folder, "predict", model, "sine-test.csv", "--json"));
  assertEquals(y, Number(numbers[0]));
  await run(folder, "report", model);
  const page = Deno.readTextFileSync(folder.join("results/sine-report/index.html"));
  for (const title of ["R²", "Fitted function", "What the units add"]) {
    assertStringIncludes(page, title);
  }
});

Deno.test("evaluate and predict say what does not go with samples of numbers", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  folder.write("other.csv", "a,label\n1,0\n");
  folder.write("classes.csv", "x1,x2,label\n1,0,c\n");
  folder.write("renamed.csv", "x1,x3,label\n1,0,0\n0,1,1\n");
  const renamed = ["rel_path_train_samples", "rel_path_test_samples"].flatMap((key) => [
    `--${key}`,
    "renamed.csv",
  ]);
  const files = ["--rel_path_model_file", "renamed.safetensors", "--num_epochs", "1"];
  await run(folder, "train", `${studies}moons.config`, ...renamed, ...files);
  await trainStudy(folder, "sine");
  await run(folder, "generate", "ridge", "ridge.csv");
  const model = "results/moons.safetensors";
  const sine = "results/sine.safetensors";
  for (
    const [args, code, message] of [
      [["evaluate", model, "other.csv"], 1, 'other.csv: Expected a column "x1" but found "a"'],
      [["evaluate", model, "classes.csv"], 1, "Expected samples of the classes 0, 1, which"],
      [["evaluate", model, "moons.csv", "moons.csv"], 2, "at most one file"],
      [["evaluate", model, "moons.csv", "--orientation", "upright"], 2, "no --orientation"],
      [["evaluate", model, "ridge.csv"], 1, "ridge.csv: Expected a column of classes for results/"],
      [
        ["evaluate", model, "no.safetensors"],
        1,
        "no.safetensors: Expected a model file but found no",
      ],
      [["evaluate", sine, "--threshold", "0.5"], 2, "found one that predicts numbers"],
      [["evaluate", sine, sine], 1, "Expected a model that classifies, to decide with others,"],
      [["committee", sine, sine, "--out", "both"], 1, "found one that predicts numbers"],
      [
        ["predict", model, "renamed.safetensors", "moons.csv"],
        1,
        'Expected the features of the first model, "x1, x2", but found "x1, x3"',
      ],
      [["predict", model, "other.csv"], 1, 'other.csv: Expected a column "x1"'],
      [["predict", model, "moons.csv", "--raw"], 2, "--raw"],
      [["predict", model, "missing.csv"], 1, "missing.csv: Expected a CSV file of samples but"],
    ] as const
  ) {
    const found = await runMnist(args, { cwd: folder.path });
    assertEquals([found.code, found.stderr.split("\n").length], [code, 2], found.stderr);
    assertStringIncludes(found.stderr, message);
  }
});

Deno.test("sweep compares trainings on samples of classes as train does them alone", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  const config = `${studies}moons.config`;
  const options = ["--num_epochs", "5", "--learning_rate", "0.1,0.01"];
  await run(folder, "sweep", config, ...options, "--out", "sweep");
  const [first] = JSON.parse(
    await run(folder, "sweep", config, ...options, "--out", "sweep", "--json"),
  );
  const alone = JSON.parse(
    await run(
      folder,
      "train",
      config,
      ...["--num_epochs", "5", "--learning_rate", "0.1"],
      "--json",
    ),
  );
  assertEquals(first.values.learning_rate, "0.1");
  assertEquals(first.result.test_error_rate, alone.test.error_rate);
  const page = Deno.readTextFileSync(folder.join("sweep-comparison/index.html"));
  assertStringIncludes(page, "Error on the test data");
  assertEquals(page.includes("images"), false);
});

Deno.test("sweep takes pairs of classes of samples", async () => {
  using folder = new TemporaryFolder();
  folder.write("a.csv", "x,label\n1,b\n2,c\n3,d\n");
  folder.write(
    "a.config",
    `rel_path_train_samples = a.csv
rel_path_test_samples = a.csv
layers = dense classes softmax
batch_size = 1
num_epochs = 1
learning_rate = 0.1
`,
  );
  const listed = await run(folder, "sweep", "a.config", "--classes", "pairs", "--dry-run");
  assertEquals(listed.split("\n").slice(0, 3), ["classes=b,c", "classes=b,d", "classes=c,d"]);
  assertEquals(folder.names(), ["a.config", "a.csv"]);
});

Deno.test("sweep compares what predicts numbers by the loss that train comes to", async () => {
  using folder = new TemporaryFolder();
  await run(folder, "generate", "sine", "sine.csv");
  await run(folder, "generate", "sine", "sine-test.csv", "--seed", "2");
  const given = [`${studies}sine.config`, "--num_epochs", "10", "--validation", "0.2"];
  const rates = ["--learning_rate", "0.01,0.02"];
  const json = await run(folder, "sweep", ...given, ...rates, "--out", "s", "--json");
  const runs: { result: Record<string, number> }[] = JSON.parse(json);
  for (const [i, rate] of ["0.01", "0.02"].entries()) {
    const trained = await run(folder, "train", ...given, "--learning_rate", rate, "--json");
    const { test, validation } = JSON.parse(trained);
    const { result } = runs[i];
    assertEquals([result.test_loss, result.validation_loss], [test.loss, validation.loss]);
    assertEquals("test_error_rate" in result, false);
  }
  // Done already: told again, in words.
  const told = await run(folder, "sweep", ...given, ...rates, "--out", "s");
  assertMatch(told, /learning_rate +runs +validation loss\n/);
  assertMatch(
    told,
    /Chosen by the validation data: learning_rate = 0\.0[12]\nTest loss: 0\.\d{4}\n/,
  );
  const folds = ["--folds", "3", "--num_epochs", "5", "--out", "f", "--json"];
  const [{ result }] = JSON.parse(await run(folder, "sweep", given[0], ...folds));
  const { mean } = JSON.parse(
    await run(folder, "train", given[0], "--folds", "3", "--num_epochs", "5", "--json"),
  );
  assertEquals(result.validation_loss, mean);
});

Deno.test("train cross-validates on samples, of classes by their errors and of numbers by the loss", async () => {
  using folder = new TemporaryFolder();
  for (const [kind, figure] of [["moons", "error_rate"], ["sine", "loss"]]) {
    await run(folder, "generate", kind, `${kind}.csv`);
    await run(folder, "generate", kind, `${kind}-test.csv`, "--seed", "2");
    const folds = ["train", `${studies}${kind}.config`, "--folds", "3", "--num_epochs", "20"];
    const history = ["--rel_path_history_file", `${kind}.jsonl`];
    const json = JSON.parse(await run(folder, ...folds, ...history, "--json"));
    // What the last epoch of each fold's history says of its validation data.
    const last = [1, 2, 3].map((fold) => {
      const lines = Deno.readTextFileSync(folder.join(`${kind}-fold-${fold}.jsonl`)).trim();
      return JSON.parse(lines.split("\n").at(-1) ?? "")[`validation_${figure}`];
    });
    assertEquals(json[figure === "loss" ? "losses" : "error_rates"], last);
    assertAlmostEquals(json.mean, (last[0] + last[1] + last[2]) / 3, 1e-12);
    const best = last.indexOf(Math.min(...last)) + 1;
    const { training } = await readModel(folder.join(`results/${kind}.safetensors`));
    assertEquals(training?.fold, best);
  }
});

Deno.test("what is split anew for testing is what evaluate and report test on", async () => {
  using folder = new TemporaryFolder();
  for (const kind of ["moons", "sine"]) {
    await run(folder, "generate", kind, `${kind}.csv`);
    await run(folder, "generate", kind, `${kind}-test.csv`, "--seed", "2");
    const pooled = ["train", `${studies}${kind}.config`, "--pooled_test", "0.25", "--json"];
    const { test } = JSON.parse(await run(folder, ...pooled, "--num_epochs", "20"));
    const model = `results/${kind}.safetensors`;
    const evaluated = JSON.parse(await run(folder, "evaluate", model, "--json"));
    assertEquals([evaluated.samples, evaluated.loss], [test.samples, test.loss]);
    await run(folder, "report", model, "--out", `${kind}-report`);
    const page = Deno.readTextFileSync(folder.join(`${kind}-report/index.html`));
    const told = kind === "moons" ? `${test.samples} samples` : test.r_squared.toFixed(4);
    assertStringIncludes(page, told);
    await run(folder, "compare", model, "--out", `${kind}-compared`);
    const compared = Deno.readTextFileSync(folder.join(`${kind}-compared/index.html`));
    const figure = kind === "moons"
      ? `${(100 * test.error_rate).toFixed(2)} %`
      : test.loss.toFixed(4);
    assertStringIncludes(compared, figure);
  }
});

Deno.test("compare tests what predicts numbers where no history says its loss", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "sine");
  Deno.removeSync(folder.join("results/sine.jsonl"));
  const model = "results/sine.safetensors";
  const { loss } = JSON.parse(await run(folder, "evaluate", model, "--json"));
  await run(folder, "train", `${studies}sine.config`, "--num_epochs", "1");
  Deno.copyFileSync(folder.join(model), folder.join("short.safetensors"));
  Deno.removeSync(folder.join("results/sine.jsonl"));
  await run(folder, "train", `${studies}sine.config`, "--quiet");
  Deno.removeSync(folder.join("results/sine.jsonl"));
  await run(folder, "compare", "short.safetensors", model, "--out", "page");
  const page = Deno.readTextFileSync(folder.join("page/index.html"));
  assertStringIncludes(page, "ranked by the loss on the test data");
  assertMatch(page, new RegExp(`Smallest test loss</dt><dd>${loss.toFixed(4)}<`));
});

Deno.test("samples come through a pipe, compressed or not", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  const model = "results/moons.safetensors";
  const bytes = Deno.readFileSync(folder.join("moons-test.csv"));
  const expected = await run(folder, "predict", model, "moons-test.csv");
  for (const stdin of [bytes, await gzip(bytes)]) {
    const { stdout, stderr } = await runMnist(["predict", model, "-"], { cwd: folder.path, stdin });
    assertEquals([stdout, stderr], [expected, ""]);
  }
  const args = ["evaluate", model, "-"];
  const { stdout } = await runMnist(args, { cwd: folder.path, stdin: bytes });
  assertEquals(stdout, await run(folder, "evaluate", model));
  const twice = ["committee", "-", "-", "--out", "both"];
  const { stderr } = await runMnist(twice, {
    cwd: folder.path,
    stdin: Deno.readFileSync(folder.join(model)),
  });
  assertStringIncludes(stderr, "mnist: -: Expected the standard input in place of one file but");
});

Deno.test("evaluate and report refuse a model whose outputs are no numbers", async () => {
  using folder = new TemporaryFolder();
  for (const kind of ["moons", "sine"]) {
    await trainStudy(folder, kind);
    const path = folder.join(`results/${kind}.safetensors`);
    const bytes = Deno.readFileSync(path);
    // The last tensor is behind all others; a NaN in it reaches an output.
    new DataView(bytes.buffer).setFloat64(bytes.length - 8, NaN, true);
    folder.write("nan.safetensors", bytes);
    for (const args of [["evaluate"], ["report", "--out", "page"]]) {
      const [name, ...options] = args;
      const found = await runMnist([name, "nan.safetensors", `${kind}-test.csv`, ...options], {
        cwd: folder.path,
      });
      const message = "nan.safetensors: Expected outputs that are finite numbers but found NaN";
      assertEquals([found.code, found.stderr], [1, `mnist: ${message}\n`]);
    }
  }
});

Deno.test("compare shows the loss alone of what predicts numbers", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "sine");
  await run(folder, "compare", "results/sine.safetensors", "results/sine.jsonl", "--out", "page");
  const page = Deno.readTextFileSync(folder.join("page/index.html"));
  assertStringIncludes(page, "Cost on the test data");
  assertEquals(/NaN|Error on the|no data|images/.test(page), false);
});

Deno.test("a training on samples goes on from a checkpoint as if it had not stopped", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "sine");
  const whole = Deno.readFileSync(folder.join("results/sine.safetensors"));
  const options = ["--checkpoint_every", "5"];
  const config = `${studies}sine.config`;
  await run(folder, "train", config, ...options, "--num_epochs", "10");
  const resumed = await run(folder, "train", config, ...options, "--resume");
  assertStringIncludes(resumed, "Going on after epoch 10");
  const { tensors } = await readModel(folder.join("results/sine.safetensors"));
  folder.write("whole.safetensors", whole);
  assertEquals((await readModel(folder.join("whole.safetensors"))).tensors, tensors);
});

Deno.test("train names file and line of what is no table of samples", async () => {
  using folder = new TemporaryFolder();
  await run(folder, "generate", "moons", "moons.csv");
  for (
    const [content, message] of [
      ["", "moons-test.csv: Expected the names of columns in line 1 but found an empty file"],
      ["x1,x2,label\n1,2\n", "but found 2 in line 2"],
      ["x1,x2,label\n1,NaN,0\n", 'but found "NaN" as "x2" in line 2'],
      ["x1,x2\n1,2\n", "Expected a column of classes"],
      ["x1,label\n1,2\n", 'Expected a column "x2" but found "x1", "label" in line 1'],
      ["\x89PNG\r\n\x1a\n\0\0\0\0", "Expected a CSV file of samples but found"],
    ] as const
  ) {
    folder.write("moons-test.csv", content);
    const { code, stderr } = await runMnist(["train", `${studies}moons.config`], {
      cwd: folder.path,
    });
    assertEquals([code, stderr.split("\n").length], [1, 2], stderr);
    assertStringIncludes(stderr, message);
    assertStringIncludes(stderr, "moons-test.csv: ");
  }
});

Deno.test("mnist report of samples knows their classes, and names no second file", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  const report = (...args: string[]) => {
    const words = ["report", "results/moons.safetensors", ...args, "--out", "page"];
    return runMnist(words, { cwd: folder.path });
  };
  folder.write("unknown.csv", "x1,x2,class\n0,0,7\n");
  const unknown = await report("unknown.csv");
  assertEquals(unknown.code, 1);
  assertStringIncludes(unknown.stderr, "unknown.csv: Expected samples of the classes 0, 1, which");
  folder.write("mixed.csv", "x1,x2,class\n0,0,7\n1,1,0\n0,1,1\n");
  const mixed = await report("mixed.csv");
  assertEquals(mixed.code, 0);
  assertStringIncludes(mixed.stderr, "warning: mixed.csv: left out 1 of 3 samples");
  const second = await report("mixed.csv", "labels");
  assertEquals(second.code, 2);
  assertStringIncludes(second.stderr, "mnist: Expected at most one file, as the model is one of");
});

Deno.test("mnist export has no pixels of samples to be told the type of", async () => {
  using folder = new TemporaryFolder();
  await trainStudy(folder, "moons");
  const args = [
    "export",
    "results/moons.safetensors",
    "m.onnx",
    "--to",
    "onnx",
    "--input",
    "bytes",
  ];
  const { code, stderr } = await runMnist(args, { cwd: folder.path });
  assertEquals(code, 2);
  assertStringIncludes(stderr, "Expected a model of images for --input but found one of samples");
});
