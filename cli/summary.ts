import { countClasses } from "../lib/config/data.ts";
import { buildNetwork } from "../lib/config/network.ts";
import { openDevice } from "../lib/devices/open_device.ts";
import { defineCommand } from "./arguments/command.ts";
import { configOverrides, networkConfig, overridesOf } from "./arguments/config_arguments.ts";
import { readConfigDatasetKind } from "./files/config_datasets.ts";
import { readConfig } from "./files/config_file.ts";
import { layerRows } from "./layer_rows.ts";
import { formatTable } from "./terminal/table.ts";

/** Prints the layers of a network. */
export const command = defineCommand({
  name: "summary",
  summary: "Prints a network's layers with their shapes and parameter counts",
  operands: { path: networkConfig },
  options: configOverrides,

  async run({ path, ...overrides }) {
    const config = await readConfig(path, overridesOf(overrides));
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
});
