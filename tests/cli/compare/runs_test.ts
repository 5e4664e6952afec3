import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { testPair } from "../../../cli/compare/pair.ts";
import { readRuns, type Run } from "../../../cli/compare/runs.ts";
import { TestImages } from "../../../cli/compare/test_images.ts";
import { PostponedFailures } from "../../../cli/terminal/postponed_failures.ts";
import { encodeImages } from "../../../lib/data/idx_images.ts";
import { encodeLabels } from "../../../lib/data/idx_labels.ts";
import { formatHistoryLines } from "../../../lib/training/history.ts";
import { templateModel, templates } from "../template_model.ts";
import { TemporaryFolder } from "../temporary_folder.ts";
import { historyOf } from "./sample_runs.ts";

/** A folder with the templates as a dataset, and a configuration of a model and a history. */
function makeFolder(): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeImages(folder, "images");
  folder.write("labels", encodeLabels(Uint8Array.from(templates, ({ label }) => label)));
  writeConfig(folder, "a", "images");
  return folder;
}

/** @param more What is added to every pixel, so that images differ. */
function writeImages(folder: TemporaryFolder, name: string, more = 0): void {
  const pixels = Uint8Array.from(templates.flatMap(({ pixels }) => [...pixels]));
  const content = pixels.map((pixel) => Math.min(255, pixel + more));
  folder.write(name, encodeImages({ count: 10, rows: 28, columns: 28, pixels: content }));
}

function writeConfig(folder: TemporaryFolder, name: string, images: string): string {
  return folder.write(
    `${name}.config`,
    `rel_path_train_images = ${folder.join("images")}
rel_path_train_labels = ${folder.join("labels")}
rel_path_test_images = ${folder.join(images)}
rel_path_test_labels = ${folder.join("labels")}
rel_path_log_file = ${folder.join("log.txt")}
rel_path_model_file = ${folder.join(`${name}.safetensors`)}
rel_path_history_file = ${folder.join(`${name}.jsonl`)}
hidden_size = 8
batch_size = 10
num_epochs = 2
learning_rate = 0.1
`,
  );
}

/** Reads runs; none may fail. */
async function read(...paths: readonly string[]): Promise<{ runs: Run[]; images: TestImages }> {
  const [testImages, failures] = [new TestImages(), new PostponedFailures()];
  const runs = await readRuns(paths, { testImages, failures });
  failures.throwFirst();
  return { runs, images: testImages };
}

Deno.test("readRuns() tests a model whose file does not say how it did", async () => {
  using folder = makeFolder();
  folder.write("a.safetensors", templateModel());
  const { runs: [run] } = await read(folder.join("a.config"));
  // 784 weights and a bias for each of ten classes; a template is classified correctly.
  assertEquals(run.model?.parameterCount, 7850);
  assertEquals(run.model?.test, { images: 10, wrong: 0 });
  assertEquals(run.config?.learningRate, 0.1);
});

Deno.test("readRuns() finds the history of a configuration without a model", async () => {
  using folder = makeFolder();
  folder.write("a.jsonl", formatHistoryLines(historyOf(0.5, 0.25)));
  const { runs: [run] } = await read(folder.join("a.config"));
  assertEquals(run.history, historyOf(0.5, 0.25));
  assertEquals(run.model, undefined);
});

Deno.test("readRuns() of a model that says nothing of its training has the model alone", async () => {
  using folder = makeFolder();
  const path = folder.write("a.safetensors", templateModel());
  const { runs: [run] } = await read(path);
  assertEquals(run, {
    path,
    config: undefined,
    history: [],
    model: {
      path,
      piped: undefined,
      parameterCount: 7850,
      test: undefined,
      testLoss: undefined,
      testConfig: undefined,
    },
  });
});

Deno.test("readRuns() takes a path once, and of a sweep what has begun", async () => {
  using folder = makeFolder();
  const path = folder.write("a.jsonl", formatHistoryLines(historyOf(0.5)));
  Deno.mkdirSync(folder.join("run"));
  Deno.copyFileSync(folder.join("a.config"), folder.join("run/run.config"));
  Deno.copyFileSync(path, folder.join("run/history.jsonl"));
  folder.write("sweep.json", '{"runs":[{"name":"run"},{"name":"later"}]}');
  const { runs } = await read(path, folder.path, path);
  assertEquals(runs.map(({ path }) => path), [path, folder.join("run")]);
  assertEquals(runs.map(({ config }) => config?.learningRate), [undefined, 0.1]);
  assertEquals((await read(folder.join("run"))).runs.length, 1);
});

Deno.test("readRuns() marks what a sweep has begun and not finished, with its curves", async () => {
  using folder = makeFolder();
  folder.write("sweep.json", '{"runs":[{"name":"done"},{"name":"failed"},{"name":"first"}]}');
  for (const name of ["done", "failed", "first"]) {
    Deno.mkdirSync(folder.join(name));
    Deno.copyFileSync(folder.join("a.config"), folder.join(`${name}/run.config`));
  }
  folder.write("done/result.json", '{"seconds":1}');
  for (const name of ["done", "failed"]) {
    folder.write(`${name}/history.jsonl`, formatHistoryLines(historyOf(0.5)));
    folder.write(`${name}/model.safetensors`, templateModel());
  }
  const { runs } = await read(folder.path);
  assertEquals(runs.map(({ history, isUnfinished }) => [history.length, isUnfinished ?? false]), [
    [1, false],
    [1, true],
    [0, true],
  ]);
  assertEquals(runs.map(({ model }) => model?.parameterCount), [7850, undefined, undefined]);
});

