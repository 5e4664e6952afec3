import type { Axis } from "../../lib/plots/chart.ts";

/** An axis and the numbers of its data. */
export interface AxisScale {
  readonly axis: Axis;
  /** The smallest and the largest number that is shown. */
  readonly range: readonly [number, number];
  /** Whether all numbers of the data are whole. */
  readonly isWhole: boolean;
}

/** Numbers beyond this, and logarithms of numbers below its inverse, are too much for an axis. */
const LARGEST = 1e100;

/** Whether an axis can show a number. */
export function canShow({ scale }: Axis, value: number): boolean {
  return Math.abs(value) <= LARGEST && (scale !== "log" || value >= 1 / LARGEST);
}

/** An axis for data: one or more numbers that it can show. */
export function scaleAxis(axis: Axis, values: readonly number[]): AxisScale {
  const smallest = values.reduce((least, value) => Math.min(least, value), Infinity);
  const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  return {
    axis,
    range: axis.range ?? [smallest, largest],
    isWhole: values.every(Number.isInteger),
  };
}

/** The place of a number on an axis: 0 at the start of its range and 1 at the end. */
export function positionOf({ axis, range: [start, end] }: AxisScale, value: number): number {
  // A range of one number has it in the middle, and all others outside.
  if (start === end) return value === start ? 0.5 : value < start ? -1 : 2;
  if (axis.scale === "log") return Math.log(value / start) / Math.log(end / start);
  return (value - start) / (end - start);
}

/** The number at a place of an axis: the inverse of {@linkcode positionOf}. */
export function valueAt({ axis, range: [start, end] }: AxisScale, position: number): number {
  if (axis.scale === "log") return start * (end / start) ** position;
  return start + position * (end - start);
}
