import { type Display, displayTable, ELLIPSIS, shownIndices } from "../formats/display.ts";
import { formatTable } from "../formats/table.ts";
import { formatShape, type Shape } from "../shape.ts";
import type { Layer } from "./layer.ts";

/** Layers, and what comes into the first of them. */
interface Layers {
  /** The shape of one sample. */
  readonly inputShape: Shape;
  /** From the input to the output. */
  readonly layers: readonly Layer[];
}

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
export function layerRows({ inputShape, layers }: Layers): LayerRow[] {
  const rows = layers.map(({ notation, outputShape, parameters }) => ({
    layer: notation,
    output: formatShape(outputShape),
    parameters: parameters.map(({ name, value }) => `${name} ${value}`).join(", "),
    count: parameters.reduce((sum, { value }) => sum + value.data.length, 0),
  }));
  return [{ layer: "input", output: formatShape(inputShape), parameters: "", count: 0 }, ...rows];
}

const columns = [
  { heading: "layer", align: "left" },
  { heading: "output", align: "left" },
  { heading: "parameters", align: "left" },
  { heading: "count", align: "right" },
] as const;

/** The table in lines of text, with the number of all parameters below. */
export function formatLayerTable(layers: Layers): string {
  return `${formatTable(columns, cellsOf(layers))}\n${countAll(layers)}`;
}

/** The table for a notebook. */
export function displayLayerTable(layers: Layers): Display {
  return displayTable(countAll(layers), columns, cellsOf(layers));
}

/** Layers that one line shows, at most. */
const MOST_IN_LINE = 10;

/** The layers in one line, those in the middle left out if there are many. */
export function formatLayersInLine({ inputShape, layers }: Layers): string {
  const shown = shownIndices(layers.length, MOST_IN_LINE).map((i) =>
    i === undefined ? ELLIPSIS : layers[i].notation
  );
  return `${[formatShape(inputShape), ...shown].join(", ")}; ${countAll({ inputShape, layers })}`;
}

function cellsOf(layers: Layers): string[][] {
  return layerRows(layers)
    .map(({ layer, output, parameters, count }) => [layer, output, parameters, `${count}`]);
}

function countAll(layers: Layers): string {
  return `${layerRows(layers).reduce((sum, { count }) => sum + count, 0)} parameters`;
}
