import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { parseHistogramLines } from "../../../lib/training/histogram_lines.ts";
import { parseHistoryLines } from "../../../lib/training/history.ts";
import { readEvents } from "../../tensorboard.ts";
import { runMnist } from "../run_mnist.ts";
import { stripeKeys, writeStripes } from "../striped_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";
import { decodeGreyPng } from "../../png.ts";

const lines = `layers = dense 8 relu, batch_norm, dropout 0.2, dense 10 softmax
optimizer = adam
validation = 0.25
l2 = 0.001
checkpoint_every = 2
rel_path_history_file = history
`;
const records = `rel_path_histograms_file = histograms
rel_path_tensorboard_dir = runs/here
`;

/** Trains in a folder with a small dataset; the configuration is `lines`, too. */
async function train(folder: TemporaryFolder, lines: string, ...options: string[]): Promise<void> {
  writeStripes(folder, 80);
  folder.write(
    "train.config",
    `${stripeKeys}
rel_path_log_file = log.txt
rel_path_model_file = model
batch_size = 8
learning_rate = 0.01
${lines}`,
  );
  const outcome = await runMnist(["train", "train.config", ...options], { cwd: folder.path });
  assertEquals([outcome.code, outcome.stderr], [0, ""]);
}

function eventsOf(folder: TemporaryFolder, run: string) {
  const entries = Array.from(Deno.readDirSync(folder.join(`runs/here/${run}`)), ({ name }) => name);
  const names = entries.filter((name) => name.includes("tfevents"));
  assertEquals(names.length, 1);
  return readEvents(Deno.readFileSync(folder.join(`runs/here/${run}/${names[0]}`)));
}

/** All values of a run under a tag, with their steps. */
function valuesOf(folder: TemporaryFolder, run: string, tag: string) {
  return eventsOf(folder, run).flatMap(({ step, values }) =>
    values.filter((value) => value.tag === tag).map((value) => ({ step, ...value }))
  );
}

Deno.test("mnist train writes histograms and events that agree with the history, and trains the same", async () => {
  using plain = new TemporaryFolder();
  await train(plain, `${lines}num_epochs = 3\n`);
  using folder = new TemporaryFolder();
  await train(folder, `${lines}${records}num_epochs = 3\n`);
  for (const name of ["log.txt", "history"]) {
    assertEquals(Deno.readFileSync(folder.join(name)), Deno.readFileSync(plain.join(name)), name);
  }

  const history = parseHistoryLines(Deno.readTextFileSync(folder.join("history")));
  for (
    const [run, key] of [["train", "training"], ["validation", "validation"], [
      "test",
      "test",
    ]] as const
  ) {
    for (const [tag, valueOf] of [["loss", "loss"], ["accuracy", "errorRate"]] as const) {
      const expected = history.map(({ iteration, [key]: performance }) => {
        const value = performance?.[valueOf] ?? NaN;
        return { step: iteration, tag, scalar: Math.fround(tag === "loss" ? value : 1 - value) };
      });
      assertEquals(valuesOf(folder, run, tag), expected);
    }
  }
  assertEquals(
    valuesOf(folder, "train", "penalty").map(({ scalar }) => scalar),
    history.map(({ penalty }) => Math.fround(penalty)),
  );
  assertEquals(valuesOf(folder, "train", "learning rate").length, 3);

  const histograms = parseHistogramLines(Deno.readTextFileSync(folder.join("histograms")));
  assertEquals(new Set(histograms.map(({ epoch }) => epoch)), new Set([0, 1, 2, 3]));
  const events = eventsOf(folder, "train").flatMap(({ step, values }) =>
    values.flatMap(({ tag, histogram }) =>
      histogram === undefined ? [] : [{ step, tag, histogram }]
    )
  );
  assertEquals(
    events.map(({ step, tag, histogram }) => [step, tag, histogram.counts]),
    histograms.map(({ epoch, name, quantity, histogram }) => {
      const iteration = epoch === 0 ? 0 : history[epoch - 1].iteration;
      return [iteration, `${name}/${quantity}`, histogram.counts];
    }),
  );
});

Deno.test("mnist train measures what the layers hold on the first images of the first batch", async () => {
  using folder = new TemporaryFolder();
  await train(folder, `layers = dense 10 softmax\n${records}num_epochs = 1\n`);
  const [weights, , activations] = parseHistogramLines(
    Deno.readTextFileSync(folder.join("histograms")),
  );
  assertEquals([weights.quantity, weights.histogram.count], ["weights", 36 * 10]);
  assertEquals([activations.quantity, activations.histogram.count], ["activations", 8 * 10]);
});

