import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Random } from "../../lib/random.ts";
import { mnistCommand, runMnist } from "./run_mnist.ts";
import { messagesIn, numberIn, readEvents, readMessage, textIn } from "../tensorboard.ts";
import { tableRows } from "./pages/table_rows.ts";
import { stripeKeys, writeStripes } from "./striped_files.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** A folder with a small dataset and a configuration for it, to which `lines` are added. */
function prepare(lines: string, count = 200): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeStripes(folder, count);
  folder.write(
    "c.config",
    `${stripeKeys}
rel_path_log_file = log.txt
batch_size = 8
num_epochs = 2
learning_rate = 0.1
${lines}`,
  );
  return folder;
}

function sweep(folder: TemporaryFolder, ...args: string[]) {
  return runMnist(["sweep", "c.config", ...args], { cwd: folder.path });
}

/** All that the runs of a sweep have left, except how long it took. */
function filesOf(folder: TemporaryFolder, out: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const { name: run, isDirectory } of Deno.readDirSync(folder.join(out))) {
    if (!isDirectory) continue;
    for (const { name } of Deno.readDirSync(folder.join(`${out}/${run}`))) {
      const bytes = Deno.readFileSync(folder.join(`${out}/${run}/${name}`));
      const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
      files.set(`${run}/${name}`, text.replace(/"seconds":[\d.e-]+/, ""));
    }
  }
  return new Map([...files].sort());
}

const layers = "layers = dense 8 relu, dropout 0.1, dense 10 softmax\n";

Deno.test("mnist sweep gives each run the result that it has alone, bit by bit", async () => {
  using folder = prepare(`${layers}validation = 0.2\n`);
  const { code, stderr } = await sweep(folder, "--learning_rate", "0.1,0.01", "--seed=1..2");
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const swept = filesOf(folder, "c-sweep");
  assertEquals(swept.size, 4 * 5);
  await assertSameAlone(folder);
  assertEquals(filesOf(folder, "c-sweep"), swept);
});

/** Trains each run of a sweep alone, in place of what it had, and compares how well both do. */
async function assertSameAlone(folder: TemporaryFolder): Promise<void> {
  const swept = filesOf(folder, "c-sweep");
  for (const name of new Set([...swept.keys()].map((path) => path.split("/")[0]))) {
    const kept = Deno.readTextFileSync(folder.join(`c-sweep/${name}/result.json`));
    for (const file of ["model.safetensors", "history.jsonl", "log.txt"]) {
      Deno.removeSync(folder.join(`c-sweep/${name}/${file}`));
    }
    const config = `c-sweep/${name}/run.config`;
    const alone = await runMnist(["train", config], { cwd: folder.path });
    assertEquals({ code: alone.code, stderr: alone.stderr }, { code: 0, stderr: "" });
    const accuracy = Number(/Test accuracy ([\d.]+) %/.exec(alone.stdout)?.[1]);
    assertEquals((1 - JSON.parse(kept).test_error_rate).toFixed(4), (accuracy / 100).toFixed(4));
  }
}

const datasetKeys = [
  { lines: layers, values: ["--orientation", "upright,transposed"] },
  {
    lines: "",
    values: [
      "--layers",
      "dense 5 softmax",
      "--layers",
      "dense 4 softmax",
      "--layers",
      "dense 10 softmax",
    ],
  },
];

for (const { lines, values } of datasetKeys) {
  Deno.test(`mnist sweep reads the data anew where it must: ${values.join(" ")}`, async () => {
    using folder = prepare(lines);
    assertEquals((await sweep(folder, ...values, "--jobs", "1")).code, 0);
    const swept = filesOf(folder, "c-sweep");
    await assertSameAlone(folder);
    assertEquals(filesOf(folder, "c-sweep"), swept);
  });
}

