import {
  assertAlmostEquals,
  assertEquals,
  assertInstanceOf,
  assertLess,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { sampleFunction, sineFunction } from "../../../lib/data/functions.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { encodeSafetensors } from "../../../lib/formats/encode_safetensors.ts";
import { sha256 } from "../../../lib/formats/bytes.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { parseHeaderLength, parseSafetensors } from "../../../lib/formats/parse_safetensors.ts";
import type { Tensor } from "../../../lib/formats/safetensors.ts";
import { tanh } from "../../../lib/layers/activations.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import {
  checkpointFileLength,
  encodeCheckpoint,
  restoreCheckpoint,
  snapshotOf,
} from "../../../lib/models/checkpoint.ts";
import { meanSquaredError } from "../../../lib/losses.ts";
import type { Precision } from "../../../lib/matrix.ts";
import { Network } from "../../../lib/network.ts";
import type { Optimizer } from "../../../lib/optimizers/optimizer.ts";
import { Momentum } from "../../../lib/optimizers/momentum.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { Training } from "../../../lib/training/training.ts";
import { mutationsOf } from "../../mutations.ts";
import { recordingDevice } from "../../recording_device.ts";
import { stripes } from "../../stripes.ts";

type OptimizerMaker = (network: Network) => Optimizer;

const adam: OptimizerMaker = (network) => new Adam(network, { learningRate: 0.01 });

function start(
  epochs = 4,
  makeOptimizer = adam,
  precision: Precision = "f64",
  device = createTypeScriptDevice(precision),
) {
  const layers = [dense(8), dropout(0.3), dense(4), softmax()];
  const network = new Network({ device, inputShape: [1, 6, 6], layers, batchSize: 4 });
  const optimizer = makeOptimizer(network);
  const earlyStopping = { rule: () => false, watch: "training loss" } as const;
  const options = { length: { epochs }, optimizer, earlyStopping, weightAverage: 0.5 };
  const training = new Training(network, stripes(10, 4, 6), options);
  return { network, training };
}

/** Trains for `epochs` epochs and keeps a checkpoint. */
async function checkpointAfter(epochs: number): Promise<Uint8Array> {
  const { training } = start();
  for (const { epoch, isEpochEnd } of training) {
    if (isEpochEnd && epoch === epochs) return await encodeCheckpoint(training, "a\nb");
  }
  throw new Error(`Expected ${epochs} epochs`);
}

Deno.test("a training that goes on from a checkpoint ends as if it had not stopped", async () => {
  const whole = start();
  for (const _ of whole.training);
  const resumed = start();
  await restoreCheckpoint(await checkpointAfter(2), resumed.training, "a\nb");
  assertEquals([...resumed.training].filter(({ isEpochEnd }) => isEpochEnd).length, 2);
  assertEquals(
    resumed.training.matrices.map((matrix) => matrix.toRows()),
    whole.training.matrices.map((matrix) => matrix.toRows()),
  );
  assertEquals(resumed.training.history, whole.training.history);
});

Deno.test("a training whose results come later has the same checkpoints, and goes on from them", async () => {
  const recording = recordingDevice(createTypeScriptDevice());
  const begin = () => start(4, adam, "f64", recording).training;
  const [stopped, resumed, whole] = [begin(), begin(), start().training];
  let snapshot = await snapshotOf(stopped);
  for await (const { epoch, batch, isEpochEnd } of stopped) {
    if (epoch === 2 && isEpochEnd) snapshot = await snapshotOf(stopped, snapshot);
    if (epoch === 3 && isEpochEnd) {
      assertEquals(await encodeCheckpoint(stopped, "a\nb"), await checkpointAfter(3));
    }
    if (epoch === 4 && batch === 2) break;
  }
  assertEquals(await encodeCheckpoint(snapshot, "a\nb"), await checkpointAfter(2));
  await restoreCheckpoint(await checkpointAfter(2), resumed, "a\nb");
  for await (const _ of resumed);
  for (const _ of whole);
  assertEquals(resumed.history, whole.history);
  assertEquals(
    resumed.matrices.map((matrix) => matrix.toRows()),
    whole.matrices.map((matrix) => matrix.toRows()),
  );
});

