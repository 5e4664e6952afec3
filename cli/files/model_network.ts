import type { Device } from "../../lib/devices/device.ts";
import { loadAnyDevice } from "../../lib/devices/load_any_device.ts";
import { bytesPerElement, type Precision } from "../../lib/matrix.ts";
import { Committee, type Member, probabilityProblem } from "../../lib/models/committee.ts";
import type { Model } from "../../lib/models/model.ts";
import { activationCount, restoreNetwork } from "../../lib/models/model_file.ts";
import type { Network, NetworkOptions } from "../../lib/network.ts";
import type { Prediction } from "../../lib/training/predict.ts";
import type { NamedModel } from "./model_files.ts";

/** Most images that go through a trained network together. */
const BATCH_SIZE = 100;

/** Fewer of them where a network holds so much for each image that they take more bytes. */
const MOST_BYTES = 2 ** 28;

/**
 * The trained network of a model.
 *
 * @param images Number of images that it is wanted for; its batches are no larger.
 * @param name The device to open; the fastest that runs here when left out.
 * @throws {Error} If it cannot run here.
 * @throws {RangeError} If it does not have the model's precision.
 */
export async function openModel(
  model: Model,
  images: number,
  name?: Device["name"],
): Promise<Network> {
  return openOn(await openDeviceFor(model, name), model, images);
}

/** The program exits by itself, whatever threads there are. */
function openDeviceFor(
  { precision }: Model,
  name: Device["name"] | undefined,
): Promise<Device> {
  return loadAnyDevice({ device: name, precision, holdsProcess: true });
}

function openOn(
  device: Device,
  model: Model,
  images: number,
  options: Pick<NetworkOptions, "inferenceOnly"> = {},
): Network {
  const bytes = bytesPerElement[model.precision] * activationCount(model);
  const fitting = Math.floor(MOST_BYTES / bytes);
  const batchSize = Math.max(1, Math.min(BATCH_SIZE, images, fitting));
  return restoreNetwork(model, device, batchSize, options);
}

/**
 * A network to look into: where the results of its device come later, the same one on another device.
 *
 * @param network The trained network of the model.
 * @param images As for {@linkcode openModel}.
 */
export async function readableNetwork(
  network: Network,
  model: Model,
  images: number,
): Promise<Network> {
  return network.device.immediate ? network : await openModel(model, images);
}

/**
 * Checks what a model has put out.
 *
 * @param scores Of each image.
 * @throws {Error} If some of it is infinite or no number; the message names the model's file.
 */
export function checkScores(modelPath: string, scores: readonly Prediction["scores"][]): void {
  for (const row of scores) {
    const unusable = row.find((score) => !Number.isFinite(score));
    if (unusable === undefined) continue;
    throw new Error(`${modelPath}: Expected outputs that are finite numbers but found ${unusable}`);
  }
}

/**
 * The committee of some models, for inference alone; of one, it decides as that does alone.
 *
 * @param models Such as {@linkcode readModels} has found to agree.
 * @param images As for {@linkcode openModel}.
 * @param deviceName Likewise.
 * @throws {Error} If there are several, and one puts out no probabilities; the message names it.
 * @throws {RangeError} If a model is not in a precision of the device.
 */
export async function openCommittee(
  models: readonly Pick<NamedModel, "model" | "name">[],
  images: number,
  deviceName?: Device["name"],
): Promise<Committee> {
  const devices = new Map<Precision, Device>();
  const members: Member[] = [];
  for (const { model, name } of models) {
    const { precision } = model;
    const device = devices.get(precision) ?? await openDeviceFor(model, deviceName);
    devices.set(precision, device);
    const network = openOn(device, model, images, { inferenceOnly: true });
    const problem = models.length === 1 ? undefined : probabilityProblem(network);
    if (problem !== undefined) throw new Error(`${name}: ${problem}`);
    members.push({ ...model, network });
  }
  return new Committee(members);
}
