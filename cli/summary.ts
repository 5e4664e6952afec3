import { defineCommand } from "./arguments/command.ts";
import { configOverrides, overridesOf } from "./arguments/config_arguments.ts";
import { describedNetwork, readNetwork } from "./described_network.ts";
import { layerRows } from "./layer_rows.ts";
import { formatTable } from "./terminal/table.ts";

/** Prints the layers of a network. */
export const command = defineCommand({
  name: "summary",
  summary: "Prints a network's layers with their shapes and parameter counts",
  operands: { path: describedNetwork },
  options: configOverrides,

  async run({ path, ...overrides }) {
    // Nothing is computed, and each thread would take time to start.
    const computing = { batchSize: 1, threads: 1 };
    const { network } = await readNetwork(path, overridesOf(overrides), computing);
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