Deno.test("a training on numeric targets goes on from a checkpoint within its measurements", async () => {
  const samples = sampleFunction(sineFunction, { count: 10 });
  const begin = () => {
    const layers = [dense(4), tanh(), dense(1)];
    const device = createTypeScriptDevice();
    const network = new Network({
      device,
      inputShape: [1],
      layers,
      batchSize: 4,
      loss: meanSquaredError,
    });
    const optimizer = adam(network);
    return new Training(network, samples, { length: { epochs: 4 }, optimizer, measureEpochs: 4 });
  };
  const [whole, stopped, resumed] = [begin(), begin(), begin()];
  for (const _ of whole);
  for (const { epoch, isEpochEnd } of stopped) if (isEpochEnd && epoch === 2) break;
  await restoreCheckpoint(await encodeCheckpoint(stopped, ""), resumed, "");
  for (const _ of resumed);
  assertEquals(resumed.history, whole.history);
  assertEquals(typeof whole.history[0].training.rSquared, "number");
});

Deno.test("a checkpoint in single precision is read again", async () => {
  const [first, resumed] = [start(1, adam, "f32").training, start(1, adam, "f32").training];
  for (const _ of first);
  await restoreCheckpoint(await encodeCheckpoint(first, ""), resumed, "");
  assertEquals(resumed.state, first.state);
});

Deno.test("a snapshot of a training is its checkpoint, however far the training goes on", async () => {
  const { training } = start();
  let snapshot = await snapshotOf(training);
  for (const { epoch, batch, isEpochEnd } of training) {
    if (epoch === 2 && isEpochEnd) snapshot = await snapshotOf(training, snapshot);
    if (epoch === 4 && batch === 2) break;
  }
  assertEquals(await encodeCheckpoint(snapshot, "a\nb"), await checkpointAfter(2));
});

Deno.test("a checkpoint keeps numbers that are not finite", async () => {
  const [first, resumed] = [start().training, start().training];
  for (const _ of first);
  const watched = [Infinity, -Infinity, NaN, 0.1];
  const training = { loss: NaN, errorRate: -Infinity };
  const history = first.history.map((measurement) => ({ ...measurement, training }));
  const sums = { samples: 1, loss: Infinity, wrong: 0 };
  first.state = { ...first.state, watched, history, sums };
  await restoreCheckpoint(await encodeCheckpoint(first, ""), resumed, "");
  assertEquals(resumed.state.watched, watched);
  assertEquals(resumed.history, history);
  assertEquals(resumed.state.sums, sums);
});

Deno.test("restoreCheckpoint() refuses the checkpoint of another training, and says how they differ", async () => {
  const checkpoint = await checkpointAfter(1);
  const cases = [
    ["a\nc", '"b" in place of "c"'],
    ["a0\na\nc", '"b" in place of "a0"'],
    ["a\na1\nb", 'one without "a1"'],
    ["a", 'one with "b"'],
    ["b\na", "the same lines in another order"],
  ];
  for (const [recipe, difference] of cases) {
    const { message } = await assertRejects(
      () => restoreCheckpoint(checkpoint, start().training, recipe),
      FormatError,
    );
    assertEquals(
      message,
      `Expected a checkpoint of this training but found one of another: ${difference}`,
    );
  }
});

Deno.test("restoreCheckpoint() refuses a checkpoint of more epochs than there are to be", async () => {
  await assertRejects(
    async () => await restoreCheckpoint(await checkpointAfter(3), start(2).training, "a\nb"),
    FormatError,
    "Expected a checkpoint of at most 2 epochs, the length of this training, but found one of 3",
  );
});

Deno.test("restoreCheckpoint() refuses a damaged checkpoint and leaves the training alone", async () => {
  const bytes = await checkpointAfter(1);
  const { training, network } = start();
  const weights = network.parameters.map(({ value }) => value.toRows());
  for (const damaged of mutationsOf(bytes, 500)) {
    const { training: accepting } = start();
    try {
      await restoreCheckpoint(damaged, accepting, "a\nb");
    } catch (error) {
      assertInstanceOf(error, FormatError);
      await assertRejects(() => restoreCheckpoint(damaged, training, "a\nb"), FormatError);
      continue;
    }
    // Only the white space of the header has changed.
    assertEquals(accepting.state, JSON.parse(JSON.stringify(accepting.state)));
    assertEquals(accepting.state.epoch, 1);
  }
  assertEquals(network.parameters.map(({ value }) => value.toRows()), weights);
  assertEquals(training.state.epoch, 0);
});