Deno.test("readRuns() marks a cross-validation that lacks folds, or a result in a sweep", async () => {
  using folder = makeFolder();
  const config = `${Deno.readTextFileSync(folder.join("a.config"))}folds = 3\n`;
  const history = formatHistoryLines(historyOf(0.5));
  folder.write("folds.config", config);
  Deno.mkdirSync(folder.join("run"));
  folder.write("run/run.config", config);
  const foldsOf = async (path: string) => {
    const { runs } = await read(folder.join(path));
    return runs.map(({ fold, isUnfinished }) => [fold, isUnfinished ?? false]);
  };
  assertEquals(await foldsOf("run"), [[1, true]]);
  for (const fold of [1, 2]) {
    folder.write(`a-fold-${fold}.jsonl`, history);
    folder.write(`run/history-fold-${fold}.jsonl`, history);
  }
  for (const path of ["folds.config", "run"]) {
    assertEquals(await foldsOf(path), [[1, true], [2, true]]);
  }
  folder.write("a-fold-3.jsonl", history);
  folder.write("run/history-fold-3.jsonl", history);
  assertEquals(await foldsOf("folds.config"), [[1, false], [2, false], [3, false]]);
  // It may have failed in the last fold.
  assertEquals(await foldsOf("run"), [[1, true], [2, true], [3, true]]);
  folder.write("run/result.json", "{}");
  assertEquals(await foldsOf("run"), [[1, false], [2, false], [3, false]]);
});

Deno.test("readRuns() compares a model whose test images are missing, and says so", async () => {
  using folder = makeFolder();
  folder.write("a.safetensors", templateModel());
  Deno.removeSync(folder.join("images"));
  const [testImages, failures] = [new TestImages(), new PostponedFailures()];
  const [run] = await readRuns([folder.join("a.config")], { testImages, failures });
  assertEquals(run.model?.test, undefined);
  assertThrows(() => failures.throwFirst(), Error, `${folder.join("images")}: Expected`);
});

Deno.test("testPair() is for two models with the same test images", async () => {
  using folder = makeFolder();
  writeImages(folder, "copy");
  writeImages(folder, "brighter", 9);
  const paths = [["b", "copy"], ["c", "brighter"]].map(([name, images]) => {
    folder.write(`${name}.safetensors`, templateModel());
    return writeConfig(folder, name, images);
  });
  folder.write("a.safetensors", templateModel());
  const { runs: [a, b, c], images } = await read(folder.join("a.config"), ...paths);
  const pair = await testPair([a, b], images);
  assertEquals(pair?.counts, { both: 10, onlyFirst: 0, onlySecond: 0, neither: 0 });
  assertEquals(pair?.first.isProbability, true);
  for (const runs of [[a, c], [a], [a, b, c], [a, { path: "d", history: [] }]]) {
    assertEquals(await testPair(runs, images), undefined);
  }
});

/** Two models, `a` and `b`, that were trained with configurations which have been changed since. */
function writeTrained(folder: TemporaryFolder, testAccuracy: number): string[] {
  return ["a", "b"].map((name) => {
    const path = writeConfig(folder, name, "gone");
    const config = Deno.readTextFileSync(path);
    const training = { program: "mnist", config, epochs: 2, seed: 1, testAccuracy };
    folder.write(`${name}.safetensors`, templateModel(undefined, training));
    return writeConfig(folder, name, "images");
  });
}

Deno.test("readRuns() tests a model whose file says how it did on other images", async () => {
  using folder = makeFolder();
  const [path] = writeTrained(folder, 0.5);
  const { runs: [moved] } = await read(path);
  assertEquals(moved.model?.test, { images: 10, wrong: 0 });
  writeImages(folder, "gone");
  const { runs: [asTrained] } = await read(writeConfig(folder, "a", "gone"));
  assertEquals(asTrained.model?.test, { images: 10, wrong: 5 });
});

Deno.test("testPair() reads the test images where they are now", async () => {
  using folder = makeFolder();
  const { runs, images } = await read(...writeTrained(folder, 0.5));
  assertEquals((await testPair(runs, images))?.counts.both, 10);
});

Deno.test("readRuns() refuses a model whose outputs are no numbers, and so does testPair()", async () => {
  using folder = makeFolder();
  const bytes = templateModel();
  // All ones are no number; the file ends with one of the network's.
  const path = folder.write("a.safetensors", bytes.fill(0xff, bytes.length - 8));
  const [testImages, failures] = [new TestImages(), new PostponedFailures()];
  const [run] = await readRuns([folder.join("a.config")], { testImages, failures });
  assertEquals(run.model?.test, undefined);
  const message = `${path}: Expected outputs that are finite numbers but found NaN`;
  assertThrows(() => failures.throwFirst(), Error, message);
  const { path: modelPath, parameterCount, testConfig } = run.model ?? {};
  assert(modelPath !== undefined && parameterCount !== undefined);
  const model = { path: modelPath, parameterCount, testConfig, test: { images: 10, wrong: 0 } };
  await assertRejects(
    () => testPair([{ ...run, model }, { ...run, model }], testImages),
    Error,
    message,
  );
});
