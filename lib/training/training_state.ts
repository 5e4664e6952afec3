import type { RandomState } from "../random.ts";
import type { Schedule } from "../schedules/schedule.ts";
import type { Measurement, RunningPerformance } from "./measurement.ts";

/**
 * What a training goes on from after an epoch, apart from its matrices: plain data, which JSON keeps
 * exactly, except for numbers that are not finite.
 */
export interface TrainingState {
  /** Epochs that are done. */
  readonly epoch: number;
  /** Mini-batches that are done. */
  readonly iteration: number;
  readonly learningRate: number;
  /** Steps that the optimizer has taken. */
  readonly steps: number;
  readonly schedule: Schedule["state"];
  readonly shuffleRandom: RandomState;
  readonly augmentationRandom: RandomState;
  readonly dropoutRandom: RandomState;
  /** What early stopping has seen, one value for each epoch. */
  readonly watched: readonly number[];
  /** Sums since the last measurement. */
  readonly sums: RunningPerformance["sums"];
  readonly history: readonly Measurement[];
}
