import type { Config } from "../lib/config/config.ts";
import { snapshotOf, type TrainingSnapshot } from "../lib/models/checkpoint.ts";
import type { Training, TrainingProgress } from "../lib/training/training.ts";
import { checkpointPath, writeCheckpoint } from "./files/checkpoint_file.ts";
import { writeHistory } from "./files/history_file.ts";
import { isReplaceable } from "./files/output_path.ts";
import type { TrainingRecords } from "./files/training_records.ts";
import type { PostponedFailures } from "./terminal/postponed_failures.ts";

/** Least time from one writing of the history to the next, in milliseconds. */
const HISTORY_INTERVAL = 1000;

/** What a training needs to keep on file what it comes to meanwhile. */
export interface Keeping {
  /** What a checkpoint is of; there are none when left out. */
  readonly recipe?: () => Promise<string>;
  readonly records?: TrainingRecords;
  /** Take what cannot be written, so that it does not cost the model. */
  readonly failures: PostponedFailures;
  /** Whether the training may be interrupted, so that its last whole epoch must be at hand. */
  readonly isInterruptible: boolean;
}

/** Keeps on file what a training comes to as it goes: checkpoints, the history and further records. */
export class TrainingKeeper {
  readonly #config: Config;
  readonly #training: Training;
  readonly #keeping: Keeping;
  #lastWhole: TrainingSnapshot | undefined;
  /** The epoch that the training goes on after, by a checkpoint; 0 from the beginning. */
  readonly #resumedAfter: number;
  #historyWritten = performance.now();

  constructor(config: Config, training: Training, keeping: Keeping) {
    this.#config = config;
    this.#training = training;
    this.#keeping = keeping;
    this.#resumedAfter = training.state.epoch;
  }

  /** Keeps what there is before the first mini-batch, unless the training goes on from an earlier one. */
  async begin(): Promise<void> {
    const { records, failures } = this.#keeping;
    if (records === undefined || this.#training.state.epoch > 0) return;
    await failures.attempt(() => records.addEpoch(0));
  }

  /** Sees how far the training is, after each mini-batch. */
  async see({ epoch, batch, isEpochEnd, measurement }: TrainingProgress): Promise<void> {
    const { records, failures, isInterruptible } = this.#keeping;
    if (records !== undefined && measurement !== undefined) {
      await failures.attempt(() => records.addMeasurement(measurement));
    }
    if (!isEpochEnd) return;
    // Before the checkpoint: what comes after it is dropped when the training goes on from there.
    if (records !== undefined) await failures.attempt(() => records.addEpoch(epoch));
    // A training that is made longer goes on from a whole epoch.
    if (batch === this.#training.batchesPerEpoch) {
      const { checkpointEvery = Infinity } = this.#config;
      if (epoch % checkpointEvery === 0) {
        await failures.attempt(() => this.#keepCheckpoint(this.#training));
      }
      if (isInterruptible) this.#lastWhole = await snapshotOf(this.#training, this.#lastWhole);
    }
    if (performance.now() - this.#historyWritten >= HISTORY_INTERVAL) {
      await this.keepHistory({ isWhole: false });
    }
  }

  /**
   * Writes the history so far, if there is to be one.
   *
   * @param isWhole Whether nothing follows: until then it does not go through a pipe, which takes nothing
   * back.
   */
  async keepHistory({ isWhole }: { readonly isWhole: boolean }): Promise<void> {
    const { historyFile } = this.#config;
    const { history } = this.#training;
    // That of an earlier training is not given up for none.
    if (historyFile === undefined || history.length === 0) return;
    await this.#keeping.failures.attempt(async () => {
      if (isWhole || await isReplaceable(historyFile)) await writeHistory(historyFile, history);
    });
    this.#historyWritten = performance.now();
  }

  /**
   * Keeps the last whole epoch of a training that is interrupted.
   *
   * @returns How it can go on, or why it cannot.
   */
  async keepLastWhole(): Promise<string> {
    const lastWhole = this.#lastWhole;
    if (lastWhole === undefined) {
      return this.#resumedAfter === 0
        ? "no epoch was completed, so there is nothing to keep"
        : goingOnAfter(this.#resumedAfter);
    }
    try {
      await this.#keepCheckpoint(lastWhole);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return error.message;
    }
    return goingOnAfter(lastWhole.state.epoch);
  }

  async #keepCheckpoint(snapshot: TrainingSnapshot): Promise<void> {
    const { recipe } = this.#keeping;
    if (recipe === undefined) return;
    await writeCheckpoint(checkpointPath(this.#config), snapshot, await recipe());
  }
}

function goingOnAfter(epoch: number): string {
  return `the same command with --resume goes on after epoch ${epoch}`;
}
