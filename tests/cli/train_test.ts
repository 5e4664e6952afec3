import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { UsageError } from "../../cli/arguments/reader.ts";
import { command } from "../../cli/train.ts";
import { parseSafetensors } from "../../lib/formats/parse_safetensors.ts";
import { Random } from "../../lib/random.ts";
import { parseHistoryLines } from "../../lib/training/history.ts";
import { mnistCommand, runMnist } from "./run_mnist.ts";
import { stripeKeys, writeStripes } from "./striped_files.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** A folder with a small dataset and a configuration for it, to which `lines` are added. */
function prepare(lines: string, count = 60): TemporaryFolder {
  const folder = new TemporaryFolder();
  writeStripes(folder, count);
  folder.write(
    "train.config",
    `${stripeKeys}
rel_path_log_file = log.txt
batch_size = 8
learning_rate = 0.1
${lines}`,
  );
  return folder;
}

/** Puts another line into the configuration in the place of one. */
function changeConfig(folder: TemporaryFolder, line: string, other: string): void {
  const config = Deno.readTextFileSync(folder.join("train.config"));
  folder.write("train.config", config.replace(line, other));
}

/** Puts a file in the place of a folder, so that nothing can be written there any more. */
function replaceByFile(folder: TemporaryFolder, name: string): void {
  Deno.removeSync(folder.join(name), { recursive: true });
  folder.write(name, "");
}

function train(folder: TemporaryFolder, ...options: string[]) {
  return runMnist(["train", "train.config", ...options], { cwd: folder.path });
}

/** Trains as long as `line` says, then on as `longer` says; what it prints the second time. */
async function trainLonger(folder: TemporaryFolder, line: string, longer: string): Promise<string> {
  await train(folder);
  changeConfig(folder, line, longer);
  return (await train(folder, "--resume")).stdout;
}

Deno.test("mnist train writes the log of the whole test set, the last partial batch included", async () => {
  using folder = prepare("num_epochs = 2\nhidden_size = 8\n", 20);
  const { code, stdout, stderr } = await train(folder);
  assertEquals({ code, stderr }, { code: 0, stderr: "" });
  const log = Deno.readTextFileSync(folder.join("log.txt"));
  assertEquals(log.match(/^Current batch: \d+$/gm), [0, 1, 2].map((b) => `Current batch: ${b}`));
  assertEquals(log.match(/^ - image \d+: Prediction=\d\. Label=\d$/gm)?.length, 20);
  assertMatch(stdout, /^ epoch +loss .*\n +1 .*\n +2 .*\nTest accuracy [\d.]+ %, error rate .*\n$/);
  assertEquals(folder.names(), [
    "images",
    "labels",
    "log.txt",
    "test-images",
    "test-labels",
    "train.config",
  ]);
});

Deno.test("mnist train prints a short table for many epochs", async () => {
  using folder = prepare("num_epochs = 90\nhidden_size = 4\n", 8);
  const { stdout } = await train(folder);
  const epochs = [...stdout.matchAll(/^ +(\d+) /gm)].map(([, epoch]) => Number(epoch));
  assertEquals(epochs, Array.from({ length: 18 }, (_, i) => 5 * (i + 1)));
});

Deno.test("mnist train writes the model and the history that the configuration names", async () => {
  using folder = prepare(`num_epochs = 3
layers = dense 8 relu, dense 10 softmax
rel_path_model_file = model.safetensors
rel_path_history_file = history.jsonl
`);
  assertEquals((await train(folder)).stderr, "");
  const { tensors } = parseSafetensors(Deno.readFileSync(folder.join("model.safetensors")));
  assertEquals([...tensors.keys()].sort(), ["0.bias", "0.weight", "2.bias", "2.weight"]);
  const history = parseHistoryLines(Deno.readTextFileSync(folder.join("history.jsonl")));
  assertEquals(history.map(({ epoch }) => epoch), [1, 2, 3]);
});

