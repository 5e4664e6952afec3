import { countClasses } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { formatShape } from "../lib/shape.ts";
import type { Command } from "./command.ts";
import { DEVICE_HELP } from "./arguments/device_option.ts";
import { readConfigArgument } from "./arguments/config_argument.ts";
import { readConfigDatasetKind } from "./files/config_datasets.ts";
import { openDevice } from "../lib/devices/open_device.ts";
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
    const layers = network.layers.map(({ notation, outputShape, parameters }) => [
      notation,
      formatShape(outputShape),
      parameters.map(({ name, value }) => `${name} ${value}`).join(", "),
      String(parameters.reduce((sum, { value }) => sum + value.data.length, 0)),
    ]);
    console.log(formatTable([
      { heading: "layer", align: "left" },
      { heading: "output", align: "left" },
      { heading: "parameters", align: "left" },
      { heading: "count", align: "right" },
    ], [["input", formatShape(network.inputShape), "", "0"], ...layers]));
    console.log(`${network.parameterCount} parameters`);
  },
};
