import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { encodeCheckpoint, restoreCheckpoint } from "../../../lib/models/checkpoint.ts";
import { Network } from "../../../lib/network.ts";
import { Adam } from "../../../lib/optimizers/adam.ts";
import { Training } from "../../../lib/training/training.ts";
import { mutationsOf } from "../../mutations.ts";
import { stripes } from "../../stripes.ts";

function start(epochs = 4) {
  const layers = [dense(8), dropout(0.3), dense(4), softmax()];
  const device = createTypeScriptDevice();
  const network = new Network({ device, inputShape: [1, 6, 6], layers, batchSize: 4 });
  const optimizer = new Adam(network, { learningRate: 0.01 });
  const earlyStopping = { rule: () => false, watch: "training loss" } as const;
  const options = { length: { epochs }, optimizer, earlyStopping };
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

Deno.test("a checkpoint keeps numbers that are not finite", async () => {
  const [first, resumed] = [start().training, start().training];
  const watched = [Infinity, -Infinity, NaN, 0.1];
  first.state = { ...first.state, watched };
  await restoreCheckpoint(await encodeCheckpoint(first, ""), resumed, "");
  assertEquals(resumed.state.watched, watched);
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