Deno.test("mnist train stops at once when the loss is not finite, and keeps an existing log", async () => {
  using folder = prepare("num_epochs = 3\nhidden_size = 4\nl2 = 1e300\n");
  folder.write("log.txt", "before");
  const { code, stderr } = await train(folder);
  assertEquals(code, 1);
  assertMatch(stderr, /^mnist: Expected a finite loss but found \S+ in epoch 1, batch \d+; .*\n$/);
  assertEquals(Deno.readTextFileSync(folder.join("log.txt")), "before");
});

Deno.test("mnist train leaves the history of the epochs before the loss is not finite", async () => {
  // The penalty makes the weights a thousand times larger in each of the eight steps of an epoch.
  using folder = prepare(
    "num_epochs = 50\nhidden_size = 4\nl2 = 1e4\nrel_path_history_file = history.jsonl\n",
  );
  const { code, stderr } = await train(folder);
  const epoch = Number(/^mnist: Expected a finite loss .* in epoch (\d+),/.exec(stderr)?.[1]);
  assertEquals(code, 1);
  const history = parseHistoryLines(Deno.readTextFileSync(folder.join("history.jsonl")));
  assertEquals(
    history.map(({ epoch }) => epoch),
    Array.from({ length: epoch - 1 }, (_, i) => i + 1),
  );
  assert(epoch > 1, stderr);
});

Deno.test("mnist train finds out before the work that a result cannot be written", async () => {
  using folder = prepare("num_epochs = 1\nhidden_size = 4\nrel_path_model_file = labels/model\n");
  const { code, stdout, stderr } = await train(folder);
  assertEquals({ code, stdout }, { code: 1, stdout: "" });
  assertEquals(stderr, "mnist: Cannot write labels/model: labels is not a folder\n");
});

Deno.test("mnist train makes the folders that its outputs lack", async () => {
  using folder = prepare(`num_epochs = 1
hidden_size = 4
rel_path_model_file = models/deep/model
rel_path_histograms_file = records/histograms
`);
  assertEquals((await train(folder)).stderr, "");
  const made = ["models/deep/model", "records/histograms"].map((path) => {
    return Deno.statSync(folder.join(path)).isFile;
  });
  assertEquals(made, [true, true]);
});

Deno.test("mnist train cross-validates with folds, and writes nothing", async () => {
  using folder = prepare("num_epochs = 2\nlayers = dense 10 softmax\nfolds = 3\n");
  const { code, stdout } = await train(folder);
  assertEquals(code, 0);
  assertEquals(stdout.match(/^Fold \d of 3$/gm)?.length, 3);
  assert(!stdout.includes("test"));
  assertStringIncludes(stdout, "Validation error rate over 3 folds: mean ");
  assertEquals(folder.names(), ["images", "labels", "test-images", "test-labels", "train.config"]);
});

Deno.test("mnist train keeps a history of each fold, and the model of the best one", async () => {
  using folder = prepare(`num_epochs = 3
layers = dense 10 softmax
folds = 3
rel_path_history_file = f.csv
rel_path_model_file = best
`);
  folder.write("f-fold-3.csv", "of another training");
  const { code, stdout } = await train(folder);
  assertEquals(code, 0);
  assertEquals(folder.names().filter((name) => name.startsWith("f")), [
    "f-fold-1.csv",
    "f-fold-2.csv",
    "f-fold-3.csv",
  ]);
  const errors = [1, 2, 3].map((fold) => {
    const [heading, ...rows] = Deno.readTextFileSync(folder.join(`f-fold-${fold}.csv`))
      .trimEnd().split("\n").map((line) => line.split(","));
    assertEquals(rows.length, 3);
    return Number(rows[2][heading.indexOf("validation_error_rate")]);
  });
  const printed = [...stdout.matchAll(/^Validation error rate ([\d.]+) %$/gm)];
  assertEquals(printed.map(([_, error]) => error), errors.map((error) => (100 * error).toFixed(2)));
  const best = errors.indexOf(Math.min(...errors)) + 1;
  assertStringIncludes(
    stdout,
    `Kept the model of fold ${best}, whose error rate is the smallest\n`,
  );
  // The page of the model says what that fold came to, and those of all folds lie side by side.
  const report = await runMnist(["report", "train.config"], { cwd: folder.path });
  assertEquals({ code: report.code, stderr: report.stderr }, { code: 0, stderr: "" });
  assertStringIncludes(Deno.readTextFileSync(folder.join("best-report/index.html")), "validation");
  const compared = await runMnist(["compare", "train.config"], { cwd: folder.path });
  assertEquals({ code: compared.code, stderr: compared.stderr }, { code: 0, stderr: "" });
  const page = Deno.readTextFileSync(folder.join("train-comparison/index.html"));
  assertStringIncludes(page, "Each line is the mean over folds");
});

