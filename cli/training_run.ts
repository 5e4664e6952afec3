import type { Config } from "../lib/config/config.ts";
import { prepareData, type TestedTrainingData, type TrainingAndTest } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildTraining } from "../lib/config/training.ts";
import type { Dataset } from "../lib/data/dataset.ts";
import type { Labels } from "../lib/data/labels.ts";
import type { Device } from "../lib/devices/device.ts";
import { formatPredictionLog } from "../lib/formats/prediction_log.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import { describeModel } from "../lib/models/describe_model.ts";
import type { Network } from "../lib/network.ts";
import { alone, type Communicator } from "../lib/training/communicator.ts";
import { evaluate, type Evaluation } from "../lib/training/evaluate.ts";
import type { Training, TrainingProgress } from "../lib/training/training.ts";
import { checkpointPath, recipeOf, resumeFromCheckpoint } from "./files/checkpoint_file.ts";
import { writeModel } from "./files/model_files.ts";
import { suspicionsAboutTraining } from "./files/suspicions.ts";
import { openTrainingRecords } from "./files/training_records.ts";
import { writeFilesAtomically } from "./files/write_file.ts";
import { PROGRAM } from "./program.ts";
import { formatEvaluation } from "./terminal/figures.ts";
import { notice } from "./terminal/notice.ts";
import { PostponedFailures } from "./terminal/postponed_failures.ts";
import { type Keeping, TrainingKeeper } from "./training_keeper.ts";

/** Most lines of the table of epochs, unless each epoch is measured anyway. */
const MOST_ROWS = 20;

/** Time from one look for an interruption to the next, in milliseconds. */
const LISTENING_INTERVAL = 100;

/** How a training is carried out, apart from what decides its result. */
export interface Conduct {
  /** Whether to go on from the checkpoint, if there is one. */
  readonly resume: boolean;
  /** Asks the training for its progress, and passes it on; shows what there is to be seen. */
  follow(training: Training, config: Config): Iterable<TrainingProgress>;
  /**
   * Connects the processes that share the training, of which the first alone writes files; there are
   * no others when left out.
   */
  readonly communicator?: Communicator;
  /** Is told what happens besides. */
  say(line: string): void;
  /** Is told what is suspicious about the data; nobody is when left out. */
  warn?(line: string): void;
  /** Ends the training before its time; what there is is kept. It is not listened to when left out. */
  readonly signal?: AbortSignal;
}

/** What a training has come to. */
export interface TrainedNetwork {
  readonly network: Network;
  readonly test: Evaluation;
  /** Present if the configuration sets images aside. */
  readonly validation?: Evaluation;
  /** Epochs that were trained. */
  readonly epochs: number;
  /** The epoch whose parameters the network has; the last one without early stopping. */
  readonly bestEpoch: number;
}

/**
 * Trains and tests the network that a configuration describes, and writes all the files that it names:
 * the model and the prediction log in the end, the history, checkpoints and records as it goes.
 *
 * @param datasets All that the configuration names.
 * @throws {Error} If the training fails, or a file cannot be written; where that is not the model or
 * the log, these are safe.
 */
export async function trainAndTest(
  config: Config,
  datasets: TrainingAndTest,
  device: Device,
  conduct: Conduct,
): Promise<TrainedNetwork> {
  const data = prepareData(config, datasets.training, datasets.test);
  const network = buildNetwork(config, device, data.training);
  const { communicator = alone } = conduct;
  const training = buildTraining(config, network, data, measureEpochs(config), communicator);
  if (conduct.warn !== undefined) {
    const suspicions = suspicionsAboutTraining(config, datasets.training, datasets.test);
    for (const suspicion of suspicions) conduct.warn(suspicion);
  }
  const recipe = () => recipeOf(config, device, data);
  if (conduct.resume) await resume(config, training, await recipe(), conduct);
  const records = communicator.rank > 0
    ? undefined
    : await openTrainingRecords(config, network, training, data);
  const failures = new PostponedFailures();
  await carryOut(config, training, conduct, { recipe, records, failures });
  const { epoch } = training.state;
  const { bestEpoch = epoch } = training;
  if (config.weightAverage !== undefined) {
    conduct.say(
      "Took the average of the weights, over all steps from the first on, in their place",
    );
  }
  if (training.bestEpoch !== undefined) {
    conduct.say(`Ended with epoch ${epoch}; took the parameters of the best, ${bestEpoch}`);
  }
  const test = await finish(config, network, epoch, data, communicator);
  if (records !== undefined) {
    await failures.attempt(() => records.addTest(data.test, data.normalization));
  }
  conduct.say(`Test ${formatEvaluation(test)}`);
  failures.throwFirst();
  const validation = data.validation &&
    evaluate(network, data.validation, data.normalization, communicator);
  return { network, test, validation, epochs: epoch, bestEpoch };
}

