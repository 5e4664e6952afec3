import type { Augmentation } from "../data/augmentation.ts";
import type { Normalization } from "../data/normalization.ts";
import type { TrainingSet } from "../data/samples.ts";
import type { Device } from "../devices/device.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { positiveInteger } from "../ranges.ts";
import type { Schedule } from "../schedules/schedule.ts";
import { alone, type Communicator } from "./communicator.ts";
import type { EarlyStopping } from "./early_stop.ts";

/** How a `Training` proceeds. */
export interface TrainingOptions {
  /** How long: so many times through the whole dataset, or so many mini-batches; 1 or more. */
  readonly length: { readonly epochs: number } | { readonly iterations: number };
  /** Made for the network. */
  readonly optimizer: Optimizer;
  /** Changes the optimizer's learning rate; it stays as it is when left out. */
  readonly schedule?: Schedule;
  /** Ends the training before its length is reached; it never does when left out. */
  readonly earlyStopping?: EarlyStopping;
  /**
   * `β`, above 0 and below 1, of an exponential average of the parameters and buffers over the steps,
   * from the first on, as `WeightAverage` has it. It takes their place whenever validation or test data
   * are measured, for early stopping, and when the training ends; there is none when left out.
   */
  readonly weightAverage?: number;
  /** Measured along with the training data, and never trained on. */
  readonly validation?: TrainingSet;
  /** The same; no decision depends on it. */
  readonly test?: TrainingSet;
  /**
   * Epochs from one measurement to the next; 1 when left out, and with validation data, which a
   * schedule or early stopping may wait for. The last epoch has one too.
   */
  readonly measureEpochs?: number;
  /** Iterations from one further measurement to the next; none when left out. */
  readonly measureIterations?: number;
  /** Turns pixels into numbers, `pixel / 255` when left out; or features, which stay as they are then. */
  readonly normalization?: Normalization;
  /** Distorts training images, not samples of features; none when left out. */
  readonly augmentation?: Augmentation;
  /**
   * Share of each training label that is spread evenly over all classes, from 0 to 1; 0 when left
   * out. The training loss is that of the smoothed labels.
   */
  readonly labelSmoothing?: number;
  /** Samples in a batch; the network's batch size when left out. */
  readonly batchSize?: number;
  /**
   * Slices that each batch is cut into, a power of 2 up to the batch size; 1 when left out. They
   * decide how gradients are added and what batch normalization normalizes by, and so the result; no
   * slice is larger than the network's batch size.
   */
  readonly slices?: number;
  /**
   * Connects the processes that share the slices, a power of 2 up to as many as there are slices; each
   * has the same network, data and options. The result does not depend on them; there are no others
   * when left out.
   */
  readonly communicator?: Communicator;
  /**
   * Mini-batches that a device whose results come later may be ahead of the losses that are known, 1 or
   * more; 200 when left out. Reading takes longer than a step of a small network, so they are read twice
   * within as many steps, and meanwhile the device goes on. An immediate device is never ahead.
   */
  readonly stepsAhead?: number;
  /** Determines the order of the samples and the augmentation; 1 when left out. */
  readonly seed?: number;
}

/**
 * Checks the options of a training by themselves, and with its device and its dataset.
 *
 * @throws {RangeError} If one is out of range, or they do not go together.
 */
export function checkTraining(
  device: Device,
  dataset: TrainingSet,
  options: TrainingOptions,
): void {
  checkOptions(options);
  checkDevice(device, options);
  checkData(dataset, options);
}

function checkOptions(options: TrainingOptions): void {
  const { measureEpochs = 1, measureIterations = 1, stepsAhead = 1 } = options;
  const { validation, earlyStopping } = options;
  positiveInteger(measureEpochs, "the epochs from one measurement to the next");
  positiveInteger(measureIterations, "the iterations from one measurement to the next");
  positiveInteger(stepsAhead, "the steps ahead");
  if (validation === undefined && earlyStopping?.watch.startsWith("validation")) {
    throw new RangeError("Expected validation data for early stopping to watch but found none");
  }
}

/** Ranks exchange what they have on the host, in the middle of a step. */
function checkDevice({ name, immediate }: Device, { communicator }: TrainingOptions): void {
  const { size } = communicator ?? alone;
  if (immediate || size === 1) return;
  throw new RangeError(
    `Expected a device whose results come at once for a training on ${size} ranks but found ${name}`,
  );
}

function checkData(dataset: TrainingSet, { earlyStopping }: TrainingOptions): void {
  if (dataset.count === 0) {
    const noun = "images" in dataset ? "images" : "samples";
    throw new RangeError(`Expected 1 or more training ${noun} but found 0`);
  }
  if ("labels" in dataset || earlyStopping?.watch !== "validation error") return;
  throw new RangeError(
    "Expected early stopping to watch a loss, as there are no classes, but found validation error",
  );
}
