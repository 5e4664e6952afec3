import type { Axis } from "../chart.ts";
import { formatterFor } from "../format_figure.ts";

/** A number that is written at an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** An axis with its numbers. */
export interface AxisScale {
  readonly axis: Axis;
  /** The numbers at its start and at its end. */
  readonly range: readonly [number, number];
  readonly ticks: readonly Tick[];
  /** Numbers between these that have a mark but no label: on a logarithmic axis alone. */
  readonly minorTicks: readonly number[];
}

/** The room that an axis has, and what its numbers need of it. */
export interface AxisRoom {
  /** The axis' length in pixels. */
  readonly length: number;
  /** The length of an axis that a label needs, with the gap to the next one. */
  readonly extentOf: (label: string) => number;
  /**
   * Whether an axis of whole numbers ends where the data does, and not at round numbers: as epochs do,
   * of which there are none beyond.
   */
  readonly endsWithData: boolean;
}

/** Ticks that divide an axis into more parts are a burden to the eye. */
const MOST_PARTS = 8;

type Range = readonly [number, number];

/** From this ratio of its ends on, a logarithmic axis has labels at powers of ten alone. */
const TWO_DECADES = 100;

/** Below this ratio, it has the ticks of a linear axis. */
const HALF_DECADE = 3;

/** Numbers beyond this, and logarithms of numbers below its inverse, are too much for an axis. */
const LARGEST = 1e100;

/** Ranges that are narrower, as a share of their numbers, are of one number. */
const NARROWEST = 1e-10;

/** Whether an axis can show a number. */
export function canShow({ scale }: Axis, value: number): boolean {
  return Math.abs(value) <= LARGEST && (scale !== "log" || value >= 1 / LARGEST);
}

/** The place of a number on an axis: 0 at its start and 1 at its end. */
export function positionOf(
  { axis, range: [start, end] }: Pick<AxisScale, "axis" | "range">,
  value: number,
): number {
  // An axis of one number has it in the middle, and all others outside.
  if (start === end) return value === start ? 0.5 : value < start ? -1 : 2;
  if (axis.scale === "log") return Math.log(value / start) / Math.log(end / start);
  return (value - start) / (end - start);
}

/**
 * An axis for data, with as many ticks as its length has room for, at round numbers.
 *
 * @param values One or more numbers that the axis can show.
 * @throws {RangeError} If the axis has a range that it cannot show.
 */
export function scaleAxis(axis: Axis, values: readonly number[], room: AxisRoom): AxisScale {
  const smallest = values.reduce((least, value) => Math.min(least, value), Infinity);
  const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const hasOwnRange = axis.range !== undefined || axis.scale === "log";
  const isWhole = !hasOwnRange && values.every(Number.isInteger);
  const isCounted = isWhole && room.endsWithData;
  const range = checkedRange(axis) ?? widened([smallest, largest], axis, isCounted);
  if (range[0] === range[1]) return withLabels(axis, range, [range[0]]);
  if (axis.scale === "log" && range[1] / range[0] >= HALF_DECADE) {
    return logarithmicScale(axis, range, room);
  }
  const scale = linearScale(axis, range, room, isWhole);
  return isCounted ? withEnds(scale, room) : scale;
}

function checkedRange(axis: Axis): Range | undefined {
  const { label, range } = axis;
  if (range === undefined || (range[0] <= range[1] && range.every((end) => canShow(axis, end)))) {
    return range;
  }
  const kind = axis.scale === "log" ? "ascending positive" : "ascending";
  throw new RangeError(
    `Expected ${label} to have an ${kind} range but found ${range.join(" to ")}`,
  );
}

/** The range of the data, or one around it if it is of a single number. */
function widened(data: Range, axis: Axis, isCounted: boolean): Range {
  const [low, high] = data;
  const narrowest = NARROWEST * Math.max(Math.abs(low), Math.abs(high), 1 / LARGEST);
  if (high - low > narrowest) return data;
  return withinLimits(isCounted ? [low - 1, high + 1] : around(data, axis), axis, data);
}

function around([low, high]: Range, { scale }: Axis): Range {
  if (scale === "log") {
    return [10 ** (Math.ceil(Math.log10(low)) - 1), 10 ** (Math.floor(Math.log10(high)) + 1)];
  }
  const margin = Math.abs(low) / 2;
  return margin > 1 / LARGEST ? [low - margin, high + margin] : [0, 1];
}

/** The part of a wider range that is within the limits of an axis, and no less than what it is around. */
function withinLimits([start, end]: Range, { limits }: Axis, [low, high]: Range): Range {
  if (limits === undefined) return [start, end];
  return [Math.max(start, Math.min(limits[0], low)), Math.min(end, Math.max(limits[1], high))];
}

/**
 * An axis that ends at multiples of a round step, with ticks at these or, where their labels have no
 * room, at multiples of a larger one.
 */