Deno.test("a checkpoint of a long training is read again, and grows with its history alone", async () => {
  const { training } = start(200_000);
  const [measurement] = stateAfter(1).history;
  const batches = training.batchesPerEpoch;
  const historyOf = (epochs: number) =>
    Array.from({ length: epochs }, (_, i) => {
      return { ...measurement, epoch: i + 1, iteration: (i + 1) * batches };
    });
  const sizeAfter = async (epoch: number) => {
    const iteration = epoch * batches;
    const watched = new Array<number>(epoch).fill(1 / 3);
    training.state = { ...training.state, epoch, iteration, watched, history: historyOf(epoch) };
    return await encodeCheckpoint(training, "a\nb");
  };
  const [short, long] = [await sizeAfter(1000), await sizeAfter(200_000)];
  assertLess(parseHeaderLength(long), 4000);
  // Epoch, iteration, rate, loss, error rate, penalty, and what early stopping has seen.
  assertAlmostEquals(long.length - short.length, 199_000 * 7 * 8, 100);
  const { training: resumed } = start(200_000);
  await restoreCheckpoint(long, resumed, "a\nb");
  assertEquals(resumed.history, training.history);
});

/** The state after some epochs. */
function stateAfter(epochs: number) {
  const { training } = start(epochs);
  for (const _ of training);
  return training.state;
}

/** A checkpoint with a right digest, in which something has been changed. */
async function forged(
  change: (state: Record<string, unknown>, tensors: Map<string, Tensor>) => void,
): Promise<Uint8Array> {
  const { tensors, metadata } = parseSafetensors(await checkpointAfter(2));
  const state = JSON.parse(metadata.get("state") ?? "");
  const changed = new Map(tensors);
  change(state, changed);
  const text = JSON.stringify(state);
  const ordered = [...changed].sort(([a], [b]) => a < b ? -1 : 1);
  const digest = await sha256(
    new TextEncoder().encode(
      JSON.stringify(["a\nb", text, ordered.map(([name, { shape }]) => [name, shape])]),
    ),
    ...ordered.map(([, { data: { buffer, byteOffset, byteLength } }]) => {
      return new Uint8Array(buffer, byteOffset, byteLength);
    }),
  );
  const texts = new Map([...metadata, ["state", text], ["digest", digest]]);
  return encodeSafetensors({ tensors: changed, metadata: texts });
}