Deno.test("mnist sweep takes the values from the file, unless options say others", async () => {
  using folder = prepare(layers);
  const config = Deno.readTextFileSync(folder.join("c.config"));
  const rest = config.replace(/rel_path_log_file.*\n/, "").replace(/learning_rate.*\n/, "");
  folder.write(
    "d.sweep",
    `${rest}learning_rate = 0.1, 0.01\nseed = 1..2\nnum_epochs = 1`
      .replace("num_epochs = 2\n", ""),
  );
  const listed = async (...args: string[]) => {
    const { stdout } = await runMnist(["sweep", ...args, "--dry-run"], { cwd: folder.path });
    return stdout.split("\n").slice(0, -2);
  };
  const all = ["0.1", "0.01"].flatMap((rate) =>
    ["1", "2"].map((seed) => `learning_rate=${rate},seed=${seed}`)
  );
  assertEquals(await listed("d.sweep"), all);
  assertEquals(await listed("d.sweep", "--seed=2"), all.filter((name) => name.endsWith("=2")));
  const swept = await runMnist(["sweep", "d.sweep"], { cwd: folder.path });
  assertEquals({ code: swept.code, stderr: swept.stderr }, { code: 0, stderr: "" });
  await sweep(folder, "--learning_rate=0.1,0.01", "--seed=1,2", "--num_epochs=1", "--out=e");
  const results = (out: string) =>
    [...filesOf(folder, out)].filter(([path]) => /model|history/.test(path)).map(([_, text]) =>
      text
    );
  const measured = (texts: readonly string[]) => texts.filter((text) => text.startsWith("{"));
  assertEquals(measured(results("d-sweep")).length, 4);
  assertEquals(measured(results("d-sweep")), measured(results("e")));
});

Deno.test("mnist sweep cross-validates each combination where there are folds", async () => {
  using folder = prepare(`${layers}folds = 3\n`);
  const { code, stdout, stderr } = await sweep(folder, "--learning_rate", "0.1,0.001");
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  assertMatch(stdout, /^Chosen by the validation data: learning_rate = 0\.1$/m);
  const run = folder.join("c-sweep/learning_rate=0.1");
  const result = JSON.parse(Deno.readTextFileSync(`${run}/result.json`));
  const errors = [1, 2, 3].map((fold) => {
    const lines = Deno.readTextFileSync(`${run}/history-fold-${fold}.jsonl`).trimEnd().split("\n");
    return JSON.parse(lines[1]).validation_error_rate;
  });
  const mean = errors.reduce((sum, error) => sum + error, 0) / 3;
  assertEquals(result.validation_error_rate.toFixed(12), mean.toFixed(12));
  assertEquals("test_error_rate" in result, false);
  // The same command has nothing left to do, and a page of all folds.
  const again = await sweep(folder, "--learning_rate", "0.1,0.001");
  assertStringIncludes(again.stdout, "2 of 2 trainings are done already\n");
  assertStringIncludes(
    Deno.readTextFileSync(folder.join("c-sweep-comparison/index.html")),
    "Each line is the mean over folds",
  );
});

Deno.test("mnist sweep lists its runs, says a line for each, and ends with the choice", async () => {
  using folder = prepare(`${layers}validation = 0.2\n`);
  const args = ["--learning_rate=0.1,0.001", "--seed", "1,2", "--out", "here", "--l2=0"];
  const { code, stdout } = await sweep(folder, ...args);
  assertEquals(code, 0);
  const lines = stdout.split("\n");
  for (const line of lines.slice(0, 4)) {
    assertMatch(line, /^\d\/4 +learning_rate .* seed \d +validation error .* +test error .* left$/);
  }
  assertMatch(lines[5], /^learning_rate +runs +validation error$/);
  assertMatch(lines[8], /^Chosen by the validation data: learning_rate = 0\.1$/);
  assertMatch(lines[9], /^Test error: \d+\.\d\d ± \d+\.\d\d %$/);
  const { config, keys, runs } = JSON.parse(Deno.readTextFileSync(folder.join("here/sweep.json")));
  assertEquals([config, keys], ["c.config", [
    { key: "learning_rate", values: ["0.1", "0.001"] },
    { key: "seed", values: ["1", "2"] },
  ]]);
  assertEquals(runs.length, 4);
  assertMatch(lines[10], /^Wrote here-comparison\/index\.html$/);
  assertMatch(
    Deno.readTextFileSync(folder.join("here-comparison/index.html")),
    /Differing in learning_rate, seed/,
  );
  assertEquals(runs[1], {
    name: "learning_rate=0.1,l2=0,seed=2",
    values: { learning_rate: "0.1", l2: "0", seed: "2" },
  });
});

