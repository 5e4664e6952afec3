import { FormatError, inLine } from "../formats/format_error.ts";
import { checkPositiveInteger, parseJsonLines } from "../formats/json.ts";
import { linesOf } from "../formats/lines.ts";
import { quote } from "../formats/quote.ts";
import type { Measurement, Performance } from "./measurement.ts";

/** A number of a measurement, and what a file calls it. */
interface Column {
  readonly name: string;
  /** The number; undefined where the measurement has none. */
  valueOf(measurement: Measurement): number | undefined;
  /** Whether it is there only where the targets are numbers. */
  readonly ofNumbers?: boolean;
}

const columns: readonly Column[] = [
  { name: "epoch", valueOf: ({ epoch }) => epoch },
  { name: "iteration", valueOf: ({ iteration }) => iteration },
  { name: "learning_rate", valueOf: ({ learningRate }) => learningRate },
  { name: "training_loss", valueOf: ({ training }) => training.loss },
  { name: "training_error_rate", valueOf: ({ training }) => errorRateOf(training) },
  { name: "training_r_squared", valueOf: ({ training }) => training.rSquared, ofNumbers: true },
  { name: "validation_loss", valueOf: ({ validation }) => validation?.loss },
  { name: "validation_error_rate", valueOf: ({ validation }) => errorRateOf(validation) },
  {
    name: "validation_r_squared",
    valueOf: ({ validation }) => validation?.rSquared,
    ofNumbers: true,
  },
  { name: "test_loss", valueOf: ({ test }) => test?.loss },
  { name: "test_error_rate", valueOf: ({ test }) => errorRateOf(test) },
  { name: "test_r_squared", valueOf: ({ test }) => test?.rSquared, ofNumbers: true },
  { name: "penalty", valueOf: ({ penalty }) => penalty },
];

/** Longer histories are refused, by what writes them too: they take hundreds of megabytes. */
const MOST_MEASUREMENTS = 2 ** 19;

const columnNames: ReadonlySet<string> = new Set(columns.map(({ name }) => name));

/** The columns of a table where the targets are classes, and, more of them, where they are numbers. */
const tables = [columns.filter(({ ofNumbers }) => ofNumbers !== true), columns] as const;

/** An error rate; undefined where there are no classes. */
function errorRateOf(performance: Performance | undefined): number | undefined {
  return performance?.rSquared === undefined ? performance?.errorRate : undefined;
}

/**
 * A history as JSON lines: one object per measurement, with the numbers that it has, each in its
 * shortest decimal form that reads back the same. JSON has neither infinity nor NaN: both are `null`.
 *
 * @throws {RangeError} If it has more measurements than anyone reads, 524288.
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
  checkLength(history);
  return history.map((measurement) => {
    const entries = columns.map(({ name, valueOf }) => [name, valueOf(measurement)]);
    return `${JSON.stringify(Object.fromEntries(entries))}\n`;
  }).join("");
}

/**
 * A history as comma-separated values, with the names of the columns in the first line; those of R² are
 * there where the targets are numbers. A number that a measurement does not have is an empty cell;
 * infinity is `Infinity`, and not a number `NaN`.
 *
 * @throws {RangeError} As {@linkcode formatHistoryLines}.
 */
export function formatHistoryTable(history: readonly Measurement[]): string {
  checkLength(history);
  const table = tables[history[0]?.training.rSquared === undefined ? 0 : 1];
  const heading = table.map(({ name }) => name);
  const rows = history.map((measurement) =>
    table.map(({ valueOf }) => String(valueOf(measurement) ?? ""))
  );
  return [heading, ...rows].map((cells) => `${cells.join(",")}\n`).join("");
}

/**
 * Reads what {@linkcode formatHistoryLines} writes; `null` is read as NaN.
 *
 * @param before The number of measurements before the text, where it is not the first part.
 * @throws {FormatError} If a line is no JSON object, lacks a number that every measurement has, or
 * counts epochs or iterations otherwise than from 1.
 */
