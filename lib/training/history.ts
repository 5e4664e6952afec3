import { FormatError } from "../formats/format_error.ts";
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
 * @throws {FormatError} If a line is no JSON object, or lacks a number that every measurement has.
 */
export function parseHistoryLines(text: string): Measurement[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => {
    try {
      return parseMeasurement(new Map(Object.entries(JSON.parse(line) ?? {})));
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof FormatError)) throw error;
      const problem = error instanceof FormatError ? error.message : "Expected a JSON object";
      throw new FormatError(`${problem} in line ${index + 1}`, { cause: error });
    }
  });
}

function parseMeasurement(values: ReadonlyMap<string, unknown>): Measurement {
  const training = parsePerformance(values, "training");
  if (training === undefined) throw missing("training_loss");
  return {
    epoch: numberOf(values, "epoch"),
    iteration: numberOf(values, "iteration"),
    learningRate: numberOf(values, "learning_rate"),
    training,
    validation: parsePerformance(values, "validation"),
    test: parsePerformance(values, "test"),
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

function numberOf(values: ReadonlyMap<string, unknown>, name: string): number {
  const value = values.get(name);
  if (typeof value === "number") return value;
  if (value === null) return NaN;
  throw missing(name);
}

function missing(name: string): FormatError {
  return new FormatError(`Expected a number "${name}" but found none`);
}
