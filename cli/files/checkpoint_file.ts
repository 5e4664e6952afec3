import type { Config } from "../../lib/config/config.ts";
import { allKeys } from "../../lib/config/keys.ts";
import type { Key } from "../../lib/config/key.ts";
import type { TrainingData } from "../../lib/config/data.ts";
import { numbersIn, type TrainingSet } from "../../lib/data/samples.ts";
import type { Device } from "../../lib/devices/device.ts";
import {
  checkpointFileLength,
  encodeCheckpoint,
  restoreCheckpoint,
  type TrainingSnapshot,
} from "../../lib/models/checkpoint.ts";
import {
  parseHeaderLength,
  SAFETENSORS_START_LENGTH,
} from "../../lib/formats/parse_safetensors.ts";
import type { Communicator } from "../../lib/training/communicator.ts";
import type { Training } from "../../lib/training/training.ts";
import { broadcast } from "../processes/broadcast.ts";
import { digestOf } from "./digest.ts";
import { isFile } from "./folder.ts";
import { readAtMost, readFile } from "./read_file.ts";
import { writeFileAtomically } from "./write_file.ts";

const CONTENT = "a checkpoint";

/** The file that a training of a configuration leaves its checkpoints in. */
export function checkpointPath({ checkpointFile, modelFile, logFile }: Config): string {
  return checkpointFile ?? `${modelFile ?? logFile}.checkpoint`;
}

/**
 * Replaces the checkpoint of a training, between two epochs.
 *
 * @param recipe From {@linkcode recipeOf}.
 * @throws {Error} If the file cannot be written; the one before stays.
 */
export async function writeCheckpoint(
  path: string,
  training: TrainingSnapshot,
  recipe: string,
): Promise<void> {
  await writeFileAtomically(path, await encodeCheckpoint(training, recipe));
}

/**
 * Lets a new training go on from its checkpoint.
 *
 * @param recipe From {@linkcode recipeOf}.
 * @param communicator Connects the processes that share the training; the first one reads the file.
 * @returns Whether there is one.
 * @throws {Error} If the file cannot be read, is damaged, or is of another training.
 */
export async function resumeFromCheckpoint(
  path: string,
  training: Training,
  recipe: string,
  communicator: Communicator,
): Promise<boolean> {
  if (communicator.rank > 0) {
    const bytes = broadcast(communicator, new Uint8Array());
    if (bytes.length > 0) await restoreCheckpoint(bytes, training, recipe);
    return bytes.length > 0;
  }
  const bytes = await isFile(path) ? await restoreFrom(path, training, recipe) : new Uint8Array();
  return broadcast(communicator, bytes).length > 0;
}

/** Returns what the file holds, too. */
function restoreFrom(
  path: string,
  training: Training,
  recipe: string,
): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(path, CONTENT, async (file) => {
    const headerLength = parseHeaderLength(await file.peek(SAFETENSORS_START_LENGTH));
    const start = await file.peek(SAFETENSORS_START_LENGTH + headerLength);
    const length = checkpointFileLength(start, training, recipe);
    const bytes = await readAtMost(file, length, CONTENT);
    await restoreCheckpoint(bytes, training, recipe);
    return bytes;
  });
}

/**
 * What decides the course of a training: its data, its device and all keys but those that say how
 * long it takes, how much of it is told, and where files are. How a value is written does not matter:
 * the number of its blanks, the form of a number, whether what holds anyway is said.
 */
export async function recipeOf(
  config: Config,
  device: Device,
  { training }: TrainingData<TrainingSet>,
): Promise<string> {
  const keys = allKeys.filter(({ name }) => !isFree(name)).flatMap((key) => {
    const entry = config.source.entries.get(key.name);
    if (entry === undefined) return [];
    const value = plainValue(key, entry.value);
    return saysNothing(key, value, device) ? [] : [`${key.name} = ${value}`];
  }).sort();
  return [
    `device ${device.name} ${device.precision}`,
    `training ${"images" in training ? "images" : "samples"} ${await digestOf(
      ...numbersIn(training),
    )}`,
    ...keys,
  ].join("\n");
}

function plainValue({ kind }: Key<unknown>, text: string): string {
  const value = kind.parse(text);
  return typeof value === "number" ? `${value}` : text.replace(/\s+/g, " ");
}

/** Whether the same would hold without the key. */
function saysNothing(key: Key<unknown>, value: string, device: Device): boolean {
  // The precision of this device goes without saying.
  if (key.name === "precision" && device.name === "webgpu") return true;
  return !key.required && key.fallback !== undefined && value === key.fallbackText;
}

function isFree(key: string): boolean {
  return key.startsWith("rel_path_") ||
    ["num_epochs", "num_iterations", "checkpoint_every", "threads", "device"].includes(key);
}
