import { defineCommand } from "./arguments/command.ts";
import { configOverrides, overridesOf } from "./arguments/config_arguments.ts";
import { describedNetwork, readNetwork } from "./described_network.ts";

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
    console.log(network.summary());
  },
});
