import { FormatError, inLine } from "../formats/format_error.ts";
import { parseJsonLines } from "../formats/json.ts";
import { linesOf } from "../formats/lines.ts";
import { quote } from "../formats/quote.ts";
import type { Measurement, Performance } from "./measurement.ts";

/** A number of a measurement, and what a file calls it. */
interface Column {
  readonly name: string;
  /** The number; undefined where the measurement has none. */
  valueOf(measurement: Measurement): number | undefined;
}

const columns: readonly Column[] = [
  { name: "epoch", valueOf: ({ epoch }) => epoch },
  { name: "iteration", valueOf: ({ iteration }) => iteration },
  { name: "learning_rate", valueOf: ({ learningRate }) => learningRate },
  { name: "training_loss", valueOf: ({ training }) => training.loss },
  { name: "training_error_rate", valueOf: ({ training }) => training.errorRate },
  { name: "validation_loss", valueOf: ({ validation }) => validation?.loss },
  { name: "validation_error_rate", valueOf: ({ validation }) => validation?.errorRate },
  { name: "test_loss", valueOf: ({ test }) => test?.loss },
  { name: "test_error_rate", valueOf: ({ test }) => test?.errorRate },
  { name: "penalty", valueOf: ({ penalty }) => penalty },
];

/**
 * A history as JSON lines: one object per measurement, with the numbers that it has, each in its
 * shortest decimal form that reads back the same. JSON has neither infinity nor NaN: both are `null`.
 *
 * @example
 * ```ts
 * import { formatHistoryLines } from "./history.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = { loss: 0.5, errorRate: 0.25 };
 * const measurement = { epoch: 1, iteration: 600, learningRate: 0.1, training, penalty: 0 };
 * assertEquals(
 *   formatHistoryLines([measurement]),
 *   '{"epoch":1,"iteration":600,"learning_rate":0.1,' +
 *     '"training_loss":0.5,"training_error_rate":0.25,"penalty":0}\n',
 * );
 * ```
 */
export function formatHistoryLines(history: readonly Measurement[]): string {
  return history.map((measurement) => {
    const entries = columns.map(({ name, valueOf }) => [name, valueOf(measurement)]);
    return `${JSON.stringify(Object.fromEntries(entries))}\n`;
  }).join("");
}

/**
 * A history as comma-separated values, with the names of the columns in the first line. A number
 * that a measurement does not have is an empty cell; infinity is `Infinity`, and not a number `NaN`.
 */
export function formatHistoryTable(history: readonly Measurement[]): string {
  const heading = columns.map(({ name }) => name);
  const rows = history.map((measurement) =>
    columns.map(({ valueOf }) => String(valueOf(measurement) ?? ""))
  );
  return [heading, ...rows].map((cells) => `${cells.join(",")}\n`).join("");
}

/**
 * Reads what {@linkcode formatHistoryLines} writes; `null` is read as NaN.
 *
 * @throws {FormatError} If a line is no JSON object, lacks a number that every measurement has, or
 * counts epochs or iterations otherwise than from 1.
 */
export function parseHistoryLines(text: string): Measurement[] {
  return parseJsonLines(text, (values) => parseMeasurement(new Map(Object.entries(values))));
}

/**
 * Reads what {@linkcode formatHistoryTable} writes.
 *
 * @example
 * ```ts
 * import { formatHistoryTable, parseHistoryTable } from "./history.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = { loss: Infinity, errorRate: 0.25 };
 * const measurement = { epoch: 1, iteration: 600, learningRate: 0.1, training, penalty: 0 };
 * const [read] = parseHistoryTable(formatHistoryTable([measurement]));
 * assertEquals(read.training, training);
 * ```
 *
 * @throws {FormatError} If the first line has not the names of the columns, or another lacks a number
 * that every measurement has, or counts epochs or iterations otherwise than from 1.
 */
