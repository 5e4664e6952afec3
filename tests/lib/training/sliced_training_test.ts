import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { Dataset } from "../../../lib/data/dataset.ts";
import { batchAugmentation } from "../../../lib/data/augmentation.ts";
import { createTypeScriptDevice } from "../../../lib/devices/typescript/typescript_device.ts";
import { relu } from "../../../lib/layers/activations.ts";
import { batchNorm } from "../../../lib/layers/batch_norm.ts";
import { dense } from "../../../lib/layers/dense.ts";
import { dropout } from "../../../lib/layers/dropout.ts";
import { softmax } from "../../../lib/layers/softmax.ts";
import { Network } from "../../../lib/network.ts";
import { SGD } from "../../../lib/optimizers/sgd.ts";
import { Random } from "../../../lib/random.ts";
import { alone } from "../../../lib/training/communicator.ts";
import { Training } from "../../../lib/training/training.ts";
import type { TrainingOptions } from "../../../lib/training/training_options.ts";
import { assertClose } from "../../close.ts";
import { testOnEachDevice } from "../../devices.ts";
import { stripes } from "../../stripes.ts";
import { sharedMemory } from "../../thread_communicator.ts";
import { carryOut, type Outcome, trainingNames } from "./sliced_trainings.ts";

/** The ranks of trainings, each a thread. */
class Ranks implements Disposable {
  readonly #workers = Array.from({ length: 4 }, () => {
    return new Worker(import.meta.resolve("./sliced_training_worker.ts"), { type: "module" });
  });

  /** What each rank has come to, or the error that it ended with. */
  share(name: string, size: number, spoiltRank?: number): Promise<(Outcome | Error)[]> {
    const memory = sharedMemory();
    return Promise.all(
      this.#workers.slice(0, size).map((worker, rank) => {
        return new Promise<Outcome | Error>((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage({ name, memory, rank, size, spoil: rank === spoiltRank });
        });
      }),
    );
  }

  [Symbol.dispose](): void {
    for (const worker of this.#workers) worker.terminate();
  }
}

Deno.test("Training in slices comes to the same bits for any number of ranks", async () => {
  using ranks = new Ranks();
  for (const name of trainingNames) {
    const expected = carryOut(name, alone);
    assert(expected.state.epoch > 1, name);
    for (const size of [1, 2, 4]) {
      for (const outcome of await ranks.share(name, size)) {
        assertEquals(outcome, expected, `${name}, ${size} ranks`);
      }
    }
  }
});

Deno.test("Training notices after an epoch that a rank has come to something else", async () => {
  using ranks = new Ranks();
  for (const outcome of await ranks.share(trainingNames[0], 4, 2)) {
    assert(outcome instanceof Error);
    assertEquals(
      outcome.message,
      "Expected the same parameters on all ranks after epoch 1 but found others on rank 2",
    );
  }
});

/** A seed with which four samples are shuffled so that the first two stay together. */
const pairingSeed = seedThat((order) => order[0] + order[1] === 1 || order[2] + order[3] === 1);

function seedThat(suits: (order: Int32Array) => boolean): number {
  for (let seed = 1;; seed++) {
    const order = Int32Array.of(0, 1, 2, 3);
    new Random(seed, "shuffle").shuffle(order);
    if (suits(order)) return seed;
  }
}

/** Trains on ten images in batches of eight, and two last of all; returns the parameters. */
async function parametersAfter(
  slices: number,
  device = createTypeScriptDevice(),
  options: Partial<TrainingOptions> = {},
): Promise<number[]> {
  const layers = [dropout(0.3), dense(9), relu(), dense(4), softmax()];
  const network = new Network({ device, inputShape: [1, 6, 6], layers, batchSize: 8 });
  const optimizer = new SGD(network, { learningRate: 0.1 });
  const training = new Training(network, stripes(10, 4, 6), {
    length: { epochs: 3 },
    optimizer,
    slices,
    ...options,
  });
  for await (const _ of training);
  return network.parameters.flatMap(({ value }) => Array.from(value.data));
}

testOnEachDevice(
  "Training in slices is training on whole batches but for rounding",
  async (device) => {
    const augmentation = { ...batchAugmentation, chance: 0.5 };
    const whole = await parametersAfter(1, device, { augmentation });
    const tolerance = device.precision === "f64" ? 1e-12 : 1e-5;
    for (const slices of [2, 4, 8]) {
      assertClose(await parametersAfter(slices, device, { augmentation }), whole, tolerance);
    }
  },
);

testOnEachDevice("Training takes the statistics of each slice", async (device, tolerance) => {
  // Pixels of 0 and 51 are 0 and 0.2, those of 102 and 255 are 0.4 and 1: means of 0.1 and 0.7,
  // unbiased variances of 0.02 and 0.18. Their means are 0.4 and 0.1.
  const dataset = new Dataset(Uint8Array.of(0, 51, 102, 255), Uint8Array.of(0, 1, 0, 1), [1], 2);
  const layers = [batchNorm({ momentum: 0.25 }), dense(2), softmax()];
  const network = new Network({ device, inputShape: [1], layers, batchSize: 2 });
  const training = new Training(network, dataset, {
    length: { epochs: 1 },
    optimizer: new SGD(network, { learningRate: 0.1 }),
    batchSize: 4,
    slices: 2,
    // With this seed, the images stay in pairs.
    seed: pairingSeed,
  });
  for await (const _ of training);
  const [mean, variance] = network.layers[0].buffers.map(({ value }) => value.data[0]);
  assertAlmostEquals(mean, 0.25 * 0.4, tolerance);
  assertAlmostEquals(variance, 0.75 + 0.25 * 0.1, tolerance);
});

Deno.test("Training refuses slices that are no power of 2, or too many", async () => {
  for (const slices of [0, 3, 16, 0.5, NaN]) {
    const message = `power of 2 up to the batch size, 8, but found ${slices}`;
    await assertRejects(() => parametersAfter(slices), RangeError, message);
  }
  const large = { batchSize: 10 };
  await assertRejects(() => parametersAfter(1, undefined, large), RangeError, "at most 8 samples");
});

Deno.test("Training refuses ranks that cannot have equally many slices", async () => {
  for (const size of [3, 8]) {
    const communicator = { ...alone, size };
    await assertRejects(
      () => parametersAfter(4, undefined, { communicator }),
      RangeError,
      `Expected a power of 2 up to 4, the number of slices, as the number of ranks but found ${size}`,
    );
  }
});