const wrongStates: readonly [string, Parameters<typeof forged>[0]][] = [
  ["no epoch", (state) => delete state.epoch],
  ["an epoch that is a text", (state) => state.epoch = "2"],
  ["an epoch that is no number", (state) => state.epoch = "NaN"],
  ["an epoch before the last batch", (state) => state.epoch = 1],
  ["half a batch", (state) => state.iteration = 5.5],
  ["no iteration", (state) => state.iteration = null],
  ["an infinite learning rate", (state) => state.learningRate = "Infinity"],
  ["a negative learning rate", (state) => state.learningRate = -1],
  ["half a step", (state) => state.steps = 0.5],
  ["a schedule where there is none", (state) => state.schedule = { best: 1 }],
  ["a schedule that is a list", (state) => state.schedule = []],
  ["three random words", (state) => state.shuffleRandom = [1, 2, 3]],
  ["random words of zero", (state) => state.dropoutRandom = [0, 0, 0, 0]],
  ["a random word that is too large", (state) => state.augmentationRandom = [1, 2, 3, 2 ** 32]],
  ["no sums", (state) => delete state.sums],
  ["more mistakes than samples", (state) => state.sums = { samples: 1, loss: 1, wrong: 2 }],
  ["sums of texts", (state) => state.sums = { samples: "1", loss: 1, wrong: 0 }],
  ["a state that nests", (state) => state.sums = { samples: [[1]] }],
  ["no watched values", (_, tensors) => tensors.delete("watched")],
  ["too few watched values", (_, tensors) => tensors.set("watched", list(1))],
  ["too many watched values", (_, tensors) => tensors.set("watched", list(1, 2, 3))],
  ["a table of watched values", (_, tensors) => {
    tensors.set("watched", { shape: [1, 2], data: Float64Array.of(1, 2) });
  }],
  ["watched bytes", (_, tensors) => {
    tensors.set("watched", { shape: [2], data: Uint8Array.of(1, 2) });
  }],
  ["a history without losses", (_, tensors) => tensors.delete("history.training_loss")],
  ["a history of other epochs", (_, tensors) => tensors.set("history.epoch", list(2, 1))],
  ["a history that goes back", (_, tensors) => tensors.set("history.iteration", list(6, 3))],
  ["a history of more than was done", (_, tensors) => tensors.set("history.iteration", list(3, 9))],
  ["a history of test data", (_, tensors) => {
    tensors.set("history.test_loss", list(1, 2)).set("history.test_error_rate", list(0, 0));
  }],
  ["a column that is unknown", (_, tensors) => tensors.set("history.mood", list(1, 2))],
  ["a matrix that is missing", (_, tensors) => tensors.delete("0")],
  ["a matrix too many", (_, tensors) => tensors.set("99", list(1))],
  ["a matrix of another shape", (_, tensors) => {
    const { shape: [rows, columns], data } = tensors.get("0") ?? list();
    tensors.set("0", { shape: [columns, rows], data });
  }],
  ["a matrix of another precision", (_, tensors) => {
    const { shape, data } = tensors.get("0") ?? list();
    tensors.set("0", { shape, data: new Float32Array(data.length) });
  }],
];

function list(...values: number[]): Tensor {
  return { shape: [values.length], data: Float64Array.from(values) };
}

Deno.test("a forged checkpoint in which nothing is changed is taken", async () => {
  const { training } = start();
  await restoreCheckpoint(await forged(() => {}), training, "a\nb");
  assertEquals(training.state, stateAfter(2));
});

for (const [what, change] of wrongStates) {
  Deno.test(`restoreCheckpoint() refuses ${what}, with the training as it was`, async () => {
    const { training } = start();
    const before = { state: training.state, matrices: training.matrices.map((m) => m.toRows()) };
    const checkpoint = await forged(change);
    await assertRejects(() => restoreCheckpoint(checkpoint, training, "a\nb"), FormatError);
    const after = { state: training.state, matrices: training.matrices.map((m) => m.toRows()) };
    assertEquals(after, before);
  });
}

Deno.test("restoreCheckpoint() refuses the state of another optimizer", async () => {
  const makers: readonly OptimizerMaker[] = [
    (network) => new SGD(network, { learningRate: 0.01 }),
    (network) => new Momentum(network, { learningRate: 0.01 }),
  ];
  const checkpoint = await checkpointAfter(2);
  for (const make of makers) {
    const { training, network } = start(4, make);
    const weights = network.parameters.map(({ value }) => value.toRows());
    await assertRejects(() => restoreCheckpoint(checkpoint, training, "a\nb"), FormatError);
    assertEquals(network.parameters.map(({ value }) => value.toRows()), weights);
  }
});

Deno.test("checkpointFileLength() tells the length of a file from its header", async () => {
  const checkpoint = await checkpointAfter(2);
  const header = checkpoint.subarray(0, 8 + parseHeaderLength(checkpoint));
  assertEquals(checkpointFileLength(header, start().training, "a\nb"), checkpoint.length);
});

Deno.test("checkpointFileLength() refuses more than a training can have", async () => {
  const { training } = start();
  const many = new Float64Array(training.lastEpoch * training.batchesPerEpoch * 11 + 1);
  const checkpoint = await forged((_, tensors) => {
    tensors.set("99", { shape: [many.length], data: many });
  });
  assertThrows(() => checkpointFileLength(checkpoint, training, "a\nb"), FormatError, "at most");
});