Deno.test("mnist sweep does what is missing, and again what the configuration has changed", async () => {
  using folder = prepare(layers);
  await sweep(folder, "--seed", "1,2");
  const before = filesOf(folder, "c-sweep");
  Deno.removeSync(folder.join("c-sweep/seed=2/result.json"));
  const dry = await sweep(folder, "--seed", "1..3", "--dry-run");
  assertMatch(
    dry.stdout,
    /^seed=1 {2}done already\nseed=2\nseed=3\n2 of 3 trainings are to be done, .*\n$/,
  );
  const more = await sweep(folder, "--seed", "1..3");
  assertStringIncludes(more.stdout, "1 of 3 trainings are done already\n");
  assertEquals(more.stdout.match(/^\d\/3 /gm), ["2/3 ", "3/3 "]);
  const after = filesOf(folder, "c-sweep");
  for (const [path, content] of before) assertEquals(after.get(path), content, path);
  const config = Deno.readTextFileSync(folder.join("c.config"));
  folder.write("c.config", config.replace("learning_rate = 0.1", "learning_rate = 1e300"));
  assertEquals((await sweep(folder, "--seed", "1")).code, 1);
  // What the other configuration has left does not stand beside this one.
  assertEquals(
    [...filesOf(folder, "c-sweep").keys()].filter((path) => /^seed=1.*(model|log)/.test(path)),
    [],
  );
  folder.write("c.config", config.replace("num_epochs = 2", "num_epochs = 3"));
  assertEquals((await sweep(folder, "--seed", "1,2")).stdout.match(/^\d\/2 /gm), ["1/2 ", "2/2 "]);
});

Deno.test("mnist sweep keeps what is done where only the spelling or the place has changed", async () => {
  using folder = prepare(layers);
  assertEquals((await sweep(folder, "--seed", "1,2", "--out", "swt")).code, 0);
  const before = filesOf(folder, "swt");
  const all = "2 of 2 trainings are done already\n";
  const again = await sweep(folder, "--seed", "1,2", "--out", folder.join("swt"));
  assertStringIncludes(again.stdout, all);
  const lines = Deno.readTextFileSync(folder.join("c.config"))
    .replace("learning_rate = 0.1", "learning_rate=1e-1 // the same").trimEnd().split("\n");
  folder.write("c.config", [...lines.reverse(), "threads = 1", "checkpoint_every = 1"].join("\n"));
  const { stdout, stderr } = await sweep(folder, "--seed", "1,2", "--out", "swt");
  assertStringIncludes(stdout, all);
  assertEquals([stderr, filesOf(folder, "swt")], ["", before]);
});

Deno.test("mnist sweep says which trainings it does anew, and by which keys", async () => {
  using folder = prepare(layers);
  await sweep(folder, "--seed", "1");
  const config = Deno.readTextFileSync(folder.join("c.config"));
  folder.write("c.config", config.replace("num_epochs = 2", "num_epochs = 3\nmeasure_every = 5"));
  const dry = await sweep(folder, "--seed", "1,2", "--dry-run");
  assertMatch(
    dry.stdout,
    /^seed=1 {2}to be done anew, changed: num_epochs, measure_every\nseed=2\n/,
  );
  const { stdout, stderr } = await sweep(folder, "--seed", "1,2");
  assertEquals(stdout.match(/^\d\/2 /gm), ["1/2 ", "2/2 "]);
  assertEquals(
    stderr,
    "mnist: 1 of 2 trainings are done anew, as the configuration has changed since: " +
      "num_epochs, measure_every\n",
  );
});

