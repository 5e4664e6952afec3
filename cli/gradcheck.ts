import { checkGradients } from "../lib/training/gradient_check.ts";
import { flag } from "./arguments/arguments.ts";
import { defineCommand } from "./arguments/command.ts";
import { configOverrides, overridesOf } from "./arguments/config_arguments.ts";
import { describedNetwork, readNetwork } from "./described_network.ts";
import { type Column, formatHeading, formatRow } from "../lib/formats/table.ts";
import { formatJsonLine } from "./terminal/json_line.ts";

/** Elements compared of each matrix: enough to find a wrong formula, few enough not to wait. */
const ELEMENTS = 200;

/** Samples in the batch. */
const SAMPLES = 4;

/** Above this a gradient is wrong; in double precision a right one stays well below. */
const TOLERANCE = 1e-6;

const columns: readonly Column[] = [
  { heading: "layer", width: 24, align: "left" },
  { heading: "matrix", width: 8, align: "left" },
  { heading: "elements", width: 8, align: "right" },
  { heading: "compared", width: 8, align: "right" },
  { heading: "relative error", width: 14, align: "right" },
];

/** Compares the gradients of a network with central differences. */
export const command = defineCommand({
  name: "gradcheck",
  summary: "Compares the gradients of a network with central differences",
  operands: { path: describedNetwork },
  options: {
    json: flag("json", "print JSON: a list with one object per matrix"),
    ...configOverrides,
  },
  notes: `The network gets its initial parameters, or those of the model, and a batch of
random inputs, in double precision. Of the gradient of each parameter and of the
input, up to ${ELEMENTS} elements, chosen at random, are compared with
(L(x + h) - L(x - h)) / 2h, where h is 1e-5, or less if the loss has a kink in
between. The table shows the largest difference, relative to the largest
element. The exit code is 1 if one is above ${TOLERANCE}.`,

  async run({ path, json, ...overrides }) {
    const computing = { batchSize: SAMPLES, precision: "f64" } as const;
    const { network, seed } = await readNetwork(path, overridesOf(overrides), computing);
    if (!json) console.log(formatHeading(columns));
    const wrong: string[] = [];
    const found: Record<string, unknown>[] = [];
    const options = { elements: ELEMENTS, samples: SAMPLES, seed };
    for (
      const { layer, name, elements, compared, relativeError } of checkGradients(network, options)
    ) {
      const notation = layer < 0 ? "input" : `${layer + 1}: ${network.layers[layer].notation}`;
      const counts = [elements, compared].map(String);
      const row = [notation, name, ...counts, relativeError.toExponential(1)];
      if (!json) console.log(formatRow(columns, row));
      found.push({
        layer: notation,
        matrix: name,
        elements,
        compared,
        relative_error: relativeError,
      });
      if (!(relativeError <= TOLERANCE)) wrong.push(`${name} of ${notation}`);
    }
    if (json) console.log(formatJsonLine(found));
    if (wrong.length > 0) {
      throw new Error(
        `Expected relative errors of at most ${TOLERANCE} but found larger ones: ${
          wrong.join(", ")
        }`,
      );
    }
  },
});
