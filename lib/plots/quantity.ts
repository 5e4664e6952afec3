import type { Performance } from "../training/measurement.ts";
import { formatFigure, formatShare } from "./format_figure.ts";

/** What is small where a network does well: the mean loss, or the share of misclassified samples. */
export type Quantity = "cost" | "error";

/** How a quantity is shown over others. */
export interface QuantityAxis {
  readonly title: string;
  readonly label: string;
  /** Where a measurement has it. */
  readonly measure: keyof Pick<Performance, "loss" | "errorRate">;
  /** What one is on the axis: an error is in percent. */
  readonly unit: number;
  /** The smallest and the largest value that there can be, in that unit. */
  readonly limits: readonly [number, number];
  /** How far a value is from the smallest, in words. */
  readonly distance: string;
  /** Writes a value of the axis. */
  format(value: number): string;
  /** Writes it where the axis says the unit. */
  formatBare(value: number): string;
}

/** The lower and the upper end of a deviation around a mean, as far as the quantity can have them. */
export function deviationBand(
  { limits }: QuantityAxis,
  mean: number,
  deviation: number,
): readonly [low: number, high: number] {
  return [Math.max(limits[0], mean - deviation), Math.min(limits[1], mean + deviation)];
}

/** The axes of the quantities. */
export const quantityAxes: Readonly<Record<Quantity, QuantityAxis>> = {
  cost: {
    title: "Cost",
    label: "cost",
    measure: "loss",
    unit: 1,
    limits: [0, Infinity],
    distance: "above the smallest",
    format: formatFigure,
    formatBare: formatFigure,
  },
  error: {
    title: "Error",
    label: "error in %",
    measure: "errorRate",
    unit: 100,
    limits: [0, 100],
    distance: "percentage points above the smallest",
    format: (percentage) => formatShare(percentage / 100),
    formatBare: (percentage) => percentage.toFixed(2),
  },
};