Deno.test("mnist sweep plans by the samples that there are, and by the most threads of a run", async () => {
  using folder = prepare(layers, 80);
  const plan = async (...args: string[]) => {
    const { stdout } = await sweep(folder, "--dry-run", "--seed", "1..8", ...args);
    return stdout.trimEnd().split("\n").at(-1);
  };
  assertEquals(await plan("--batch_size", "all"), await plan("--batch_size", "80"));
  for (const [threads, each] of [["64,1", "64 or 1"], ["1,64", "1 or 64"]]) {
    assertEquals(
      await plan("--threads", threads),
      `16 of 16 trainings are to be done, 1 at a time with ${each} threads each`,
    );
  }
});

Deno.test("mnist sweep that is killed at random moments and called again ends the same", async () => {
  const lines = `${layers}checkpoint_every = 1\n`;
  const args = ["--seed", "1..6", "--num_epochs", "40", "--jobs", "2"];
  using whole = prepare(lines, 1000);
  assertEquals((await sweep(whole, ...args)).code, 0);
  using killed = prepare(lines, 1000);
  const random = new Random(Date.now());
  let kills = 0;
  for (; kills < 4; kills++) {
    const child = mnistCommand(["sweep", "c.config", ...args], { cwd: killed.path }).spawn();
    const timer = setTimeout(() => child.kill("SIGKILL"), random.uniform(400, 1200));
    const { signal } = await child.output();
    clearTimeout(timer);
    if (signal === null) break;
  }
  assert(kills > 0, "Expected a sweep that can be killed");
  assertEquals((await sweep(killed, ...args)).code, 0);
  assertEquals(filesOf(killed, "c-sweep"), filesOf(whole, "c-sweep"));
});

Deno.test("mnist sweep says on Ctrl-C how to go on", async () => {
  using folder = prepare(layers, 2000);
  const args = ["sweep", "c.config", "--seed", "1..100"];
  const child = mnistCommand(args, { cwd: folder.path }).spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  await output.next();
  child.kill("SIGINT");
  while (!(await output.next()).done);
  assertMatch(
    await new Response(child.stderr).text(),
    /^mnist: Interrupted; \d+ of 100 trainings are done, and the same command does the others\n$/,
  );
  assertEquals((await child.status).code, 130);
});

Deno.test("mnist sweep warns once of test images that are training images", async () => {
  using folder = prepare(layers);
  const data = ["--rel_path_test_images=images", "--rel_path_test_labels=labels"];
  const { code, stderr } = await sweep(folder, "--seed", "1..3", ...data);
  assertEquals(code, 0);
  assertMatch(stderr, /^mnist: warning: images: all 200 test images are training images too.*\n$/);
});

Deno.test("mnist sweep does the other runs where one fails, and ends with 1", async () => {
  using folder = prepare("hidden_size = 4\n");
  const { code, stdout, stderr } = await sweep(folder, "--l2", "0,1e300");
  assertEquals(code, 1);
  assertMatch(stdout, /^\d\/2 {2}l2 1e300 {2}failed: Expected a finite loss but found /m);
  assertMatch(stdout, /^0 +1 +\d+\.\d\d %$/m);
  assertMatch(stdout, /^1e300 +0 of 1 +–$/m);
  assertEquals(stderr, "mnist: Expected 2 trainings to succeed but found 1 that failed\n");
  // Where stdout is for results alone, the reason is not lost.
  for (const option of ["--json", "--quiet"]) {
    const again = await sweep(folder, "--l2", "1e300", option);
    const [reason, count] = again.stderr.split("\n");
    assertMatch(reason, /^mnist: l2=1e300: failed: Expected a finite loss but found /);
    assertEquals(count, "mnist: Expected 1 training to succeed but found 1 that failed");
  }
});