Deno.test("mnist train draws the weights of the first layer at the end, and seldom before", async () => {
  using folder = new TemporaryFolder();
  await train(folder, `layers = dense 10 softmax\n${records}num_epochs = 7\n`);
  const pictures = valuesOf(folder, "train", "Weights of layer 1 dense 10");
  assertEquals(pictures.map(({ step }) => step / 10), [1, 2, 4, 7]);
  for (const { image } of pictures) {
    assert(image !== undefined);
    const { width, height } = decodeGreyPng(image.png);
    assertEquals([image.width, image.height, image.channels], [width, height, 3]);
  }
});

Deno.test("mnist train shows TensorBoard the network, its data, and what it makes of the test images", async () => {
  using folder = new TemporaryFolder();
  await train(folder, `layers = dense 8 relu, dense 10 softmax\n${records}num_epochs = 2\n`);
  const graphs = eventsOf(folder, "train").flatMap(({ graph }) =>
    graph === undefined ? [] : [graph]
  );
  assertEquals(graphs.map((nodes) => nodes.map(({ name }) => name)), [[
    "input",
    "dense_0/weights",
    "dense_0/bias",
    "dense_0/dense",
    "relu_1",
    "dense_2/weights",
    "dense_2/bias",
    "dense_2/dense",
    "softmax_3",
    "targets",
    "loss",
  ]]);
  for (
    const [run, tag, step] of [
      ["train", "Images of the training data", 0],
      ["test", "Misclassified images", 20],
    ] as const
  ) {
    const found = valuesOf(folder, run, tag);
    assertEquals(found.map(({ step }) => step), [step]);
    const { width, height } = decodeGreyPng(found[0].image?.png ?? new Uint8Array());
    assertEquals([found[0].image?.width, found[0].image?.height], [width, height]);
  }

  // Of 80 images, every fourth is of class 3.
  const [{ plugin, tensor }] = valuesOf(folder, "test", "class 3");
  assertEquals([plugin?.name, tensor?.extents], ["pr_curves", [6, 201]]);
  const row = (index: number) => tensor?.values.slice(201 * index, 201 * (index + 1)) ?? [];
  assertEquals([row(0)[0], row(1)[0], row(2)[0], row(3)[0]], [20, 60, 0, 0]);

  const config = Deno.readTextFileSync(folder.join("runs/here/test/projector_config.pbtxt"));
  assert(config.includes('tensor_path: "projector/activations.tsv"'));
  const points = Deno.readTextFileSync(folder.join("runs/here/test/projector/activations.tsv"));
  assertEquals(
    points.trimEnd().split("\n").map((line) => line.split("\t").length),
    Array(80).fill(8),
  );
});

Deno.test("mnist train --resume keeps records up to the checkpoint, and adds those that follow", async () => {
  using whole = new TemporaryFolder();
  await train(whole, `${lines}${records}num_epochs = 7\n`);
  using resumed = new TemporaryFolder();
  await train(resumed, `${lines}${records}num_epochs = 5\n`);
  await train(resumed, `${lines}${records}num_epochs = 7\n`, "--resume");

  const histogramsOf = (folder: TemporaryFolder) => {
    return Deno.readTextFileSync(folder.join("histograms"));
  };
  assertEquals(histogramsOf(resumed), histogramsOf(whole));
  for (const run of ["train", "validation", "test"]) {
    const withoutTime = (folder: TemporaryFolder) =>
      eventsOf(folder, run).map(({ step, version, values }) => ({ step, version, values }));
    assertEquals(withoutTime(resumed), withoutTime(whole), run);
  }
});

Deno.test("mnist train replaces the records of an earlier training", async () => {
  using folder = new TemporaryFolder();
  await train(folder, `${lines}${records}num_epochs = 3\n`);
  const shorter = lines.replace(/^validation.*\n/m, "");
  await train(folder, `${shorter}${records}num_epochs = 1\n`);
  const histograms = parseHistogramLines(Deno.readTextFileSync(folder.join("histograms")));
  assertEquals(new Set(histograms.map(({ epoch }) => epoch)), new Set([0, 1]));
  assertEquals(valuesOf(folder, "train", "loss").length, 1);
  assertEquals([...Deno.readDirSync(folder.join("runs/here/validation"))], []);
  const [{ scalar = NaN }] = valuesOf(folder, "test", "accuracy");
  assertAlmostEquals(scalar * 80, Math.round(scalar * 80), 1e-4);
});
