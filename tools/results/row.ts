import type { Measurement } from "../../lib/training/measurement.ts";
import type { Model } from "./models.ts";
import type { Run } from "./run.ts";

/** A run with its history. */
export interface RecordedRun extends Run {
  readonly history: readonly Measurement[];
}

/** A row of the table: a model and its runs. */
export interface Row {
  readonly model: Model;
  /** Whether its configuration says how many iterations to train, and not how many epochs. */
  readonly countsIterations: boolean;
  /** One for each seed. */
  readonly runs: readonly RecordedRun[];
}

/** Rows under the title of their source document. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}
