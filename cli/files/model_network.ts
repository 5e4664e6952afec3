import type { Device } from "../../lib/devices/device.ts";
import { openDevice } from "../../lib/devices/open_device.ts";
import type { Model } from "../../lib/models/model.ts";
import { restoreNetwork } from "../../lib/models/model_file.ts";
import type { Network } from "../../lib/network.ts";

/** Most images that go through a trained network together: its outputs for them must fit into memory. */
const BATCH_SIZE = 100;

/**
 * The trained network of a model.
 *
 * @param images Number of images that it is wanted for; its batches are no larger.
 * @param name The device to open; the fastest that runs here when left out.
 */
export function openModel(model: Model, images: number, name?: Device["name"]): Network {
  const device = openDevice({ device: name, precision: model.precision });
  return restoreNetwork(model, device, Math.min(BATCH_SIZE, images));
}