Deno.test("mnist sweep ends with a page that chooses as its table does, none that failed", async () => {
  using folder = prepare(`${layers}validation = 0.2\nschedule_unit = iteration\n`);
  // The first learns for an epoch of 20 steps before it diverges, the second not at all.
  const schedules = ["piecewise 30:1e300", "piecewise 1:1e-9"];
  const { code, stdout } = await sweep(
    folder,
    ...schedules.flatMap((schedule) => ["--schedule", schedule]),
  );
  assertEquals(code, 1);
  assertMatch(stdout, /^piecewise 30:1e300 +0 of 1 +–$/m);
  assertMatch(stdout, /^Chosen by the validation data: schedule = piecewise 1:1e-9$/m);
  const [heading, ...rows] = tableRows(
    Deno.readTextFileSync(folder.join("c-sweep-comparison/index.html")),
  );
  const column = heading.indexOf("validation error");
  assertEquals(rows.slice(0, 2).map((row) => [row[0], row.at(-1)]), [
    ["piecewise 1:1e-9", "finished"],
    ["piecewise 30:1e300", "unfinished"],
  ]);
  assertEquals(rows[1][column], "–");
});

Deno.test("mnist sweep refuses what is wrong before the work, in one line", async () => {
  using folder = prepare("hidden_size = 4\n");
  const refused = await sweep(folder, "--learning_rate", "0.1,x");
  assertEquals({ code: refused.code, stdout: refused.stdout }, { code: 2, stdout: "" });
  assertEquals(
    refused.stderr,
    'mnist: --learning_rate: Expected a number above 0 but found "x"; see "mnist sweep --help"\n',
  );
  assertEquals((await sweep(folder, "--jobs", "0")).code, 2);
  folder.write("c-sweep-comparison", "");
  const { code, stderr } = await sweep(folder);
  assertEquals(code, 1);
  assertMatch(stderr, /^mnist: c-sweep-comparison: Expected a folder for the comparison but .*\n$/);
  Deno.removeSync(folder.join("c-sweep-comparison"));
  assertEquals(folder.names(), ["c.config", "images", "labels", "test-images", "test-labels"]);
});

Deno.test("mnist sweep tells TensorBoard what its trainings differ by", async () => {
  using folder = prepare(`${layers}rel_path_tensorboard_dir = unused\n`, 80);
  const { code, stderr } = await sweep(folder, "--learning_rate", "0.1,0.01");
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const experiment = pluginDataIn(folder, "c-sweep", "_hparams_/experiment", 2);
  const [parameter] = messagesIn(experiment, 4);
  assertEquals(textIn(parameter, 1), "learning_rate");
  const metrics = messagesIn(experiment, 5).map((metric) => textIn(metric, 3));
  assertEquals(metrics, ["test accuracy", "test loss", "training loss"]);
  const rates = Array.from(Deno.readDirSync(folder.join("c-sweep")))
    .filter(({ isDirectory }) => isDirectory).map(({ name }) => {
      const run = `c-sweep/${name}/tensorboard`;
      // The metric is there, in the run that its name says.
      assert(eventsIn(folder, `${run}/test`).some(({ values: [value] }) => value?.tag === "loss"));
      const start = pluginDataIn(folder, run, "_hparams_/session_start_info", 3);
      const [value] = messagesIn(messagesIn(start, 1)[0], 2);
      return numberIn(value, 2);
    });
  assertEquals(rates.sort(), [0.01, 0.1]);
});

function eventsIn(folder: TemporaryFolder, run: string) {
  const names = Array.from(Deno.readDirSync(folder.join(run)), ({ name }) => name);
  return names.filter((name) => name.includes("tfevents"))
    .flatMap((name) => readEvents(Deno.readFileSync(folder.join(`${run}/${name}`))));
}

/** What a run says to the plugin of hyper-parameters under a tag, in that field. */
function pluginDataIn(folder: TemporaryFolder, run: string, tag: string, field: number) {
  const values = eventsIn(folder, run).flatMap(({ values }) => values);
  const plugin = values.find((value) => value.tag === tag)?.plugin;
  return messagesIn(readMessage(plugin?.content ?? new Uint8Array()), field)[0];
}
