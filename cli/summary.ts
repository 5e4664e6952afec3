import type { Network } from "../lib/network.ts";
import { flag } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { configOverrides, overridesOf } from "./arguments/config_arguments.ts";
import { describedNetwork, readNetwork } from "./described_network.ts";
import { formatJsonLine } from "./terminal/json_line.ts";

/** Prints the layers of a network. */
export const command = defineCommand({
  name: "summary",
  summary: "Prints a network's layers with their shapes and parameter counts",
  operands: { path: describedNetwork },
  options: { json: flag("json", "print JSON: an object with the layers"), ...configOverrides },

  async run({ path, json, ...overrides }) {
    // Nothing is computed, and each thread would take time to start.
    const computing = { batchSize: 1, threads: 1 };
    const { network } = await readNetwork(path, overridesOf(overrides), computing);
    console.log(json ? formatAsJson(network) : network.summary());
  },
});

function formatAsJson({ inputShape, layers, parameterCount }: Network): string {
  return formatJsonLine({
    input_shape: inputShape,
    layers: layers.map(({ notation, outputShape, parameters }) => ({
      layer: notation,
      output_shape: outputShape,
      parameters: parameters.map(({ name, value: { rows, columns } }) => ({ name, rows, columns })),
    })),
    parameters: parameterCount,
  });
}
