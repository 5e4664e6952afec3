import { countClasses } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import type { Command } from "./command.ts";
import { DEVICE_HELP } from "./arguments/device_option.ts";
import { readConfigArgument } from "./arguments/config_argument.ts";
import { readConfigDatasetKind } from "./files/config_datasets.ts";
import { openDevice } from "../lib/devices/open_device.ts";
import { layerRows } from "./layer_rows.ts";
import { formatTable } from "./terminal/table.ts";

/** Prints the layers of a network. */
export const command: Command = {
  name: "summary",
  usage: "<config> [--device <name>]",
  summary: "Prints the layers of a network with their shapes and parameter counts",
  help: `<config>  configuration file, as for "mnist train"; of the data, only the size of the
          training images and the number of their classes are looked up
${DEVICE_HELP}`,

  async run(args) {
    const { config } = await readConfigArgument(args);
    const { shape, classNames } = await readConfigDatasetKind(config);
    // Nothing is computed, and each thread would take time to start.
    const device = openDevice({ ...config, threads: 1 });
    const network = buildNetwork(config, device, {
      shape,
      classes: countClasses(config, classNames.length),
      count: 1,
    });
    const rows = layerRows(network).map((
      { layer, output, parameters, count },
    ) => [layer, output, parameters, `${count}`]);
    console.log(formatTable([
      { heading: "layer", align: "left" },
      { heading: "output", align: "left" },
      { heading: "parameters", align: "left" },
      { heading: "count", align: "right" },
    ], rows));
    console.log(`${network.parameterCount} parameters`);
  },
};