/** What is kept on file has every epoch; a table alone is kept short. */
export function measureEpochs({ epochs = 1, historyFile, tensorboardFolder }: Config): number {
  const isKept = historyFile !== undefined || tensorboardFolder !== undefined;
  return isKept ? 1 : Math.ceil(epochs / MOST_ROWS);
}

async function resume(
  config: Config,
  training: Training,
  recipe: string,
  { say, communicator = alone }: Conduct,
): Promise<void> {
  const path = checkpointPath(config);
  if (await resumeFromCheckpoint(path, training, recipe, communicator)) {
    say(`Going on after epoch ${training.state.epoch}`);
  } else {
    say(`Starting from the beginning, as there is no checkpoint ${escapeInvisible(path)}`);
  }
}

/**
 * Trains, and writes checkpoints, the history and further records as it goes.
 *
 * @throws {DOMException} If it is interrupted, once what there is has been kept and said.
 */
export async function carryOut(
  config: Config,
  training: Training,
  { follow, communicator = alone, signal }: Pick<Conduct, "follow" | "communicator" | "signal">,
  keeping: Omit<Keeping, "isInterruptible">,
): Promise<void> {
  if (communicator.rank > 0) {
    for (const _ of follow(training, config));
    return;
  }
  const isInterruptible = signal !== undefined;
  const keeper = new TrainingKeeper(config, training, { ...keeping, isInterruptible });
  await keeper.begin();
  try {
    const interruptedIn = await trainUntil(signal, follow(training, config), keeper);
    if (interruptedIn === undefined) return;
    const kept = await keeper.keepLastWhole();
    notice(`Interrupted in epoch ${interruptedIn}; ${kept}`);
    signal?.throwIfAborted();
  } finally {
    await keeper.keepHistory();
  }
}

/**
 * Trains to the end, or until a signal is given.
 *
 * @returns The epoch in which it was given; undefined if it was not.
 */
async function trainUntil(
  signal: AbortSignal | undefined,
  steps: Iterable<TrainingProgress>,
  keeper: TrainingKeeper,
): Promise<number | undefined> {
  let listened = performance.now();
  for (const progress of steps) {
    await keeper.see(progress);
    if (signal === undefined || performance.now() - listened < LISTENING_INTERVAL) continue;
    await nextTask();
    if (signal.aborted) return progress.epoch;
    listened = performance.now();
  }
  return undefined;
}

/** Lets what waits for its turn, such as a signal, have it. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Tests the trained network, and writes the model and the prediction log. */
async function finish(
  config: Config,
  network: Network,
  epochs: number,
  data: TestedTrainingData,
  communicator: Communicator,
): Promise<Evaluation> {
  const { training, test, normalization } = data;
  const evaluation = evaluate(network, test, normalization, communicator);
  if (!Number.isFinite(evaluation.loss)) {
    throw new Error(
      `Expected a finite loss on the test images but found ${evaluation.loss}; ` +
        "a smaller learning rate may help",
    );
  }
  if (communicator.rank > 0) return evaluation;
  const log = {
    path: config.logFile,
    content: formatPredictionLog(
      config.batchSize,
      numbered(training, evaluation.predictions),
      numbered(training, test.labels),
    ),
  };
  if (config.modelFile === undefined) {
    await writeFilesAtomically([log]);
    return evaluation;
  }
  const outcome = { program: PROGRAM, epochs, testAccuracy: evaluation.accuracy };
  await writeModel(config.modelFile, network, describeModel(config, data, outcome), log);
  return evaluation;
}

/** Labels by the numbers of the classes; by their places where they have only names. */
function numbered({ classNumbers }: Dataset, labels: Labels): ArrayLike<number> {
  return classNumbers === undefined ? labels : Array.from(labels, (label) => classNumbers[label]);
}
