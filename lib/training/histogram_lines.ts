import { FormatError } from "../formats/format_error.ts";
import { checkPositiveInteger, parseJsonLines } from "../formats/json.ts";
import type { Histogram } from "../metrics/histogram.ts";
import { type LayerHistogram, layerQuantities, type LayerQuantity } from "./inspection.ts";

/** More bars than a picture of a histogram has pixels. */
const MOST_COUNTS = 1000;

/** How the numbers that a layer holds were distributed after an epoch. */
export interface HistogramRecord extends LayerHistogram {
  /** The epoch, counted from 1; 0 before the training. */
  readonly epoch: number;
}

/**
 * Histograms as JSON lines: one object for each. JSON has no NaN, which is `null`; the number of
 * values is the sum of the counts.
 *
 * @example
 * ```ts
 * import { histogram } from "@handwriting/mnist/metrics";
 * import { formatHistogramLines } from "./histogram_lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const what = { epoch: 1, layer: 3, name: "3 dense 10", quantity: "bias" } as const;
 * assertEquals(
 *   formatHistogramLines([{ ...what, histogram: histogram([1, 3, 3, 5], 2) }]),
 *   '{"epoch":1,"layer":3,"name":"3 dense 10","quantity":"bias","low":1,"high":5,"counts":[1,3],' +
 *     '"mean":3,"standard_deviation":1.4142135623730951}\n',
 * );
 * ```
 */
export function formatHistogramLines(records: readonly HistogramRecord[]): string {
  return records.map(({ epoch, layer, name, quantity, histogram }) => {
    const { low, high, counts, mean, standardDeviation } = histogram;
    const values = { low, high, counts, mean, standard_deviation: standardDeviation };
    return `${JSON.stringify({ epoch, layer, name, quantity, ...values })}\n`;
  }).join("");
}

/**
 * Reads what {@linkcode formatHistogramLines} writes.
 *
 * @param before The number of lines before the text, where it is not the first part.
 * @throws {FormatError} If a line is no JSON object, or lacks something of a histogram.
 */
export function parseHistogramLines(text: string, before = 0): HistogramRecord[] {
  const read = (values: Values) => ({
    epoch: epochOf(values),
    layer: positiveIntegerOf(values, "layer"),
    name: textOf(values, "name"),
    quantity: quantityOf(values),
    histogram: histogramOf(values),
  });
  return parseJsonLines(text, read, before);
}

type Values = Readonly<Record<string, unknown>>;

function histogramOf(values: Values): Histogram {
  const low = numberOf(values, "low");
  const high = numberOf(values, "high");
  if (!(low < high)) {
    throw new FormatError(`Expected "low" to be below "high" but found ${low} and ${high}`);
  }
  const counts = countsOf(values);
  return {
    low,
    high,
    counts,
    count: counts.reduce((sum, count) => sum + count, 0),
    mean: numberOrNaN(values, "mean"),
    standardDeviation: numberOrNaN(values, "standard_deviation"),
  };
}

function countsOf({ counts }: Values): number[] {
  const isList = Array.isArray(counts) && counts.length > 0 && counts.length <= MOST_COUNTS;
  if (isList && counts.every(isCount)) return counts;
  throw new FormatError(`Expected 1 to ${MOST_COUNTS} counts as "counts" but found others`);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function quantityOf({ quantity }: Values): LayerQuantity {
  const known = layerQuantities.find((name) => name === quantity);
  if (known !== undefined) return known;
  throw new FormatError(`Expected a "quantity" of ${layerQuantities.join(", ")} but found another`);
}

function textOf(values: Values, name: string): string {
  const value = values[name];
  if (typeof value === "string") return value;
  throw new FormatError(`Expected a text "${name}" but found none`);
}

/** An epoch, or 0 for what was there before the first one. */
function epochOf({ epoch }: Values): number {
  return epoch === 0 ? 0 : positiveIntegerOf({ epoch }, "epoch");
}

function positiveIntegerOf(values: Values, name: string): number {
  return checkPositiveInteger(name, numberOf(values, name));
}

function numberOrNaN(values: Values, name: string): number {
  return values[name] === null ? NaN : numberOf(values, name);
}

function numberOf(values: Values, name: string): number {
  const value = values[name];
  // A number such as 1e999 is read as infinity.
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new FormatError(`Expected a number "${name}" but found none`);
}