function linearScale(axis: Axis, range: Range, room: AxisRoom, isWhole: boolean): AxisScale {
  const keepsRange = axis.range !== undefined || (isWhole && room.endsWithData);
  let step = Math.max(tickStep(range, MOST_PARTS), isWhole ? 1 : 0);
  const shown = keepsRange ? range : outwards(range, step, axis);
  for (;; step = roundStep(1.5 * step)) {
    const multiples = multiplesWithin(shown, step);
    const wider = keepsRange || multiples.length > 1 ? shown : outwards(range, step, axis);
    const scale = withLabels(axis, wider, multiplesWithin(wider, step));
    if (scale.ticks.length <= 2 || hasRoom(scale, room)) return scale;
  }
}

/**
 * The smallest step of 1, 2 or 5 times a power of ten that divides a range into at most so many parts.
 *
 * @param range Its start and its end, which is larger.
 */
export function tickStep([start, end]: Range, mostParts: number): number {
  return roundStep((end - start) / mostParts);
}

/** The smallest of 1, 2 or 5 times a power of ten that is a number or more. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  // Rounding must not make a step that just fits too small.
  const factor = [1, 2, 5].find((factor) => factor * power > least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** The smallest range around another that ends at multiples of a step, or at a limit of the axis. */
function outwards(range: Range, step: number, axis: Axis): Range {
  const [start, end] = range;
  const low = clean(step * Math.floor(start / step + 1e-9));
  const high = clean(step * Math.ceil(end / step - 1e-9));
  return withinLimits([axis.scale === "log" && low <= 0 ? start : low, high], axis, range);
}

function multiplesWithin([start, end]: Range, step: number): number[] {
  const first = Math.ceil(start / step - 1e-9);
  const last = Math.floor(end / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => clean((first + i) * step));
}

/** A number without the noise of binary fractions. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** The same axis with a tick at either end, if the others leave room for its label. */
function withEnds(scale: AxisScale, room: AxisRoom): AxisScale {
  return scale.range.reduce((scale, end) => {
    const values = scale.ticks.map(({ value }) => value);
    const more = new Set([...values, end]);
    const longer = withLabels(scale.axis, scale.range, [...more].toSorted((a, b) => a - b));
    return hasRoom(longer, room) ? longer : scale;
  }, scale);
}

/** An axis with ticks at powers of ten, or at few parts of these if it is of less than two decades. */
function logarithmicScale(axis: Axis, range: Range, room: AxisRoom): AxisScale {
  const isShort = range[1] / range[0] < TWO_DECADES;
  const ends = isShort ? [1, 2, 5, 10] : [...digits, 10];
  const shown = axis.range ?? withinLimits(decadesAround(range, ends), axis, range);
  for (const factors of isShort ? [[1, 2, 5], [1, 3]] : []) {
    const scale = withLabels(axis, shown, powersWithin(shown, factors), digits);
    if (hasRoom(scale, room)) return scale;
  }
  const powers = powersWithin(shown, [1]);
  for (let stride = 1;; stride++) {
    // Of every third power, those whose exponent is divisible by three: 1 is among them.
    const chosen = powers.filter((power) => Math.round(Math.log10(power)) % stride === 0);
    const scale = withLabels(axis, shown, chosen, stride === 1 ? digits : [1]);
    if (chosen.length <= 1 || hasRoom(scale, room)) return scale;
  }
}

const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The smallest range around another that ends at some factors of powers of ten. */
function decadesAround([start, end]: Range, factors: readonly number[]): Range {
  const [below, above] = [start, end].map((value) => 10 ** Math.floor(Math.log10(value)));
  const low = factors.findLast((factor) => factor * below <= start * (1 + NARROWEST)) ?? 1;
  const high = factors.find((factor) => factor * above >= end * (1 - NARROWEST)) ?? 10;
  return [clean(low * below), clean(high * above)];
}

/** The numbers within a range that are some factor of a power of ten. */
function powersWithin([start, end]: Range, factors: readonly number[]): number[] {
  const first = Math.floor(Math.log10(start));
  const last = Math.ceil(Math.log10(end));
  return Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i))
    .flatMap((power) => factors.map((factor) => clean(factor * power)))
    .filter((value) => value >= start * (1 - NARROWEST) && value <= end * (1 + NARROWEST));
}

/** Whether the labels of an axis have room beside each other. */
function hasRoom(scale: AxisScale, { length, extentOf }: AxisRoom): boolean {
  return scale.ticks.slice(1).every((tick, i) => {
    const before = scale.ticks[i];
    const distance = (positionOf(scale, tick.value) - positionOf(scale, before.value)) * length;
    return distance >= (extentOf(tick.label) + extentOf(before.label)) / 2;
  });
}

/** An axis with labels at some numbers, all written in the same manner. */
function withLabels(
  axis: Axis,
  range: Range,
  values: readonly number[],
  minorFactors: readonly number[] = [],
): AxisScale {
  const [smallest, largest] = range.map(Math.abs).toSorted((a, b) => a - b);
  const format = formatterFor(axis.scale === "log" ? smallest : largest, largest);
  const ticks = values.map((value) => ({ value, label: format(value) }));
  if (minorFactors.length === 0) return { axis, range, ticks, minorTicks: [] };
  const minorTicks = powersWithin(range, minorFactors).filter((value) => !values.includes(value));
  return { axis, range, ticks, minorTicks };
}
