import { bytesOf, sha256 } from "../formats/bytes.ts";
import { encodeSafetensors } from "../formats/encode_safetensors.ts";
import { FormatError } from "../formats/format_error.ts";
import { parseSafetensors, parseSafetensorsHeader } from "../formats/parse_safetensors.ts";
import { quote } from "../formats/quote.ts";
import { isFloating, sizeOfTensor, type Tensor } from "../formats/safetensors.ts";
import { type Elements, Matrix } from "../matrix.ts";
import type { Training } from "../training/training.ts";
import { encodeState, isOfState, parseState } from "./checkpoint_state.ts";

const FORMAT = "mnist checkpoint 2";

/** For each mini-batch, at most: ten of a measurement, and one that early stopping watches. */
const MOST_STATE_NUMBERS = 11;

/** What a training goes on from after an epoch: one that is at hand, or a copy, which is on no device. */
export type TrainingSnapshot =
  & Pick<Training, "matrices" | "state">
  & Partial<Pick<Training, "device">>;

/**
 * A copy of what a training goes on from, which stays as it is when the training does so.
 *
 * @param outdated An earlier one of the same training, whose memory the new one takes over.
 */
export async function snapshotOf(
  { matrices, state, device }: TrainingSnapshot,
  outdated?: TrainingSnapshot,
): Promise<TrainingSnapshot> {
  await device?.settle(...matrices);
  if (outdated === undefined) {
    const copyOf = ({ rows, columns, data }: Matrix) => new Matrix(rows, columns, data.slice());
    return { matrices: matrices.map(copyOf), state };
  }
  outdated.matrices.forEach(({ data }, i) => data.set(matrices[i].data));
  return { matrices: outdated.matrices, state };
}

/**
 * Writes what a training goes on from after an epoch, as a safetensors file: its matrices, numbered
 * in their order, its state as {@linkcode encodeState} takes it apart, and a SHA-256 digest of it all.
 *
 * @param recipe What the training was made from, as a text that is the same for every training that
 * may go on from this file, and for no other.
 */
export async function encodeCheckpoint(
  training: TrainingSnapshot,
  recipe: string,
): Promise<Uint8Array<ArrayBuffer>> {
  await training.device?.settle(...training.matrices);
  const { text: state, tensors: stateTensors } = encodeState(training.state);
  const matrices = training.matrices.map(({ rows, columns, data }, i): [string, Tensor] => {
    return [String(i), { shape: [rows, columns], data: data.slice() }];
  });
  const tensors = new Map([...matrices, ...stateTensors]);
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
 * @throws {FormatError} If it is no checkpoint, a damaged one, one of another recipe, one of more
 * epochs than the training is to have, or holds what the training cannot go on from.
 */
export async function restoreCheckpoint(
  bytes: Uint8Array,
  training: Training,
  recipe: string,
): Promise<void> {
  checkpointFileLength(bytes, training, recipe);
  const { tensors, metadata } = parseSafetensors(bytes);
  const text = (key: string) => metadata.get(key) ?? "";
  if (await digestOf(text("recipe"), text("state"), tensors) !== text("digest")) {
    throw new FormatError("Expected a checkpoint as it was written but found it damaged");
  }
  const isMatrix = ([name]: readonly [string, Tensor]) => !isOfState(name);
  const matrices = new Map([...tensors].filter(isMatrix));
  const stateTensors = new Map([...tensors].filter((tensor) => !isMatrix(tensor)));
  const state = parseState({ text: text("state"), tensors: stateTensors });
  if (state.epoch > training.lastEpoch) {
    throw new FormatError(
      `Expected a checkpoint of at most ${training.lastEpoch} epochs, the length of this training, ` +
        `but found one of ${state.epoch}`,
    );
  }
  const found = training.matrices.map((matrix, i) => elementsOf(matrices, i, matrix));
  if (matrices.size > found.length) {
    throw new FormatError(`Expected ${found.length} matrices but found ${matrices.size}`);
  }
  try {
    training.state = state;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new FormatError(error.message, { cause: error });
  }
  training.matrices.forEach(({ data }, i) => data.set(found[i]));
  training.device.changed(...training.matrices);
}

/**
 * The length that a checkpoint must have, from its beginning: so nothing has to be read of a file that
 * is of another training, or says more than there is to say of this one.
 *
 * @param start The file, or its beginning with the whole header.
 * @throws {FormatError} As {@linkcode restoreCheckpoint}, as far as the header tells.
 */
export function checkpointFileLength(
  start: Uint8Array,
  { matrices, lastEpoch, batchesPerEpoch }: Training,
  recipe: string,
): number {
  const { entries, metadata, length } = parseSafetensorsHeader(start);
  const format = metadata.get("format") ?? "another file";
  if (format !== FORMAT) {
    throw new FormatError(`Expected a checkpoint, "${FORMAT}", but found ${quote(format)}`);
  }
  const found = metadata.get("recipe") ?? "";
  if (found !== recipe) {
    throw new FormatError(
      "Expected a checkpoint of this training but found one of another: " +
        difference(found, recipe),
    );
  }
  const learned = matrices.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  const most = learned + MOST_STATE_NUMBERS * lastEpoch * batchesPerEpoch;
  const elements = entries.reduce((sum, { shape }) => sum + sizeOfTensor(shape), 0);
  if (elements <= most) return length;
  throw new FormatError(
    `Expected at most ${most} numbers, all that this training can have, but found ${elements}`,
  );
}

function elementsOf(
  tensors: ReadonlyMap<string, Tensor>,
  index: number,
  { rows, columns, data }: Matrix,
): Elements {
  const tensor = tensors.get(String(index));
  const isSame = tensor !== undefined && tensor.shape.length === 2 &&
    tensor.shape[0] === rows && tensor.shape[1] === columns;
  if (isSame && isFloating(tensor.data) && tensor.data.constructor === data.constructor) {
    return tensor.data;
  }
  throw new FormatError(
    `Expected a matrix of ${rows} x ${columns} as tensor ${index} but found none`,
  );
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
  // By name: in a file, larger elements come first.
  const ordered = [...tensors].sort(([a], [b]) => a < b ? -1 : 1);
  const shapes = ordered.map(([name, { shape }]) => [name, shape]);
  return sha256(
    new TextEncoder().encode(JSON.stringify([recipe, state, shapes])),
    ...ordered.map(([, { data }]) => bytesOf(data)),
  );
}
