import type { Config } from "../lib/config/config.ts";
import { buildNetwork } from "../lib/config/network.ts";
import type { Override } from "../lib/config/source.ts";
import type { DeviceOptions } from "../lib/devices/device_options.ts";
import { openDevice } from "../lib/devices/open_device.ts";
import { restoreNetwork } from "../lib/models/model_file.ts";
import type { Network } from "../lib/network.ts";
import { operand } from "./arguments/arguments.ts";
import { UsageError } from "./arguments/reader.ts";
import { file } from "./arguments/values.ts";
import { readConfigNetworkData } from "./files/config_datasets.ts";
import { readConfig } from "./files/config_file.ts";
import { checkPresent } from "./files/folder.ts";
import { isSafetensors, readModel } from "./files/model_files.ts";

/** What describes a network that is not trained. */
export const describedNetwork = operand(
  "config or model",
  file,
  'configuration file, as for "mnist train"; of the data, only the size of the training images ' +
    'and the number of their classes are looked up; or model file, as "mnist train" writes it',
);

/** How a described network computes, in place of what a configuration says. */
export interface Computing {
  /** Most samples in one batch. */
  readonly batchSize: number;
  /** In whatever precision the file has when left out. */
  readonly precision?: Config["precision"];
  /** As many as the configuration says when left out. */
  readonly threads?: number;
}

/** A network, and the start of all random numbers that belongs to it. */
export interface SeededNetwork {
  readonly network: Network;
  readonly seed: number;
}

/**
 * The network of a configuration, with its first parameters, or that of a model, with those that it has.
 *
 * @param overrides What holds in place of what the configuration says.
 * @throws {UsageError} If there are any, but the file is a model.
 * @throws {Error} If a file cannot be read or says something wrong; the message names it.
 */
export async function readNetwork(
  path: string,
  overrides: readonly Override[],
  { batchSize, ...computing }: Computing,
): Promise<SeededNetwork> {
  await checkPresent(path, "a configuration or a model");
  if (await isSafetensors(path)) {
    const [first] = overrides;
    if (first !== undefined) {
      throw new UsageError(`Expected a configuration for --${first.key} but found a model`);
    }
    const model = await readModel(path);
    const device = openDevice({ precision: model.precision, ...computing });
    const network = restoreNetwork(model, device, batchSize);
    return { network, seed: model.training?.seed ?? 1 };
  }
  const config = { ...await readConfig(path, overrides), ...computing };
  const data = await readConfigNetworkData(config, batchSize);
  const network = buildNetwork(config, openDevice({ ...config, device: cpuOf(config) }), data);
  return { network, seed: config.seed };
}

/** A GPU would have no double precision for a gradient check, and need not be there for a summary. */
function cpuOf({ device }: Config): DeviceOptions["device"] {
  return device === "webgpu" ? undefined : device;
}
