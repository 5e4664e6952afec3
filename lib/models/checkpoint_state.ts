import { FormatError } from "../formats/format_error.ts";
import { isRecord, parseJson } from "../formats/json.ts";
import { quote } from "../formats/quote.ts";
import type { Tensor } from "../formats/safetensors.ts";
import { historyColumns, historyOf } from "../training/history.ts";
import type { TrainingState } from "../training/training_state.ts";

/** What grows with the length of a training: a tensor for each column of the history, and this. */
const WATCHED = "watched";
const HISTORY_PREFIX = "history.";

/** The rest is an object of numbers, of objects and of lists of them. */
const STATE_DEPTH = 2;

/** The state of a training as a file keeps it. */
export interface EncodedState {
  /** What has always the same size, as JSON. */
  readonly text: string;
  /** The rest, by name. */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** Takes a state apart so that its text stays small. */
export function encodeState({ history, watched, ...rest }: TrainingState): EncodedState {
  const tensors = new Map([[WATCHED, tensorOf(Float64Array.from(watched))]]);
  for (const [name, column] of historyColumns(history)) {
    tensors.set(HISTORY_PREFIX + name, tensorOf(column));
  }
  return { text: JSON.stringify(rest, toJson), tensors };
}

/**
 * The state that {@linkcode encodeState} took apart.
 *
 * @throws {FormatError} If something is missing, or not of its type; whether a training can be in it
 * is another question.
 */
export function parseState({ text, tensors }: EncodedState): TrainingState {
  const values = parseJson(text, STATE_DEPTH);
  if (!isRecord(values)) throw new FormatError("Expected a state in JSON but found something else");
  const sums = recordOf(values, "sums");
  const ofNumbers = sums.spread === undefined ? {} : {
    residual: numberOf(sums, "residual"),
    spread: numberOf(sums, "spread"),
  };
  const columns = new Map<string, Float64Array>();
  for (const [name, tensor] of tensors) {
    if (name !== WATCHED) columns.set(name.slice(HISTORY_PREFIX.length), numbersOf(name, tensor));
  }
  return {
    epoch: numberOf(values, "epoch"),
    iteration: numberOf(values, "iteration"),
    learningRate: numberOf(values, "learningRate"),
    steps: numberOf(values, "steps"),
    schedule: numbersIn(recordOf(values, "schedule")),
    shuffleRandom: randomOf(values, "shuffleRandom"),
    augmentationRandom: randomOf(values, "augmentationRandom"),
    dropoutRandom: randomOf(values, "dropoutRandom"),
    watched: Array.from(numbersOf(WATCHED, tensors.get(WATCHED))),
    sums: {
      samples: numberOf(sums, "samples"),
      loss: numberOf(sums, "loss"),
      wrong: numberOf(sums, "wrong"),
      ...ofNumbers,
    },
    history: historyOf(columns),
  };
}

/** Whether a tensor belongs to a state rather than to the matrices of the training. */
export function isOfState(name: string): boolean {
  return name === WATCHED || name.startsWith(HISTORY_PREFIX);
}

/** JSON has no infinite numbers and no NaN: they become their names. */
const namedNumbers = new Map<unknown, number>(
  [Infinity, -Infinity, NaN].map((number) => [String(number), number]),
);

function toJson(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

type Values = Readonly<Record<string, unknown>>;

function numberOf(values: Values, name: string): number {
  const value = namedNumbers.get(values[name]) ?? values[name];
  if (typeof value === "number") return value;
  throw new FormatError(`Expected a number "${name}" in the state but found none`);
}

function recordOf(values: Values, name: string): Values {
  const value = values[name];
  if (isRecord(value)) return value;
  throw new FormatError(`Expected an object "${name}" in the state but found none`);
}

function numbersIn(values: Values): Record<string, number> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, numberOf(values, name)]));
}

function randomOf(values: Values, name: string): TrainingState["shuffleRandom"] {
  const words: unknown = values[name];
  if (Array.isArray(words) && words.length === 4 && words.every(isNumber)) {
    const [first, second, third, fourth] = words;
    return [first, second, third, fourth];
  }
  throw new FormatError(`Expected four numbers "${name}" in the state but found others`);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function tensorOf(data: Float64Array): Tensor {
  return { shape: [data.length], data };
}

function numbersOf(name: string, tensor: Tensor | undefined): Float64Array {
  if (tensor?.data instanceof Float64Array && tensor.shape.length === 1) return tensor.data;
  throw new FormatError(`Expected a list of numbers as tensor ${quote(name)} but found none`);
}