Deno.test("mnist train says that it took the average of the weights, and tests it", async () => {
  const lines = "num_epochs = 2\nlayers = dense 10 softmax\nrel_path_history_file = h.jsonl\n";
  using plain = prepare(lines);
  assertEquals((await train(plain)).stdout.includes("average"), false);
  using averaged = prepare(`${lines}weight_average = 0.99\n`);
  const { stdout } = await train(averaged);
  assertStringIncludes(
    stdout,
    "\nTook the average of the weights, over all steps from the first on, in their place\nTest ",
  );
  const [, accuracy] = stdout.match(/Test accuracy ([\d.]+) %/) ?? [];
  const last = JSON.parse(Deno.readTextFileSync(averaged.join("h.jsonl")).split("\n")[1]);
  assertEquals(Number(accuracy), Number((100 * (1 - last.test_error_rate)).toFixed(2)));
});

Deno.test("mnist train --resume after kill -9 at random moments ends with the same weights", async () => {
  const lines = `num_epochs = 60
layers = dense 24 relu, batch_norm, dropout 0.2, dense 10 softmax
optimizer = adam
schedule = plateau 2 0.5
validation = 0.25
early_stopping = validation_loss 50
weight_average = 0.99
augmentation = batch 0.5
checkpoint_every = 1
rel_path_model_file = model
rel_path_history_file = history
`;
  using whole = prepare(lines, 2000);
  assertEquals((await train(whole)).stderr, "");

  using killed = prepare(lines, 2000);
  const random = new Random(Date.now());
  let kills = 0;
  for (; kills < 4; kills++) {
    const child = mnistCommand(["train", "train.config", "--resume"], { cwd: killed.path }).spawn();
    const timer = setTimeout(() => child.kill("SIGKILL"), random.uniform(150, 600));
    const { signal } = await child.output();
    clearTimeout(timer);
    if (signal === null) break;
  }
  assert(kills > 0, "Expected a training that can be killed");
  const { code, stdout } = await train(killed, "--resume");
  assertEquals(code, 0, stdout);
  for (const name of ["model", "history", "log.txt"]) {
    assertEquals(Deno.readFileSync(killed.join(name)), Deno.readFileSync(whole.join(name)), name);
  }
});

Deno.test("mnist train --resume refuses a damaged checkpoint, and one of another training", async () => {
  using folder = prepare("num_epochs = 2\nlayers = dense 10 softmax\ncheckpoint_every = 1\n");
  await train(folder);
  const checkpoint = Deno.readFileSync(folder.join("log.txt.checkpoint"));
  const config = Deno.readTextFileSync(folder.join("train.config"));

  folder.write("train.config", config.replace("learning_rate = 0.1", "learning_rate = 0.2"));
  const other = await train(folder, "--resume");
  assertEquals(other.code, 1);
  assertStringIncludes(other.stderr, "log.txt.checkpoint: Expected a checkpoint of this training");

  folder.write("train.config", config);
  folder.write("log.txt.checkpoint", checkpoint.slice(0, -5));
  const damaged = await train(folder, "--resume");
  assertEquals(damaged.code, 1);
  assertMatch(damaged.stderr, /^mnist: log\.txt\.checkpoint: Expected .*\n$/);
});

Deno.test("mnist train --resume refuses a checkpoint that is too large, without reading it", async () => {
  using folder = prepare("num_epochs = 2\nlayers = dense 10 softmax\ncheckpoint_every = 1\n");
  await train(folder);
  const path = folder.join("log.txt.checkpoint");
  const { size } = Deno.statSync(path);
  Deno.truncateSync(path, 2 ** 32 + 1);
  const { code, stderr } = await train(folder, "--resume");
  assertEquals(code, 1);
  assertEquals(
    stderr,
    `mnist: log.txt.checkpoint: Expected a checkpoint of at most ${size} bytes but found more\n`,
  );
});