export function parseHistoryLines(text: string, before = 0): Measurement[] {
  const read = (values: Readonly<Record<string, unknown>>, line: number) => {
    checkCount(line);
    return parseMeasurement((name) => values[name]);
  };
  return parseJsonLines(text, read, before);
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
 * @param before The number of measurements before the text, where it is not the first part; there is no
 * line with the names of the columns then.
 * @throws {FormatError} If the first line has not the names of the columns, or another lacks a number
 * that every measurement has, or counts epochs or iterations otherwise than from 1.
 */
export function parseHistoryTable(text: string, before = 0): Measurement[] {
  // The line of the first measurement is the second, behind the names.
  const lines = linesOf(text, before === 0 ? 0 : before + 1);
  if (before === 0) checkHeading(lines.next().value ?? "");
  return Array.from(lines, (row, index) => {
    const count = before + index + 1;
    const cells = row.split(",");
    const table = tables.find(({ length }) => length === cells.length);
    if (table === undefined) {
      const expected = tables.map(({ length }) => length).join(" or ");
      throw new FormatError(
        `Expected ${expected} cells in line ${count + 1} but found ${cells.length}`,
      );
    }
    const texts = new Map(table.map(({ name }, i) => [name, cells[i]]));
    return inLine(count + 1, () => {
      checkCount(count);
      return parseMeasurement((name) => parseCell(texts.get(name) ?? ""));
    });
  });
}

function checkHeading(heading: string): void {
  const headings = tables.map((table) => table.map(({ name }) => name).join(","));
  if (headings.includes(heading)) return;
  const [expected] = headings;
  throw new FormatError(`Expected the columns ${expected} in line 1 but found ${quote(heading)}`);
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
 * @throws {FormatError} If a column is unknown or of another length than the first, one is missing that
 * every measurement has, or epochs or iterations are counted otherwise than from 1.
 */
export function historyOf(numbers: ReadonlyMap<string, Float64Array>): Measurement[] {
  const [length = 0] = Array.from(numbers.values(), ({ length }) => length);
  for (const [name, column] of numbers) {
    if (!columnNames.has(name)) {
      throw new FormatError(`Expected the columns of a history but found ${quote(name)}`);
    }
    if (column.length === length) continue;
    throw new FormatError(`Expected ${length} numbers "${name}" but found ${column.length}`);
  }
  return Array.from({ length }, (_, i) => parseMeasurement((name) => numbers.get(name)?.[i]));
}

function checkLength({ length }: readonly Measurement[]): void {
  if (length <= MOST_MEASUREMENTS) return;
  throw new RangeError(`Expected at most ${MOST_MEASUREMENTS} measurements but found more`);
}

function checkCount(count: number): void {
  if (count <= MOST_MEASUREMENTS) return;
  throw new FormatError(`Expected at most ${MOST_MEASUREMENTS} measurements but found more`);
}

/** The number in a cell; undefined in an empty one, the text itself where it is none. */
function parseCell(cell: string): number | string | undefined {
  if (cell === "") return undefined;
  if (cell === "NaN") return NaN;
  return /^-?(Infinity|\d+(\.\d+)?(e[+-]\d+)?)$/.test(cell) ? Number(cell) : cell;
}

/** The numbers of a measurement by name; undefined where it has none. */
type Numbers = (name: string) => unknown;

function parseMeasurement(numbers: Numbers): Measurement {
  const training = parsePerformance(numbers, "training");
  if (training === undefined) throw missing("training_loss");
  const validation = parsePerformance(numbers, "validation");
  const test = parsePerformance(numbers, "test");
  return {
    epoch: positiveIntegerOf(numbers, "epoch"),
    iteration: positiveIntegerOf(numbers, "iteration"),
    learningRate: numberOf(numbers, "learning_rate"),
    training,
    ...(validation && { validation }),
    ...(test && { test }),
    penalty: numberOf(numbers, "penalty"),
  };
}

function parsePerformance(
  numbers: Numbers,
  data: string,
): Performance | undefined {
  const names = ["loss", "error_rate", "r_squared"].map((name) => `${data}_${name}`);
  if (names.every((name) => numbers(name) === undefined)) return undefined;
  const [lossName, errorName, rSquaredName] = names;
  const loss = numberOf(numbers, lossName);
  if (numbers(rSquaredName) === undefined) return { loss, errorRate: numberOf(numbers, errorName) };
  return { loss, errorRate: NaN, rSquared: numberOf(numbers, rSquaredName) };
}

function positiveIntegerOf(numbers: Numbers, name: string): number {
  return checkPositiveInteger(name, numberOf(numbers, name));
}

function numberOf(numbers: Numbers, name: string): number {
  const value = numbers(name);
  if (typeof value === "number") return value;
  if (value === null) return NaN;
  throw missing(name);
}

function missing(name: string): FormatError {
  return new FormatError(`Expected a number "${name}" but found none`);
}
