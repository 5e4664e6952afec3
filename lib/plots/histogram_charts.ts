import { groupBy } from "../group_by.ts";
import type { Histogram } from "../metrics/histogram.ts";
import type { HistogramRecord } from "../training/histogram_lines.ts";
import type { LayerQuantity } from "../training/inspection.ts";
import type { Axis, Line, Lines, Panels } from "./chart.ts";

/**
 * How the numbers that the layers of a network hold are distributed: a chart for each quantity, with a
 * panel for each layer, and in it a line for the first, the middle and the last epoch.
 *
 * Heights are densities, the share of the numbers divided by the width of the bin, so that the area
 * below each line is 1. What is not finite is no part of a histogram.
 *
 * Where a single bin has half of the numbers or more, as the zeros behind ReLU do, the densities have a
 * logarithmic axis, at whose lower end are empty bins.
 *
 * @example
 * ```ts
 * import { histogram } from "@handwriting/mnist/metrics";
 * import { histogramCharts } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const record = { epoch: 1, layer: 2, name: "2 dense 10", quantity: "weights" } as const;
 * const [chart] = histogramCharts([{ ...record, histogram: histogram([1, 2, 2, 3]) }]);
 * assertEquals(chart.panels.map(({ title }) => title), ["2 dense 10"]);
 * ```
 */
export function histogramCharts(records: readonly HistogramRecord[]): Panels[] {
  const byQuantity = groupBy(records, ({ quantity }) => quantity);
  return Array.from(byQuantity, ([quantity, chosen]) => quantityChart(quantity, chosen));
}

function quantityChart(quantity: LayerQuantity, records: readonly HistogramRecord[]): Panels {
  const layers = groupBy(records, ({ layer }) => layer);
  const names = Array.from(layers.values(), ([{ name }]) => name);
  return {
    kind: "panels",
    id: `${quantityId(quantity)}-histograms`,
    title: `${quantityTitle(quantity)} of each layer`,
    subtitle: "Density: the share of the numbers that are in a bin, divided by its width",
    description: `Distributions of the ${quantity} of the layers ${names.join(", ")}.`,
    panels: Array.from(layers.values(), (ofLayer) => layerPanel(quantity, ofLayer)),
  };
}

function layerPanel(quantity: LayerQuantity, records: readonly HistogramRecord[]): Lines {
  const [{ layer, name }] = records;
  const shown = firstMiddleLast(records);
  const histograms = shown.map(({ histogram }) => histogram);
  const y: Axis = histograms.some(hasPeak) ? logAxis(histograms) : { label: "density" };
  const lowest = y.range?.[0] ?? 0;
  return {
    kind: "lines",
    id: `${quantityId(quantity)}-histogram-${layer}`,
    title: name,
    description: `Distribution of the ${quantity} of layer ${name}.`,
    x: { label: quantity },
    y,
    lines: shown.map(({ epoch, histogram }): Line => ({
      name: `epoch ${epoch}`,
      points: densityOutline(histogram, lowest),
      role: "class",
      shape: "step",
    })),
  };
}

/** A quantity in the name of a file: `weight-gradients`. */
export function quantityId(quantity: LayerQuantity): string {
  return quantity.replaceAll(" ", "-");
}

/** A quantity at the beginning of a title: `Weight gradients`. */
export function quantityTitle(quantity: LayerQuantity): string {
  return `${quantity[0].toUpperCase()}${quantity.slice(1)}`;
}

/** What there is of the first, the middle and the last of some epochs, each once. */
export function firstMiddleLast<T extends { readonly epoch: number }>(records: readonly T[]): T[] {
  const ordered = records.toSorted((a, b) => a.epoch - b.epoch);
  const last = ordered.length - 1;
  return Array.from(new Set([0, Math.floor(last / 2), last]), (i) => ordered[i]);
}

/** Whether half of the numbers or more are in the same bin. */
function hasPeak({ counts, count }: Histogram): boolean {
  return count > 0 && Math.max(...counts) >= count / 2;
}

/** Powers of ten, one below all densities and one above. */
function logAxis(histograms: readonly Histogram[]): Axis {
  const logarithms = histograms.flatMap(densitiesOf).filter((density) => density > 0)
    .map(Math.log10);
  const low = Math.ceil(Math.min(...logarithms)) - 1;
  const high = Math.floor(Math.max(...logarithms)) + 1;
  return { label: "density", scale: "log", range: [10 ** low, 10 ** high] };
}

function densitiesOf({ low, high, counts, count }: Histogram): number[] {
  const width = (high - low) / counts.length;
  return counts.map((n) => n / (count * width));
}

/**
 * The corners of the bars of a density, each of which lasts until the next one; none without numbers.
 *
 * @param lowest What is drawn in the place of densities below it.
 */
export function densityOutline(histogram: Histogram, lowest: number): [number, number][] {
  const { low, high, counts, count } = histogram;
  if (count === 0) return [];
  const bars = densitiesOf(histogram).map((density, i): [number, number] => {
    return [low + i * (high - low) / counts.length, Math.max(density, lowest)];
  });
  return [[low, lowest], ...bars, [high, lowest]];
}
