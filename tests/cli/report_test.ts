import {
  assertArrayIncludes,
  assertEquals,
  assertGreater,
  assertLess,
  assertMatch,
} from "@std/assert";
import { firstTestDigits } from "../mnist.ts";
import { chromium, testWith } from "../programs.ts";
import { dataKeys, digitsFolder, succeed } from "./digits_folder.ts";
import { chartIds, inspectEverywhere } from "./page_inspection.ts";
import { runMnist } from "./run_mnist.ts";
import { templateModel } from "./template_model.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

testWith(
  chromium,
  "the page of mnist report opens in a browser, wide or narrow, light or dark, all by itself",
  async (program) => {
    using folder = digitsFolder(
      200,
      `layers = conv 4 5x5 same relu, max_pool 2, dense 10 softmax
rel_path_history_file = history.jsonl
validation = 40
`,
    );
    // What comes from outside must stay text.
    const names = Array.from({ length: 10 }, (_, i) => `<b>${i}</b>&amp;"`);
    folder.write("class-names.txt", names.join("\n"));
    await succeed(folder, "train", "test.config");
    await succeed(folder, "report", "test.config", "--out", "report");
    const page = Deno.readTextFileSync(folder.join("report/index.html"));
    assertGreater(chartIds(page).length, 10);
    // A copy without the files beside it: nothing else may be needed.
    const copy = folder.write("alone.html", page);
    for (const { firstClass } of await inspectEverywhere(program, copy)) {
      assertMatch(firstClass, /^<b>\d<\/b>&amp;"$/);
    }
  },
);

Deno.test("mnist report writes the page, and an SVG and a PNG file for each of its charts", async () => {
  using folder = digitsFolder(100, "hidden_size = 8\n");
  await succeed(folder, "train", "test.config");
  assertEquals(await succeed(folder, "report", "test.config"), "Wrote model-report/index.html\n");
  const page = Deno.readTextFileSync(folder.join("model-report/index.html"));
  const ids = chartIds(page);
  const expected = ids.flatMap((id) => [`${id}.svg`, `${id}.png`]);
  const names = Array.from(Deno.readDirSync(folder.join("model-report")), ({ name }) => name);
  assertEquals(names.sort(), [...expected, "index.html"].sort());
  for (const id of ids) {
    assertMatch(Deno.readTextFileSync(folder.join(`model-report/${id}.svg`)), /^<svg[^]*<\/svg>$/);
    const [, p, n, g] = Deno.readFileSync(folder.join(`model-report/${id}.png`));
    assertEquals(String.fromCharCode(p, n, g), "PNG");
  }
  assertLess(page.length, 2e6);
  assertEquals(
    await succeed(folder, "report", "model.safetensors"),
    "Wrote model-report/index.html\n",
  );
});

Deno.test("mnist report counts what the network classifies correctly and wrongly", async () => {
  using folder = digitsFolder(100, "hidden_size = 8\n");
  folder.write("model.safetensors", templateModel());
  await succeed(folder, "report", "test.config");
  const page = Deno.readTextFileSync(folder.join("model-report/index.html"));
  const { stdout } = await runMnist(["evaluate", "model.safetensors", "test.config"], {
    cwd: folder.path,
  });
  const [, accuracy, wrong] = stdout.match(/^Accuracy ([\d.]+ %).*\((\d+) of 100/) ?? [];
  assertMatch(page, new RegExp(`<dt>Test accuracy</dt><dd>${accuracy}<`));
  assertMatch(page, new RegExp(`>${wrong} of 100 wrong<`));
  assertMatch(page, /rel_path_history_file/);
});

/** Numbers of training images on a page, by class. */
function trainingCounts(page: string): string[] {
  const [, table = ""] = page.match(/<h3>Images of each class<[^]*?<tbody>([^]*?)<\/tbody>/) ?? [];
  return Array.from(
    table.matchAll(/<th scope="row">(.*?)<\/th><td class="number">(\d+)</g),
    ([_, name, count]) => `${name}: ${count}`,
  );
}

Deno.test("mnist report shows a committee beside its members, from several files or from one", async () => {
  using folder = digitsFolder(100, "hidden_size = 8\n");
  const config = Deno.readTextFileSync(folder.join("test.config"));
  for (const seed of [1, 2]) {
    folder.write("test.config", `${config.replace("model.", `m${seed}.`)}seed = ${seed}\n`);
    await succeed(folder, "train", "test.config");
  }
  const files = ["m1.safetensors", "m2.safetensors"];
  assertEquals(await succeed(folder, "report", ...files), "Wrote committee-report/index.html\n");
  const page = Deno.readTextFileSync(folder.join("committee-report/index.html"));
  assertMatch(
    page,
    /<h1>Committee of 2<\/h1>\n<p class="subtitle">m1.safetensors, m2.safetensors</,
  );
  const rows = Array.from(
    page.matchAll(/<th scope="row">(m\d|comm)[^]*?<\/tr>/g),
    ([row]) => row.replaceAll(/<[^>]*>/g, "|").split("|").filter((cell) => cell.trim() !== ""),
  );
  const wrongOf = async (...models: string[]) => {
    const json = await succeed(folder, "evaluate", ...models, "test.config", "--json");
    return String(JSON.parse(json).wrong);
  };
  assertEquals(rows.map(([name]) => name), [...files, "committee"]);
  assertEquals(rows.map((row) => row.at(row[0] === "committee" ? -2 : -3)), [
    await wrongOf("m1.safetensors"),
    await wrongOf("m2.safetensors"),
    await wrongOf(...files),
  ]);

  await succeed(folder, "committee", ...files, "--out", "both.safetensors");
  assertEquals(
    await succeed(folder, "report", "both.safetensors"),
    "Wrote both-report/index.html\n",
  );
  const ofFile = Deno.readTextFileSync(folder.join("both-report/index.html"));
  assertEquals(chartIds(ofFile), chartIds(page));
  assertMatch(ofFile, /<h1>both<\/h1>\n<p class="subtitle">both.safetensors, member 1, both/);
});

Deno.test("mnist report goes by what the model was trained with, whatever the file says now", async () => {
  using folder = digitsFolder(100, "layers = dense 2 softmax\nclasses = 3,8\nseed = 7\n");
  await succeed(folder, "train", "test.config");
  const expected = ["3", "8"].map((name) => {
    return `${name}: ${firstTestDigits(100).filter(({ label }) => label === Number(name)).length}`;
  });
  folder.write("test.config", `${dataKeys}hidden_size = 8\n`);
  await succeed(folder, "report", "test.config");
  const page = Deno.readTextFileSync(folder.join("model-report/index.html"));
  assertEquals(trainingCounts(page), expected);
  assertMatch(page, /<pre>[^<]*\nseed = 7</);
});

Deno.test("mnist report takes no records of another training", async () => {
  const records = `rel_path_history_file = history
rel_path_histograms_file = histograms
`;
  using folder = digitsFolder(100, `${records}hidden_size = 4\n`);
  await succeed(folder, "train", "test.config");
  await succeed(folder, "report", "test.config", "--out", "own");
  const own = Deno.readTextFileSync(folder.join("own/index.html"));
  assertArrayIncludes(chartIds(own), ["cost", "accuracy"]);
  assertEquals(/does not hold/.test(own), false);

  const other = dataKeys.replace("model.", "other.").replace("0.1", "1e-9");
  folder.write("other.config", `${other}${records}layers = dense 10 softmax\n`);
  await succeed(folder, "train", "other.config");
  await succeed(folder, "report", "test.config", "--out", "foreign");
  const foreign = Deno.readTextFileSync(folder.join("foreign/index.html"));
  assertEquals(chartIds(foreign).includes("cost"), false);
  assertMatch(foreign, /history does not hold the history of this training/);
  assertMatch(foreign, /histograms does not hold the histograms of this training/);
});

Deno.test("mnist report takes a model alone and a dataset, with training images or without", async () => {
  using folder = digitsFolder(100, "hidden_size = 8\n");
  folder.write("bare", templateModel());
  await succeed(folder, "report", "bare", "test-images", "test-labels");
  const tested = Deno.readTextFileSync(folder.join("bare-report/index.html"));
  assertMatch(tested, /of 100 wrong</);
  assertMatch(tested, /Those that it learnt from are not at hand/);
  assertMatch(tested, /The model does not say how it was trained/);
  Deno.mkdirSync(folder.join("data"));
  for (
    const [from, to] of [["images", "train-images-idx3-ubyte"], [
      "labels",
      "train-labels-idx1-ubyte",
    ]]
  ) {
    Deno.copyFileSync(folder.join(from), folder.join(`data/${to}`));
    const test = to.replace("train", "t10k");
    Deno.copyFileSync(folder.join(`test-${from}`), folder.join(`data/${test}`));
  }
  await succeed(folder, "report", "bare", "data");
  const whole = Deno.readTextFileSync(folder.join("bare-report/index.html"));
  const digits = firstTestDigits(100);
  const counts = Array.from(
    { length: 10 },
    (_, c) => `${c}: ${digits.filter(({ label }) => label === c).length}`,
  );
  assertEquals(trainingCounts(whole), counts);
  // A model that knows its training is divided as that was, wherever the data are.
  Deno.writeTextFileSync(folder.join("test.config"), "validation = 40\n", { append: true });
  await succeed(folder, "train", "test.config");
  for (const name of ["images", "labels", "test-images", "test-labels"]) {
    Deno.removeSync(folder.join(name));
  }
  await succeed(folder, "report", "model.safetensors", "data");
  const page = Deno.readTextFileSync(folder.join("model-report/index.html"));
  assertMatch(page, /10 classes<\/th><td class="number">60<\/td><td class="number">40</);
});

const malformed: readonly (readonly [readonly string[], number, string])[] = [
  [[], 2, "Expected <model or config> ... [dataset] [labels] but found 0 words"],
  [["test.config", "none.config"], 1, "Expected a "],
  [["test.config", "--uot", "x"], 2, 'found "--uot"; did you mean "--out"?'],
  [["test.config", "--out"], 2, "--out: Expected a folder but found none"],
  [
    ["test.config", "--device", "gpu"],
    2,
    "--device: Expected typescript, wasm or webgpu but found",
  ],
  [["none.config"], 1, "none.config: Expected a configuration file but found no such file"],
  [["test.config"], 1, "model.safetensors: Expected a model file but found no such file"],
  [
    ["test.config", "labels", "labels", "labels"],
    2,
    "Expected [dataset] [labels] after the models",
  ],
  [["bare.safetensors", "none"], 1, "none: Expected a dataset but found no such file or folder"],
  [["bare.safetensors", "labels"], 1, "labels: Expected a label file beside an image file but"],
  [["bare.safetensors"], 1, "bare.safetensors: Expected a model with the configuration"],
  [["lone.config"], 1, "rel_path_model_file: Expected a model file to report on but found none"],
  [
    ["bare.config", "--out", "labels"],
    1,
    "labels: Expected a folder for the report but found a file",
  ],
  [["bare.config", "--out", "labels/report"], 1, "Cannot write labels/report: labels is not a"],
  [["bare.config", "--out", "."], 1, ".: Expected an empty folder, or one of an earlier report"],
];

Deno.test("mnist report says what is wrong in one line, and writes nothing", async () => {
  using folder = digitsFolder(10, "hidden_size = 8\n");
  folder.write("bare.safetensors", templateModel());
  folder.write("bare.config", `${dataKeys.replace("model.", "bare.")}hidden_size = 8\n`);
  folder.write("lone.config", `${dataKeys.replace(/.*model.*\n/, "")}hidden_size = 8\n`);
  const names = folder.names();
  for (const [args, expected, message] of malformed) {
    const { code, stdout, stderr } = await runMnist(["report", ...args], { cwd: folder.path });
    assertEquals({ code, stdout }, { code: expected, stdout: "" }, stderr);
    assertEquals(stderr.includes(message), true, stderr);
    assertEquals(stderr.trimEnd().split("\n").length, 1, stderr);
  }
  assertEquals(folder.names(), names);
});

Deno.test("mnist report follows the image asked for, of one model", async () => {
  using folder = digitsFolder(20, "layers = conv 2 5x5 same relu, max_pool 2, dense 10 softmax\n");
  await succeed(folder, "train", "test.config");
  await succeed(folder, "report", "test.config", "--image", "17");
  const page = Deno.readTextFileSync(folder.join("model-report/index.html"));
  assertMatch(page, /What the layers make of test image 17, of the class “\d”/);
  const failures = [
    [["test.config", "--image", "20"], 1, "Expected an image of 0 to 19 to follow but found 20"],
    [
      ["test.config", "test.config", "--image", "1"],
      2,
      "Expected one model with --image but found 2",
    ],
  ] as const;
  for (const [args, code, message] of failures) {
    const outcome = await runMnist(["report", ...args], { cwd: folder.path });
    assertEquals(outcome.code, code);
    assertMatch(outcome.stderr, new RegExp(message));
  }
});

Deno.test("mnist report draws what a network has learnt of samples of numbers", async () => {
  using folder = new TemporaryFolder();
  await succeed(folder, "generate", "moons", "moons.csv", "--count", "40");
  await succeed(folder, "generate", "sine", "sine.csv", "--count", "40");
  const keys = (data: string) =>
    `rel_path_train_samples = ${data}.csv
rel_path_test_samples = ${data}.csv
rel_path_log_file = ${data}.log
rel_path_model_file = ${data}.safetensors
rel_path_history_file = ${data}.jsonl
batch_size = 10
num_epochs = 2
learning_rate = 0.1
`;
  folder.write("moons.config", `${keys("moons")}layers = dense 3 tanh, dense 2 softmax\n`);
  folder.write(
    "sine.config",
    `${
      keys("sine")
    }layers = dense 3 tanh, dense 1\nloss = mean_squared_error\ntarget_columns = y\n`,
  );
  const expected = [
    ["moons", ["decision-regions", "unit-boundaries", "cost", "accuracy"]],
    ["sine", ["fitted-function", "function-units", "cost", "r-squared"]],
  ] as const;
  for (const [data, ids] of expected) {
    await succeed(folder, "train", `${data}.config`);
    await succeed(folder, "report", `${data}.config`);
    const page = Deno.readTextFileSync(folder.join(`${data}-report/index.html`));
    assertArrayIncludes(chartIds(page), ids);
  }
  const options = ["moons.config", "--image", "0"];
  const { code, stderr } = await runMnist(["report", ...options], { cwd: folder.path });
  assertEquals(code, 2);
  assertMatch(stderr, /Expected a model of images with --image but found one of samples/);
});