Deno.test("mnist train --resume goes on where num_epochs has grown", async () => {
  const lines = "layers = dense 10 softmax\ncheckpoint_every = 1\nrel_path_model_file = model\n";
  using whole = prepare(`num_epochs = 4\n${lines}`);
  await train(whole);
  using grown = prepare(`num_epochs = 2\n${lines}`);
  const stdout = await trainLonger(grown, "num_epochs = 2", "num_epochs = 4");
  assertStringIncludes(stdout, "Going on after epoch 2\n");
  const weights = (folder: TemporaryFolder) =>
    parseSafetensors(Deno.readFileSync(folder.join("model"))).tensors.get("0.weight")?.data;
  assertEquals(weights(grown), weights(whole));
});

Deno.test("mnist train --resume goes on where num_iterations has grown, from a whole epoch", async () => {
  // Eight batches an epoch: the second epoch is cut in the middle.
  const lines = "layers = dense 10 softmax\ncheckpoint_every = 1\nrel_path_history_file = h.csv\n";
  using whole = prepare(`num_iterations = 20\n${lines}`);
  await train(whole);
  using grown = prepare(`num_iterations = 12\n${lines}`);
  const stdout = await trainLonger(grown, "num_iterations = 12", "num_iterations = 20");
  assertStringIncludes(stdout, "Going on after epoch 1\n");
  for (const name of ["h.csv", "log.txt"]) {
    assertEquals(
      Deno.readTextFileSync(grown.join(name)),
      Deno.readTextFileSync(whole.join(name)),
    );
  }
});

Deno.test("mnist train keeps a model whose log cannot be written beside the one before", async () => {
  using folder = prepare(
    "num_epochs = 1000\nmeasure_every = 1\nhidden_size = 4\nrel_path_model_file = model\n",
  );
  Deno.mkdirSync(folder.join("logs"));
  changeConfig(folder, "= log.txt", "= logs/log.txt");
  folder.write("model", "the one before");
  const child = mnistCommand(["train", "train.config"], { cwd: folder.path }).spawn();
  // As soon as it trains: its table fills the pipe, so that it waits until more is read.
  const lines = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  await lines.next();
  replaceByFile(folder, "logs");
  while (!(await lines.next()).done);
  const stderr = await new Response(child.stderr).text();
  assertEquals((await child.status).code, 1);
  const reason = "logs is not a folder; the model is in model.rescued";
  assertEquals(stderr, `mnist: Cannot write logs/log.txt: ${reason}\n`);
  assertEquals(folder.names(), [
    "images",
    "labels",
    "logs",
    "model",
    "model.rescued",
    "test-images",
    "test-labels",
    "train.config",
  ]);
  assertEquals(Deno.readTextFileSync(folder.join("model")), "the one before");
  assert(parseSafetensors(Deno.readFileSync(folder.join("model.rescued"))).tensors.size > 0);
});

