import { checkAsMany } from "../ranges.ts";
import { formatBatches, parseBatches } from "./batched_lines.ts";
import { parseDecimal } from "./decimal_number.ts";
import { formatGeneral } from "./general_number.ts";

/**
 * A log of numbers that were predicted, in the manner of {@linkcode formatPredictionLog}: for each sample a
 * line ` - sample I: Prediction=P. Target=T`, with commas between several numbers of one. Numbers have 6
 * significant digits.
 *
 * @param batchSize Samples per batch, 1 or more.
 * @param predictions `samples × columns`, one sample after the other.
 * @param targets What they should be, likewise.
 * @param columns Numbers that are predicted of each sample.
 * @throws {RangeError} If the batch size is not an integer of 1 or more, or the lengths differ.
 *
 * @example
 * ```ts
 * import { formatNumberLog } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   formatNumberLog(100, [0.5, 1], [0.25, 2], 2),
 *   "Current batch: 0\n - sample 0: Prediction=0.5,1. Target=0.25,2\n",
 * );
 * ```
 */
export function formatNumberLog(
  batchSize: number,
  predictions: Float64Array | readonly number[],
  targets: Float64Array | readonly number[],
  columns: number,
): string {
  checkAsMany("predictions", predictions, "targets", targets);
  const row = (numbers: Float64Array | readonly number[], sample: number) =>
    Array.from(numbers.slice(sample * columns, (sample + 1) * columns), formatGeneral).join(",");
  return formatBatches(batchSize, targets.length / columns, (sample) => {
    return ` - sample ${sample}: Prediction=${row(predictions, sample)}. ` +
      `Target=${row(targets, sample)}`;
  });
}

/** What a log of predicted numbers says. */
export interface NumberLog {
  /** `samples × columns`, one sample after the other. */
  readonly predictions: Float64Array;
  /** What they should be, likewise. */
  readonly targets: Float64Array;
  /** Numbers that are predicted of each sample. */
  readonly columns: number;
}

/** Whether a prediction log is one of numbers, going by its first line about a sample. */
export function isNumberLog(text: string): boolean {
  return /^[^\r\n]*[\r\n]+ - sample /.test(text);
}

/**
 * Reads a log as {@linkcode formatNumberLog} writes it, with any kind of line break.
 *
 * @example
 * ```ts
 * import { parseNumberLog } from "@handwriting/mnist/formats";
 * import { assertEquals } from "@std/assert";
 *
 * const log = parseNumberLog("Current batch: 0\n - sample 0: Prediction=0.5,1. Target=0.25,2\n");
 * assertEquals(log.targets, Float64Array.of(0.25, 2));
 * assertEquals(log.columns, 2);
 * ```
 *
 * @throws {FormatError} If a line is neither that of a batch nor that of a sample, a sample has another
 * number of predictions or targets than the first has predictions, the batches or the samples are not
 * counted from 0 without a gap, a sample stands before the first batch, or there is none.
 */
export function parseNumberLog(text: string): NumberLog {
  const predictions: number[] = [];
  const targets: number[] = [];
  let columns = 0;
  parseBatches(text, {
    noun: "sample",
    form: (index) =>
      ` - sample ${index}: Prediction=${placeholder(columns)}. Target=${placeholder(columns)}`,
    take: (line, index) => {
      const [, sample, ...lists] = SAMPLE_LINE.exec(line) ?? [];
      if (Number(sample) !== index) return false;
      const [predicted, wanted] = lists.map((list) => list.split(",").map(parseGeneral));
      if (index === 0) columns = predicted.length;
      for (const numbers of [predicted, wanted]) {
        if (numbers.length !== columns || numbers.includes(undefined)) return false;
      }
      predictions.push(...predicted.map(Number));
      targets.push(...wanted.map(Number));
      return true;
    },
  });
  return {
    predictions: Float64Array.from(predictions),
    targets: Float64Array.from(targets),
    columns,
  };
}

const SAMPLE_LINE = /^ - sample (\d+): Prediction=(\S+)\. Target=(\S+)$/;

/** What stands for the numbers of a sample in messages. */
function placeholder(columns: number): string {
  return columns < 2 ? "<number>" : `<${columns} numbers>`;
}

/** What {@linkcode formatGeneral} writes for numbers that are not finite. */
const special: ReadonlyMap<string, number> = new Map([
  ["nan", NaN],
  ["inf", Infinity],
  ["-inf", -Infinity],
]);

function parseGeneral(text: string): number | undefined {
  return special.get(text) ?? parseDecimal(text);
}
