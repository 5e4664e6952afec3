import { FormatError } from "../../lib/formats/format_error.ts";
import { isRecord } from "../../lib/formats/json.ts";

/** A training of a configuration: what its history does not tell. */
export interface Run {
  /** The name of the file in `mnist-configs/`, without its ending. */
  readonly config: string;
  readonly seed: number;
  /**
   * Share of the test images that the trained network gets wrong, from 0 to 1; absent as long as the
   * training is not finished.
   */
  readonly errorRate?: number;
  /** How long it took, with reading the data and testing. */
  readonly seconds: number;
  /** What it was trained on. */
  readonly machine: string;
  /** The day, as `2026-11-21`. */
  readonly date: string;
}

/** Runs as JSON lines: one object per run. */
export function formatRuns(runs: readonly Run[]): string {
  return runs.map((run) => `${JSON.stringify(run)}\n`).join("");
}

/**
 * Reads what {@linkcode formatRuns} writes.
 *
 * @throws {FormatError} If a line is no run.
 */
export function parseRuns(text: string): Run[] {
  return text.split("\n").flatMap((line, index) => line === "" ? [] : [parseRun(line, index + 1)]);
}

/** The runs with one more, in place of an earlier one with the same configuration and seed. */
export function withRun(runs: readonly Run[], added: Run): Run[] {
  const others = runs.filter(({ config, seed }) => config !== added.config || seed !== added.seed);
  return [...others, added].sort((a, b) =>
    a.config === b.config ? a.seed - b.seed : a.config < b.config ? -1 : 1
  );
}

/** The error rates of the runs that are finished. */
export function errorRatesOf(runs: readonly Run[]): number[] {
  return runs.flatMap(({ errorRate }) => errorRate ?? []);
}

/** The mean time of runs, in seconds. */
export function meanSeconds(runs: readonly Run[]): number {
  return runs.reduce((sum, { seconds }) => sum + seconds, 0) / runs.length;
}

/** Where the history of a run is kept: out of the way of trainings by hand. */
export function historyPath({ config, seed }: Pick<Run, "config" | "seed">): string {
  return `results/recorded/${config}${seed === 1 ? "" : `-seed-${seed}`}.jsonl`;
}

function parseRun(line: string, number: number): Run {
  const value = parseJson(line);
  if (!isRun(value)) throw new FormatError(`Expected a run in line ${number} but found ${line}`);
  return value;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRun(value: unknown): value is Run {
  return isRecord(value) && typeof value.config === "string" && typeof value.seed === "number" &&
    ["number", "undefined"].includes(typeof value.errorRate) &&
    typeof value.seconds === "number" && typeof value.machine === "string" &&
    typeof value.date === "string";
}
