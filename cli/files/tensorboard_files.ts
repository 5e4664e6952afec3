import { join } from "@std/path";
import type { SummaryValue } from "../../lib/formats/tensorboard/events.ts";
import type { LayerHistogram } from "../../lib/training/inspection.ts";
import type { Measurement, Performance } from "../../lib/training/measurement.ts";
import { type EventFile, openEventFile, removeEventFiles } from "./event_file.ts";

/** Each has a folder of its own, so that TensorBoard draws one over the other. */
const runs = ["train", "validation", "test"] as const;

/** The folders that events go to. */
export function tensorboardFolders(folder: string): string[] {
  return runs.map((run) => join(folder, run));
}

/**
 * The course of a training for TensorBoard, in runs `train`, `validation` and `test`. Steps are
 * mini-batches. What adds to a file throws an Error that names it if it cannot be written.
 */
export class TensorboardFiles {
  readonly #train: EventFile;
  readonly #validation: EventFile | undefined;
  readonly #test: EventFile;
  /** The folder of run `test`. */
  readonly testFolder: string;

  /** @param validation Absent if there are no validation images. */
  constructor(
    train: EventFile,
    validation: EventFile | undefined,
    test: EventFile,
    testFolder: string,
  ) {
    this.#train = train;
    this.#validation = validation;
    this.#test = test;
    this.testFolder = testFolder;
  }

  /** Adds loss and accuracy (or R²) on all data, the learning rate and, where there is one, the penalty. */
  async addMeasurement(measurement: Measurement): Promise<void> {
    const { iteration, learningRate, penalty, training, validation, test } = measurement;
    await this.#train.add(iteration, [
      ...performanceValues(training),
      { tag: "learning rate", scalar: learningRate },
      ...(penalty > 0 ? [{ tag: "penalty", scalar: penalty }] : []),
    ]);
    if (validation !== undefined) {
      await this.#validation?.add(iteration, performanceValues(validation));
    }
    if (test !== undefined) await this.#test.add(iteration, performanceValues(test));
  }

  /** Adds what the layers hold after mini-batch `iteration`. */
  async addHistograms(iteration: number, histograms: readonly LayerHistogram[]): Promise<void> {
    const values = histograms.map(({ name, quantity, histogram }) => {
      return { tag: `${name}/${quantity}`, histogram };
    });
    await this.#train.add(iteration, values);
  }

  /** Adds what the network is made of, from `encodeGraph`. */
  async addGraph(graph: Uint8Array): Promise<void> {
    await this.#train.addGraph(graph);
  }

  /** Adds what is found out about the network after mini-batch `iteration` by the test images. */
  async addTestValues(iteration: number, values: readonly SummaryValue[]): Promise<void> {
    await this.#test.add(iteration, values);
  }

  /** Adds what is found out about the network after mini-batch `iteration` by the training images. */
  async addTrainingValues(iteration: number, values: readonly SummaryValue[]): Promise<void> {
    await this.#train.add(iteration, values);
  }
}

/**
 * Begins the event files of a training. They take the place of those of an earlier training, whose
 * events up to mini-batch `lastIteration` are kept.
 *
 * @param lastIteration 0 for a training from the beginning.
 * @throws {Error} If a file cannot be read or written; the message names it.
 */
export async function openTensorboardFiles(
  folder: string,
  hasValidation: boolean,
  lastIteration: number,
): Promise<TensorboardFiles> {
  const [train, validation, test] = tensorboardFolders(folder);
  if (!hasValidation) await removeEventFiles(validation);
  return new TensorboardFiles(
    await openEventFile(train, lastIteration),
    hasValidation ? await openEventFile(validation, lastIteration) : undefined,
    await openEventFile(test, lastIteration),
    test,
  );
}

function performanceValues({ loss, errorRate, rSquared }: Performance): SummaryValue[] {
  const values = [{ tag: "loss", scalar: loss }];
  return rSquared === undefined
    ? [...values, { tag: "accuracy", scalar: 1 - errorRate }]
    : [...values, { tag: "R squared", scalar: rSquared }];
}
