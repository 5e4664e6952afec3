import { encodeSafetensors } from "../formats/encode_safetensors.ts";
import { FormatError } from "../formats/format_error.ts";
import { parseSafetensors } from "../formats/parse_safetensors.ts";
import { quote } from "../formats/quote.ts";
import { isFloating, type Tensor } from "../formats/safetensors.ts";
import type { Elements } from "../matrix.ts";
import { sha256 } from "../formats/bytes.ts";
import type { Training } from "../training/training.ts";
import type { TrainingState } from "../training/training_state.ts";

const FORMAT = "mnist checkpoint 1";

/**
 * Writes what a training goes on from after an epoch, as a safetensors file: its matrices, numbered
 * in their order, its state as JSON, and a SHA-256 digest of both.
 *
 * @param recipe What the training was made from, as a text that is the same for every training that
 * may go on from this file, and for no other.
 */
export async function encodeCheckpoint(
  training: Training,
  recipe: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const tensors = new Map(training.matrices.map(({ rows, columns, data }, i) => {
    return [String(i), { shape: [rows, columns], data: data.slice() }];
  }));
  const state = JSON.stringify(training.state, toJson);
  const digest = await digestOf(recipe, state, tensors);
  const metadata = new Map(Object.entries({ format: FORMAT, recipe, state, digest }));
  return encodeSafetensors({ tensors, metadata });
}

/**
 * Lets a training go on from a checkpoint: as if it had never stopped, on the same device.
 *
 * @param bytes What {@linkcode encodeCheckpoint} wrote.
 * @param training A new training, which is left as it is if the checkpoint is refused.
 * @param recipe What it was made from.
 * @throws {FormatError} If it is no checkpoint, a damaged one, one of another recipe, or
 * one of more epochs than the training is to have.
 */
export async function restoreCheckpoint(
  bytes: Uint8Array,
  training: Training,
  recipe: string,
): Promise<void> {
  const { tensors, metadata } = parseSafetensors(bytes);
  const text = (key: string) => metadata.get(key) ?? "";
  if (text("format") !== FORMAT) {
    throw new FormatError(
      `Expected a checkpoint, "${FORMAT}", but found ${quote(text("format") || "another file")}`,
    );
  }
  if (await digestOf(text("recipe"), text("state"), tensors) !== text("digest")) {
    throw new FormatError("Expected a checkpoint as it was written but found it damaged");
  }
  if (text("recipe") !== recipe) {
    throw new FormatError(
      "Expected a checkpoint of this training but found one of another: " +
        difference(text("recipe"), recipe),
    );
  }
  const state: TrainingState = JSON.parse(text("state"), fromJson);
  if (state.epoch > training.lastEpoch) {
    throw new FormatError(
      `Expected a checkpoint of at most ${training.lastEpoch} epochs, the length of this training, ` +
        `but found one of ${state.epoch}`,
    );
  }
  const found = training.matrices.map(({ data }, i) => elementsOf(tensors, i, data.length));
  training.matrices.forEach(({ data }, i) => data.set(found[i]));
  training.state = state;
}

/** JSON has no infinite numbers and no NaN: they become their names. */
const namedNumbers = new Map(
  [Infinity, -Infinity, NaN].map((number) => [String(number), number]),
);

function toJson(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function fromJson(_key: string, value: unknown): unknown {
  return typeof value === "string" ? namedNumbers.get(value) ?? value : value;
}

function elementsOf(
  tensors: ReadonlyMap<string, Tensor>,
  index: number,
  length: number,
): Elements {
  const data = tensors.get(String(index))?.data;
  if (data !== undefined && isFloating(data) && data.length === length) return data;
  throw new FormatError(`Expected ${length} numbers as tensor ${index} but found others`);
}

/** How two recipes differ: of each, the first line that the other one lacks. */
function difference(found: string, expected: string): string {
  const [surplus, missing] = [lineOnlyIn(found, expected), lineOnlyIn(expected, found)];
  if (surplus === undefined && missing === undefined) return "the same lines in another order";
  if (surplus === undefined) return `one without ${missing}`;
  if (missing === undefined) return `one with ${surplus}`;
  return `${surplus} in place of ${missing}`;
}

function lineOnlyIn(recipe: string, other: string): string | undefined {
  const others = other.split("\n");
  const line = recipe.split("\n").find((line) => !others.includes(line));
  return line === undefined ? undefined : quote(line);
}

function digestOf(
  recipe: string,
  state: string,
  tensors: ReadonlyMap<string, Tensor>,
): Promise<string> {
  const shapes = Array.from(tensors, ([name, { shape }]) => [name, shape]);
  return sha256(
    new TextEncoder().encode(JSON.stringify([recipe, state, shapes])),
    ...Array.from(tensors.values(), ({ data }) => {
      return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    }),
  );
}