export function parseHistoryTable(text: string): Measurement[] {
  const lines = linesOf(text);
  const { value: heading = "" } = lines.next();
  const expected = columns.map(({ name }) => name).join(",");
  if (heading !== expected) {
    throw new FormatError(`Expected the columns ${expected} in line 1 but found ${quote(heading)}`);
  }
  return Array.from(lines, (row, index) => {
    const cells = row.split(",");
    if (cells.length !== columns.length) {
      throw new FormatError(
        `Expected ${columns.length} cells in line ${index + 2} but found ${cells.length}`,
      );
    }
    const entries = columns.map(({ name }, i): [string, unknown] => [name, parseCell(cells[i])]);
    return inLine(index + 2, () => parseMeasurement(new Map(entries.filter(([, v]) => v !== ""))));
  });
}

/**
 * The numbers of a history column by column, each under its name; those that no measurement has are
 * left out.
 *
 * @throws {RangeError} If some measurements have a number that others lack.
 */
export function historyColumns(history: readonly Measurement[]): Map<string, Float64Array> {
  const numbers = new Map<string, Float64Array>();
  for (const { name, valueOf } of columns) {
    if (history.every((measurement) => valueOf(measurement) === undefined)) continue;
    const column = Float64Array.from(history, (measurement) => {
      const value = valueOf(measurement);
      if (value !== undefined) return value;
      throw new RangeError(`Expected "${name}" in all measurements or none but found one without`);
    });
    numbers.set(name, column);
  }
  return numbers;
}

/**
 * The history that {@linkcode historyColumns} took apart.
 *
 * @example
 * ```ts
 * import { historyColumns, historyOf } from "./history.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const training = { loss: Infinity, errorRate: 0.25 };
 * const measurement = { epoch: 1, iteration: 600, learningRate: 0.1, training, penalty: 0 };
 * assertEquals(historyOf(historyColumns([measurement])), [measurement]);
 * ```
 *
 * @throws {FormatError} If a column is unknown or shorter than another, one is missing that every measurement
 * has, or epochs or iterations are counted otherwise than from 1.
 */
export function historyOf(numbers: ReadonlyMap<string, Float64Array>): Measurement[] {
  for (const name of numbers.keys()) {
    if (columns.some((column) => column.name === name)) continue;
    throw new FormatError(`Expected the columns of a history but found ${quote(name)}`);
  }
  const length = Math.max(0, ...Array.from(numbers.values(), ({ length }) => length));
  return Array.from({ length }, (_, i) => {
    const values = Array.from(numbers, ([name, column]) => [name, column[i]] as const);
    return parseMeasurement(new Map(values));
  });
}

/** The number in a cell; the text itself where there is none. */
function parseCell(cell: string): number | string {
  if (cell === "NaN") return NaN;
  return /^-?(Infinity|\d+(\.\d+)?(e[+-]\d+)?)$/.test(cell) ? Number(cell) : cell;
}

function parseMeasurement(values: ReadonlyMap<string, unknown>): Measurement {
  const training = parsePerformance(values, "training");
  if (training === undefined) throw missing("training_loss");
  const validation = parsePerformance(values, "validation");
  const test = parsePerformance(values, "test");
  return {
    epoch: positiveIntegerOf(values, "epoch"),
    iteration: positiveIntegerOf(values, "iteration"),
    learningRate: numberOf(values, "learning_rate"),
    training,
    ...(validation && { validation }),
    ...(test && { test }),
    penalty: numberOf(values, "penalty"),
  };
}

function parsePerformance(
  values: ReadonlyMap<string, unknown>,
  data: string,
): Performance | undefined {
  if (!values.has(`${data}_loss`) && !values.has(`${data}_error_rate`)) return undefined;
  return {
    loss: numberOf(values, `${data}_loss`),
    errorRate: numberOf(values, `${data}_error_rate`),
  };
}

function positiveIntegerOf(values: ReadonlyMap<string, unknown>, name: string): number {
  const value = numberOf(values, name);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new FormatError(`Expected "${name}" to be an integer of 1 or more but found ${value}`);
}

function numberOf(values: ReadonlyMap<string, unknown>, name: string): number {
  const value = values.get(name);
  if (typeof value === "number") return value;
  if (value === null) return NaN;
  throw missing(name);
}

function missing(name: string): FormatError {
  return new FormatError(`Expected a number "${name}" but found none`);
}
