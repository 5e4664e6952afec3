import type { Config } from "../lib/config/config.ts";
import {
  areImages,
  prepareAny,
  type TestedTrainingData,
  type TrainingAndTest,
} from "../lib/config/data.ts";
import { dataPaths, imagePaths } from "../lib/config/data_paths.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { buildTraining } from "../lib/config/training.ts";
import type { TrainingSet } from "../lib/data/samples.ts";
import type { Device } from "../lib/devices/device.ts";
import { escapeInvisible } from "../lib/formats/quote.ts";
import { describeModel } from "../lib/models/describe_model.ts";
import type { Network } from "../lib/network.ts";
import { alone, type Communicator } from "../lib/training/communicator.ts";
import type { Training, TrainingProgress } from "../lib/training/training.ts";
import { checkpointPath, recipeOf, resumeFromCheckpoint } from "./files/checkpoint_file.ts";
import { writeModel } from "./files/model_files.ts";
import { suspicionsAboutTraining } from "./files/suspicions.ts";
import type { TrainingRecords } from "./files/training_records.ts";
import { writeFilesAtomically } from "./files/write_file.ts";
import { PROGRAM } from "./program.ts";
import { notice } from "./terminal/notice.ts";
import { logOf, measureOutcome, type Outcome } from "./outcome.ts";
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
  follow(training: Training, config: Config): AsyncIterable<TrainingProgress>;
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
  readonly test: Outcome;
  /** Present if the configuration sets images or samples aside. */
  readonly validation?: Outcome;
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
  datasets: TrainingAndTest<TrainingSet>,
  device: Device,
  conduct: Conduct,
): Promise<TrainedNetwork> {
  const data = prepareAny(config, datasets);
  const network = buildNetwork(config, device, data.training);
  const { communicator = alone } = conduct;
  const training = buildTraining(config, network, data, measureEpochs(config), communicator);
  if (conduct.warn !== undefined && areImages(datasets)) {
    const paths = imagePaths(config);
    const suspicions = suspicionsAboutTraining(paths, datasets.training, datasets.test);
    for (const suspicion of suspicions) conduct.warn(suspicion);
  }
  // Once: it takes a digest of all the data.
  let known: Promise<string> | undefined;
  const recipe = () => known ??= recipeOf(config, device, data);
  if (conduct.resume) await resume(config, training, await recipe(), conduct);
  const records = communicator.rank > 0
    ? undefined
    : await openRecords(config, network, training, data);
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
  conduct.say(`Test ${test.text}`);
  failures.throwFirst();
  const validation = data.validation &&
    await measureOutcome(network, data.validation, data.normalization, communicator);
  return { network, test, validation, epochs: epoch, bestEpoch };
}

async function openRecords(
  config: Config,
  network: Network,
  training: Training,
  data: TestedTrainingData<TrainingSet>,
): Promise<TrainingRecords | undefined> {
  if (config.histogramsFile === undefined && config.tensorboardFolder === undefined) return;
  // Loaded when they are needed: most trainings draw no pictures.
  const { openTrainingRecords } = await import("./files/training_records.ts");
  return await openTrainingRecords(config, network, training, data);
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
    for await (const _ of follow(training, config));
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
    await keeper.keepHistory({ isWhole: true });
  }
}

/**
 * Trains to the end, or until a signal is given.
 *
 * @returns The epoch in which it was given; undefined if it was not.
 */
async function trainUntil(
  signal: AbortSignal | undefined,
  steps: AsyncIterable<TrainingProgress>,
  keeper: TrainingKeeper,
): Promise<number | undefined> {
  let listened = performance.now();
  for await (const progress of steps) {
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
  data: TestedTrainingData<TrainingSet>,
  communicator: Communicator,
): Promise<Outcome> {
  const { test, normalization } = data;
  const outcome = await measureOutcome(network, test, normalization, communicator);
  const { noun } = dataPaths(config);
  if (!Number.isFinite(outcome.loss)) {
    throw new Error(
      `Expected a finite loss on the test ${noun} but found ${outcome.loss}; ` +
        "a smaller learning rate may help",
    );
  }
  if (communicator.rank > 0) return outcome;
  const log = { path: config.logFile, content: logOf(config, data, outcome.predictions) };
  if (config.modelFile === undefined) {
    await writeFilesAtomically([log]);
    return outcome;
  }
  const facts = outcome.rSquared === undefined
    ? { testAccuracy: 1 - outcome.errorRate }
    : { testRSquared: outcome.rSquared };
  const description = describeModel(config, data, { program: PROGRAM, epochs, ...facts });
  await writeModel(config.modelFile, network, description, log);
  return outcome;
}
