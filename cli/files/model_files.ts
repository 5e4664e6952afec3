import { FILE_KIND_LENGTH, fileKind } from "../../lib/formats/file_kind.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import {
  parseHeaderLength,
  SAFETENSORS_START_LENGTH,
} from "../../lib/formats/parse_safetensors.ts";
import { committeeMismatch } from "../../lib/models/committee.ts";
import { modelsFileLength, parseModels } from "../../lib/models/committee_file.ts";
import type { Model, ModelDescription } from "../../lib/models/model.ts";
import { encodeModel, modelFileLength, parseModel } from "../../lib/models/model_file.ts";
import type { Network } from "../../lib/network.ts";
import type { ByteReader } from "./byte_reader.ts";
import { isFile } from "./folder.ts";
import { peekFile, readAtMost, readFile } from "./read_file.ts";
import { type OutputFile, writeFileAtomically, writeFilesAtomically } from "./write_file.ts";

const CONTENT = "a model file";
const BRACE = 0x7b;

/**
 * Reads a model that {@linkcode writeModel} wrote.
 *
 * @throws {Error} If it cannot be read, or is no model file of this program from the first byte to the
 * last; the message names it.
 */
export function readModel(path: string): Promise<Model> {
  return readFile(path, CONTENT, async (file) => {
    const headerLength = await headerLengthOf(file);
    const length = modelFileLength(await file.peek(SAFETENSORS_START_LENGTH + headerLength));
    return parseModel(await readAtMost(file, length, CONTENT));
  });
}

/** @throws {FormatError} If the file does not begin as models do; the message says what it is, if that is known. */
async function headerLengthOf(file: ByteReader): Promise<number> {
  try {
    return parseHeaderLength(await file.peek(SAFETENSORS_START_LENGTH));
  } catch (error) {
    const start = await file.peek(FILE_KIND_LENGTH);
    // Behind the length is a brace; what has one is damaged rather than of another kind.
    const kind = start[SAFETENSORS_START_LENGTH - 1] === BRACE ? undefined : fileKind(start);
    if (!(error instanceof FormatError) || kind === undefined) throw error;
    throw new FormatError(`Expected ${CONTENT} but found ${kind.name}`, { cause: error });
  }
}

/** A model, and where it is from. */
export interface NamedModel {
  readonly model: Model;
  /** The file that it was read from. */
  readonly path: string;
  /** The same, with its number in a file of several: `five.safetensors, member 2`. */
  readonly name: string;
}

/**
 * Reads models that are to decide together, from files of one or several.
 *
 * @throws {Error} If a file cannot be read, or is neither; or if the models do not agree on the size of
 * images, or on features, and on classes; or if there are several and one predicts numbers. The message
 * names the file.
 */
export async function readModels(paths: readonly string[]): Promise<NamedModel[]> {
  const files = await Promise.all(paths.map(async (path) => {
    const models = await readFile(path, CONTENT, async (file) => {
      const headerLength = await headerLengthOf(file);
      const length = modelsFileLength(await file.peek(SAFETENSORS_START_LENGTH + headerLength));
      return parseModels(await readAtMost(file, length, CONTENT));
    });
    return models.map((model, i) => {
      return { model, path, name: models.length === 1 ? path : `${path}, member ${i + 1}` };
    });
  }));
  const all = files.flat();
  checkAgreement(all);
  return all;
}

/**
 * Checks that models can decide together.
 *
 * @throws {Error} If one has images of another size than the first, or other features or classes; or if
 * there are several and one predicts numbers, which are not averaged. The message names it.
 */
export function checkAgreement(models: readonly Pick<NamedModel, "model" | "name">[]): void {
  if (models.length < 2) return;
  for (const { name, model } of models) {
    const problem = committeeMismatch(models[0].model, model);
    if (problem !== undefined) throw new Error(`${name}: ${problem}`);
  }
}

/**
 * Checks that models take images.
 *
 * @throws {Error} If one takes samples of numbers; the message names it.
 */
export function requireImages(models: readonly Pick<NamedModel, "model" | "name">[]): void {
  const other = models.find(({ model }) => model.featureNames !== undefined);
  if (other === undefined) return;
  throw new Error(`${other.name}: Expected a model of images but found one of samples of numbers`);
}

/**
 * Divides the words of a command line that begin with one or more models: the first is one, and so are
 * those after it as long as they begin as such files do.
 */
export async function divideWords(
  words: readonly string[],
): Promise<{ readonly models: readonly string[]; readonly others: readonly string[] }> {
  let count = 1;
  while (count < words.length && await isOrWasToBeModel(words[count])) count++;
  return { models: words.slice(0, count), others: words.slice(count) };
}

/** What is not there is known by its name, so that the message about it says what was looked for. */
async function isOrWasToBeModel(word: string): Promise<boolean> {
  return await isSafetensors(word) || (/\.safetensors$/i.test(word) && !await isFile(word));
}

/** Whether a file begins as those of models and committees do. */
export async function isSafetensors(path: string): Promise<boolean> {
  const start = await peekFile(path);
  if (start === undefined) return false;
  try {
    parseHeaderLength(start);
    return true;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/**
 * Writes a network with all that its use takes as a safetensors file.
 *
 * @param log A file that belongs to the model: both are replaced, or none. In the second case the model
 * is kept under another name, so that no training is lost.
 * @throws {Error} If a file cannot be written; the message names it, and where else the model is.
 */
export async function writeModel(
  path: string,
  network: Network,
  description: ModelDescription,
  log?: OutputFile,
): Promise<void> {
  const content = encodeModel(network, description);
  try {
    await writeFilesAtomically([{ path, content }, ...(log === undefined ? [] : [log])]);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof Deno.errors.BrokenPipe) throw error;
    const rescued = `${path}.rescued`;
    await writeFileAtomically(rescued, content);
    throw new Error(`${error.message}; the model is in ${rescued}`, { cause: error });
  }
}
