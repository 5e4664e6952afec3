import { encodeSafetensors } from "../formats/encode_safetensors.ts";
import { FormatError, locateError } from "../formats/format_error.ts";
import { isRecord, parseJson } from "../formats/json.ts";
import { parseSafetensors, parseSafetensorsHeader } from "../formats/parse_safetensors.ts";
import { quote } from "../formats/quote.ts";
import { sizeOfTensor } from "../formats/safetensors.ts";
import { committeeMismatch } from "./committee.ts";
import { COMMITTEE_MARK, encodeMetadata } from "./metadata.ts";
import type { Model, OwnModelParts } from "./model.ts";
import { checkElements, modelFileLength, modelOf } from "./model_file.ts";

/** The version of what is written here. */
const VERSION = "1";

/** The members are a list of objects of texts. */
const MEMBERS_DEPTH = 2;

/**
 * Writes several models as one safetensors file. Tensor `2.weight` of the first model is `0.2.weight`;
 * the metadata have, beside a mark, `members`: a JSON list of the metadata of each model's own file.
 *
 * @throws {RangeError} If there are fewer than two models, or they do not agree on images and classes.
 */
export function encodeCommittee(models: readonly Model[]): Uint8Array<ArrayBuffer> {
  if (models.length < 2) {
    throw new RangeError(`Expected 2 or more models but found ${models.length}`);
  }
  const problem = disagreement(models);
  if (problem !== undefined) throw new RangeError(problem);
  const members = models.map((model) => Object.fromEntries(encodeMetadata(model)));
  const tensors = models.flatMap((model, m) =>
    Array.from(model.tensors, ([name, tensor]) => [`${m}.${name}`, tensor] as const)
  );
  return encodeSafetensors({
    tensors: new Map(tensors),
    metadata: new Map([[COMMITTEE_MARK, VERSION], ["members", JSON.stringify(members)]]),
  });
}

/**
 * Reads what {@linkcode encodeCommittee} or `encodeModel` writes: the models of a committee, or the only
 * one.
 *
 * @param bytes The file. The models share its memory.
 * @param own Layers and losses of your own that it may name.
 * @throws {FormatError} If it is neither, or a model's layers, tensors and class names do not fit
 * together, or the models do not agree.
 */
export function parseModels(bytes: Uint8Array, own?: OwnModelParts): readonly Model[] {
  const file = parseSafetensors(bytes);
  const version = file.metadata.get(COMMITTEE_MARK);
  if (version === undefined) return [modelOf(file, own)];
  if (version !== VERSION) {
    throw new FormatError(
      `Expected "${COMMITTEE_MARK}" ${VERSION} in the metadata but found ${quote(version)}`,
    );
  }
  const texts = parseMembers(file.metadata.get("members") ?? "");
  const tensors = divide(file.tensors, texts.length);
  const models = texts.map((metadata, m) =>
    inMember(m, () => modelOf({ metadata, tensors: tensors[m] }, own))
  );
  const problem = disagreement(models);
  if (problem !== undefined) throw new FormatError(problem);
  return models;
}

/**
 * The length that a file of one or several models must have, from its beginning, as `modelFileLength`
 * tells that of one.
 *
 * @param start The file, or its beginning with the whole header.
 * @throws {FormatError} As {@linkcode parseModels}, as far as the header tells.
 */
export function modelsFileLength(start: Uint8Array): number {
  const { entries, metadata, length } = parseSafetensorsHeader(start);
  if (!metadata.has(COMMITTEE_MARK)) return modelFileLength(start);
  const texts = parseMembers(metadata.get("members") ?? "");
  const sizes = new Map(entries.map(({ name, shape }) => [name, sizeOfTensor(shape)]));
  divide(sizes, texts.length).forEach((own, m) => {
    const elements = [...own.values()].reduce((sum, size) => sum + size, 0);
    inMember(m, () => checkElements(texts[m], elements));
  });
  return length;
}

function inMember<T>(m: number, read: () => T): T {
  return locateError((message) => `member ${m + 1}: ${message}`, read);
}

function disagreement([first, ...others]: readonly Model[]): string | undefined {
  for (const [i, other] of others.entries()) {
    const problem = committeeMismatch(first, other);
    if (problem !== undefined) return `member ${i + 2}: ${problem}`;
  }
  return undefined;
}

function parseMembers(json: string): Map<string, string>[] {
  const list = parseJson(json, MEMBERS_DEPTH);
  if (!Array.isArray(list) || list.length === 0 || !list.every(isRecord)) {
    throw new FormatError(
      `Expected "members" in the metadata to be a list of objects, in JSON, but found ${
        quote(json)
      }`,
    );
  }
  return list.map((member) =>
    new Map(Object.entries(member).map(([name, text]) => [name, String(text)]))
  );
}

/** The tensors of each member, or what is known of them, by the names in its own file. */
function divide<T>(tensors: ReadonlyMap<string, T>, count: number): Map<string, T>[] {
  const shares = Array.from({ length: count }, () => new Map<string, T>());
  for (const [name, tensor] of tensors) {
    const [, member, own] = /^(0|[1-9]\d{0,8})\.(.*)$/s.exec(name) ?? [];
    const share = shares[Number(member)];
    if (share === undefined) {
      throw new FormatError(
        `Expected tensors of members 0 to ${count - 1} but found ${quote(name)}`,
      );
    }
    share.set(own, tensor);
  }
  return shares;
}