Deno.test("mnist train refuses outputs that another run is to write, while it lives", async () => {
  using folder = prepare("num_epochs = 1000\nmeasure_every = 1\nhidden_size = 4\n");
  const child = mnistCommand(["train", "train.config"], { cwd: folder.path }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  await lines.next();
  const refused = await train(folder);
  assertEquals(refused.code, 1);
  assertEquals(
    refused.stderr,
    "mnist: Expected log.txt to be free but found another run of mnist that is to write it\n",
  );
  child.kill("SIGKILL");
  while (!(await lines.next()).done);
  await new Response(child.stderr).text();
  await child.status;
  changeConfig(folder, "num_epochs = 1000", "num_epochs = 1");
  assertEquals((await train(folder)).stderr, "");
  assertEquals(folder.names(), [
    "images",
    "labels",
    "log.txt",
    "test-images",
    "test-labels",
    "train.config",
  ]);
});

Deno.test("mnist train keeps the model where its records cannot be written, and fails in the end", async () => {
  using folder = prepare(`num_epochs = 3000
measure_every = 1
hidden_size = 4
rel_path_model_file = model
rel_path_history_file = records/history
rel_path_histograms_file = records/histograms
`);
  Deno.mkdirSync(folder.join("records"));
  const child = mnistCommand(["train", "train.config"], { cwd: folder.path }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  await lines.next();
  replaceByFile(folder, "records");
  while (!(await lines.next()).done);
  const stderr = await new Response(child.stderr).text();
  assertEquals((await child.status).code, 1);
  const [histograms, history] = ["histograms", "history"].map((name) => {
    return `mnist: Cannot write records/${name}: records is not a folder`;
  });
  assertEquals(
    stderr,
    `${histograms}; the work goes on\n${history}; the work goes on\n${histograms}\n`,
  );
  assertEquals(folder.names(), [
    "images",
    "labels",
    "log.txt",
    "model",
    "records",
    "test-images",
    "test-labels",
    "train.config",
  ]);
});

Deno.test("mnist train refuses to write one file over another", async () => {
  const lines = "num_epochs = 1\nhidden_size = 4\n";
  for (
    const [key, path, other] of [
      ["rel_path_model_file", "images", "rel_path_train_images"],
      ["rel_path_model_file", "test-images", "rel_path_test_images"],
      ["rel_path_history_file", "./test-labels", "rel_path_test_labels"],
      ["rel_path_model_file", "log.txt", "rel_path_log_file too"],
      ["rel_path_history_file", "train.config", "the configuration itself"],
    ]
  ) {
    using folder = prepare(`${lines}${key} = ${path}\n`);
    const before = folder.names().map((name) => Deno.readFileSync(folder.join(name)));
    const { code, stderr } = await train(folder);
    assertEquals(code, 1);
    assertEquals(
      stderr,
      `mnist: train.config:10: ${key}: Expected a file of its own but found "${path}", ` +
        `which is ${other}\n`,
    );
    assertEquals(folder.names().map((name) => Deno.readFileSync(folder.join(name))), before);
  }
});

Deno.test("mnist train logs the digits themselves where it tells only some apart", async () => {
  using folder = prepare("num_epochs = 9\nlayers = dense 2 softmax\nclasses = 3, 1\n");
  assertEquals((await train(folder)).stderr, "");
  const log = Deno.readTextFileSync(folder.join("log.txt"));
  const labels = [...log.matchAll(/Prediction=(\d)\. Label=(\d)/g)];
  assertEquals(new Set(labels.map(([, , label]) => label)), new Set(["1", "3"]));
  assertEquals(labels.every(([, prediction, label]) => prediction === label), true);
});

Deno.test("mnist train writes no results of a network that the last step has spoilt", async () => {
  using folder = prepare("num_epochs = 1\nlayers = dense 10 relu, dense 10 softmax\n", 8);
  changeConfig(folder, "learning_rate = 0.1", "learning_rate = 1e300");
  const { code, stderr } = await train(folder);
  assertEquals(code, 1);
  assertMatch(stderr, /^mnist: Expected a finite loss .* but found \S+; .*\n$/);
  assertEquals(folder.names(), ["images", "labels", "test-images", "test-labels", "train.config"]);
});

Deno.test("mnist train finds out before the work that batch_norm cannot train on a last batch of 1", async () => {
  using folder = prepare("num_epochs = 1\nlayers = dense 9, batch_norm, dense 10 softmax\n", 17);
  const { code, stdout, stderr } = await train(folder);
  assertEquals({ code, stdout }, { code: 1, stdout: "" });
  assertMatch(stderr, /^mnist: train\.config:6: batch_size: Expected batches of 2 or more images/);
});

Deno.test("mnist train refuses a value behind a flag before it reads the file", async () => {
  await assertRejects(
    () => command.run(["missing.config", "--resume=no"]),
    UsageError,
    'Expected --resume without a value but found "--resume=no"',
  );
});

Deno.test("mnist train --device is the key of the configuration, with its checks", async () => {
  using folder = prepare("num_epochs = 1\nhidden_size = 4\nthreads = 2\n");
  const refused = await train(folder, "--device", "typescript");
  assertEquals({ code: refused.code, stdout: refused.stdout }, { code: 2, stdout: "" });
  assertEquals(
    refused.stderr,
    'mnist: --device: Expected another device beside "threads" but found typescript, which has ' +
      'no threads; "threads" is in line 10; see "mnist train --help"\n',
  );
  changeConfig(folder, "threads = 2", "device = typescript\nthreads = 2");
  const file = await train(folder);
  assertEquals(file.code, 1);
  assertEquals(
    file.stderr,
    'mnist: train.config:10: device: Expected another device beside "threads" but found ' +
      'typescript, which has no threads; "threads" is in line 11\n',
  );
  const mended = await train(folder, "--device", "wasm");
  assertEquals({ code: mended.code, stderr: mended.stderr }, { code: 0, stderr: "" });
});

Deno.test("mnist train records the configuration as it was run", async () => {
  using folder = prepare("num_epochs = 1\nhidden_size = 4\nrel_path_model_file = model\n");
  assertEquals((await train(folder, "--device=typescript")).stderr, "");
  const { metadata } = parseSafetensors(Deno.readFileSync(folder.join("model")));
  assertStringIncludes(JSON.stringify([...metadata]), "device = typescript");
});

Deno.test("mnist train takes every key as an option, and gives the result that the file would", async () => {
  const lines = "num_epochs = 2\nhidden_size = 4\nrel_path_model_file = model\n";
  using stated = prepare(`${lines}seed = 2\n`);
  changeConfig(stated, "learning_rate = 0.1", "learning_rate = 0.01");
  assertEquals((await train(stated)).stderr, "");
  using overridden = prepare(lines);
  assertEquals((await train(overridden, "--learning_rate", "0.01", "--seed=2")).stderr, "");
  for (const name of ["model", "log.txt"]) {
    assertEquals(
      Deno.readFileSync(overridden.join(name)),
      Deno.readFileSync(stated.join(name)),
      name,
    );
  }
});

Deno.test("mnist train --resume takes an override that equals what the checkpoint was made with, and no other", async () => {
  using folder = prepare("num_epochs = 1\nhidden_size = 4\ncheckpoint_every = 1\n");
  await train(folder, "--seed", "2");
  for (const options of [["--seed", "3"], [], ["--seed", "2", "--l2", "0.1"]]) {
    const { code, stderr } = await train(folder, "--resume", ...options);
    assertEquals(code, 1);
    assertStringIncludes(stderr, "Expected a checkpoint of this training but found one of another");
  }
  const equal = ["--seed", "02", "--learning_rate", "1e-1", "--num_epochs", "2"];
  const { code, stdout } = await train(folder, "--resume", ...equal);
  assertEquals(code, 0);
  assertStringIncludes(stdout, "Going on after epoch 1\n");
});

Deno.test("mnist train keeps its last whole epoch on Ctrl-C, and ends with --resume as if it had not been interrupted", async () => {
  const lines = `num_epochs = 40
layers = dense 24 relu, dropout 0.2, dense 10 softmax
optimizer = adam
rel_path_model_file = model
rel_path_history_file = history
`;
  using whole = prepare(lines, 2000);
  assertEquals((await train(whole)).stderr, "");
  using interrupted = prepare(lines, 2000);
  const child = mnistCommand(["train", "train.config"], { cwd: interrupted.path }).spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  for (let text = ""; !/^ +2 /m.test(text);) text += (await output.next()).value;
  child.kill("SIGINT");
  while (!(await output.next()).done);
  assertMatch(
    await new Response(child.stderr).text(),
    /^mnist: Interrupted in epoch \d+; the same command with --resume goes on after epoch \d+\n$/,
  );
  assertEquals((await child.status).code, 130);
  const { code, stdout } = await train(interrupted, "--resume");
  assertEquals(code, 0);
  assertMatch(stdout, /^Going on after epoch \d+\n/);
  for (const name of ["model", "history", "log.txt"]) {
    assertEquals(
      Deno.readFileSync(interrupted.join(name)),
      Deno.readFileSync(whole.join(name)),
      name,
    );
  }
});

Deno.test("mnist train says on Ctrl-C that it has nothing to keep before the first epoch has ended", async () => {
  using folder = prepare("num_epochs = 1\nhidden_size = 4\nmeasure_every = 1\n", 60_000);
  changeConfig(folder, "batch_size = 8", "batch_size = 1");
  const child = mnistCommand(["train", "train.config"], { cwd: folder.path }).spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  await output.next();
  child.kill("SIGINT");
  while (!(await output.next()).done);
  assertEquals(
    await new Response(child.stderr).text(),
    "mnist: Interrupted in epoch 1; no epoch was completed, so there is nothing to keep\n",
  );
  assertEquals((await child.status).code, 130);
  assertEquals(folder.names(), ["images", "labels", "test-images", "test-labels", "train.config"]);
});

Deno.test("mnist train finds out before the first fold that batch_norm cannot train on a later one", async () => {
  // Folds of 7, 7 and 6 images: of the others, the last one leaves 14 in batches of 13.
  using folder = prepare(
    "num_epochs = 1\nlayers = dense 9, batch_norm, dense 10 softmax\nfolds = 3\n",
    20,
  );
  changeConfig(folder, "batch_size = 8", "batch_size = 13");
  const { code, stdout, stderr } = await train(folder);
  assertEquals({ code, stdout }, { code: 1, stdout: "" });
  assertMatch(stderr, /^mnist: train\.config:6: batch_size: .* found one of 1 among 14 images\n$/);
});

Deno.test("mnist train refuses before the work what gradients cannot pass", async () => {
  using folder = prepare(`num_epochs = 1
layers = dense 9 heaviside, dense 10 softmax
rel_path_history_file = h.jsonl
`);
  folder.write("h.jsonl", "of an earlier training");
  const { code, stderr } = await train(folder);
  assertEquals(code, 1);
  assertMatch(
    stderr,
    /^mnist: train\.config:9: layers: Expected no heaviside above dense 9, .*\n$/,
  );
  assertEquals(Deno.readTextFileSync(folder.join("h.jsonl")), "of an earlier training");
});

Deno.test("mnist train leaves an earlier history where it is interrupted before it has one", async () => {
  using folder = prepare(
    "num_epochs = 1\nhidden_size = 4\nrel_path_history_file = h.jsonl\n",
    60_000,
  );
  changeConfig(folder, "batch_size = 8", "batch_size = 1");
  folder.write("h.jsonl", "of an earlier training");
  const child = mnistCommand(["train", "train.config"], { cwd: folder.path }).spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  await output.next();
  child.kill("SIGINT");
  while (!(await output.next()).done);
  await child.stderr.cancel();
  assertEquals((await child.status).code, 130);
  assertEquals(Deno.readTextFileSync(folder.join("h.jsonl")), "of an earlier training");
});

Deno.test("mnist train sends a history through a pipe once, however long it takes", async () => {
  using folder = prepare("num_epochs = 12000\nlayers = dense 10 softmax\n");
  const { stdout } = await train(folder, "--quiet", "--rel_path_history_file", "-");
  const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
  assertEquals(parseHistoryLines(`${lines.join("\n")}\n`).at(-1)?.epoch, 12_000);
  assertEquals(lines.length, 12_000);
});

Deno.test("mnist train --resume says on Ctrl-C what it goes on after, before another epoch has ended", async () => {
  using folder = prepare("num_epochs = 1\nhidden_size = 4\ncheckpoint_every = 1\n", 60_000);
  changeConfig(folder, "batch_size = 8", "batch_size = 1");
  assertEquals((await train(folder)).code, 0);
  changeConfig(folder, "num_epochs = 1", "num_epochs = 2");
  const args = ["train", "train.config", "--resume"];
  const child = mnistCommand(args, { cwd: folder.path }).spawn();
  const output = child.stdout.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  for (let text = ""; !text.includes("Going on after epoch 1\n");) {
    text += (await output.next()).value;
  }
  child.kill("SIGINT");
  while (!(await output.next()).done);
  assertEquals(
    await new Response(child.stderr).text(),
    "mnist: Interrupted in epoch 2; the same command with --resume goes on after epoch 1\n",
  );
});
