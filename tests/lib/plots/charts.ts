import type { HeatMap, Line, Lines, Panels, Picture, Tiles } from "../../../lib/plots/chart.ts";

/** A line with two points. */
export const line: Line = { name: "training 0.25", role: "training", points: [[0, 1], [10, 0]] };

/** Lines over axes of given ranges. */
export function lineChart(lines: readonly Line[]): Lines {
  return {
    kind: "lines",
    id: "cost",
    title: "Cost & more",
    subtitle: "over <ten> epochs",
    description: 'The "cost" of each epoch',
    x: { label: "epoch", range: [0, 10] },
    y: { label: "cost", range: [0, 1] },
    lines,
  };
}

/** A matrix with the numbers as texts. */
export function heatMap(values: readonly (readonly number[])[]): HeatMap {
  return {
    kind: "heat map",
    id: "matrix",
    title: "Matrix",
    description: "Numbers",
    rowLabel: "true class",
    columnLabel: "predicted class",
    rows: values.map((_, row) => `row ${row}`),
    columns: values[0]?.map((_, column) => `column ${column}`) ?? [],
    values,
    texts: values.map((row) => row.map(String)),
    scale: "sequential",
    valueLabel: "images",
  };
}

/** A picture in one colour. */
export function plain(width: number, height: number, colour: readonly number[]): Picture {
  const pixels = new Uint8Array(3 * width * height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colour[i % 3];
  return { width, height, pixels };
}

/** Tiles of 28 x 28 pixels with these captions. */
export function tileChart(captions: readonly string[]): Tiles {
  return {
    kind: "tiles",
    id: "tiles",
    title: "Tiles",
    description: "Images",
    tiles: captions.map((caption) => ({ picture: plain(28, 28, [0, 0, 0]), captions: [caption] })),
  };
}

/** Small charts as one. */
export function panelChart(panels: Panels["panels"]): Panels {
  return { kind: "panels", id: "panels", title: "Panels", description: "Charts", panels };
}
