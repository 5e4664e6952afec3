import type { Network } from "../lib/network.ts";
import { formatShape } from "../lib/shape.ts";

/** A line of the table of a network's layers. */
export interface LayerRow {
  /** The layer in the layer notation; `input` in the first line. */
  readonly layer: string;
  /** The shape of one sample that comes out. */
  readonly output: string;
  /** Names and extents of the parameters. */
  readonly parameters: string;
  /** Number of trainable numbers. */
  readonly count: number;
}

/** The layers of a network from the input to the output, as a table has them. */
export function layerRows({ inputShape, layers }: Network): LayerRow[] {
  const rows = layers.map(({ notation, outputShape, parameters }) => ({
    layer: notation,
    output: formatShape(outputShape),
    parameters: parameters.map(({ name, value }) => `${name} ${value}`).join(", "),
    count: parameters.reduce((sum, { value }) => sum + value.data.length, 0),
  }));
  return [{ layer: "input", output: formatShape(inputShape), parameters: "", count: 0 }, ...rows];
}
