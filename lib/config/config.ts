import { FormatError } from "../formats/format_error.ts";
import { quote } from "../formats/quote.ts";
import { checkTogether } from "./combinations.ts";
import type { ConfigValues } from "./config_values.ts";
import type { Key } from "./key.ts";
import { allKeys, keyProperties, keys } from "./keys.ts";
import { nearest } from "./nearest.ts";
import { layerNotationWith } from "./layer_notation.ts";
import { lossNotationWith } from "./loss_notation.ts";
import { NotationError } from "./notation/tokens.ts";
import { optimizerNotationWith } from "./optimizer_notation.ts";
import type { OwnParts } from "./own_parts.ts";
import { scheduleNotationWith } from "./schedule_notation.ts";
import {
  ConfigError,
  type ConfigSource,
  type Entry,
  errorIn,
  OptionError,
  type Override,
  parseEntries,
  trimmed,
} from "./source.ts";

/** What a configuration file says, and where it says it. */
export interface Config extends ConfigValues {
  /** Where each value stands, for messages. */
  readonly source: ConfigSource;
}

/**
 * Reads a configuration file: `key = value // comment` in any order, as the FAU course sheet has it,
 * with the keys of {@linkcode keys}.
 *
 * @param name The name of the file, for messages.
 * @param overrides What holds in place of what the file says, or beside it; checked as if it stood there,
 * which an entry does.
 * @param own Layers, losses, optimizers and schedules of your own that it may name.
 * @throws {ConfigError} If a line is malformed, a key is unknown, comes twice or is missing, a value
 * is not of the key's kind, or two keys do not go together. An override is malformed if no line of a
 * file could say it.
 */
export function parseConfig(
  text: string,
  name: string,
  overrides: readonly (Override | Entry)[] = [],
  own?: OwnParts,
): Config {
  const entries = new Map<string, Entry | Override>(parseEntries(text, name));
  for (const override of overrides) {
    entries.set(override.key, override.line === undefined ? trimmed(override) : override);
  }
  const source = { name, entries };
  checkKnown(source);
  checkNoneMissing(source);

  const values: Draft = {};
  const table = own === undefined ? keys : keysWith(own);
  for (const property of keyProperties) fill(values, property, source, table);
  if (!isComplete(values)) {
    throw new TypeError("Expected a value for every key but found some without");
  }
  const { device } = values;
  const precision = device === "webgpu" && !entries.has("precision") ? "f32" : values.precision;
  const config = { ...values, precision, source };
  checkTogether(config, source);
  return config;
}

/** A {@linkcode ConfigValues} on the way: what has not been read yet is absent. */
type Draft = { -readonly [P in keyof ConfigValues]?: ConfigValues[P] };

/** A table of keys, in the type that relates each key to its property of {@linkcode Config}. */
type KeyTable = { readonly [P in keyof ConfigValues]: Key<ConfigValues[P]> };

/** The keys, with values that parts of a user's own are named in as well. */
function keysWith({ layers, losses, optimizers, schedules }: OwnParts): KeyTable {
  return {
    ...keys,
    layers: { ...keys.layers, kind: layerNotationWith(layers) },
    loss: { ...keys.loss, kind: lossNotationWith(losses) },
    optimizerRecipe: { ...keys.optimizerRecipe, kind: optimizerNotationWith(optimizers) },
    scheduleRecipe: { ...keys.scheduleRecipe, kind: scheduleNotationWith(schedules) },
  };
}

function fill<P extends keyof ConfigValues>(
  values: Draft,
  property: P,
  source: ConfigSource,
  table: KeyTable,
): void {
  const key: Key<ConfigValues[P]> = table[property];
  const entry = source.entries.get(key.name);
  if (entry !== undefined) values[property] = parseValue(key, entry, source);
  else if (!key.required) values[property] = key.fallback;
}

function isComplete(values: Draft): values is ConfigValues {
  return keyProperties.every((property) => property in values);
}

function checkKnown({ name, entries }: ConfigSource): void {
  const names = allKeys.map((key) => key.name);
  for (const { key, line } of entries.values()) {
    if (names.includes(key)) continue;
    const suggestion = nearest(key, names);
    const hint = suggestion === undefined ? "" : `; did you mean "${suggestion}"?`;
    const problem = `Expected a known key but found ${quote(key)}${hint}`;
    throw line === undefined
      ? new OptionError(key, problem)
      : new ConfigError(name, problem, { line });
  }
}

function checkNoneMissing({ name, entries }: ConfigSource): void {
  const missing: string[] = [];
  for (const key of allKeys) {
    if (entries.has(key.name)) continue;
    if (key.required) missing.push(`"${key.name}"`);
    else if (key.alternative !== undefined && !entries.has(key.alternative)) {
      missing.push(`"${key.name}" (or "${key.alternative}")`);
    }
  }
  if (missing.length === 0) return;
  const names = missing.join(", ");
  throw new ConfigError(name, `Expected the required keys but found no line with ${names}`);
}

function parseValue<T>(key: Key<T>, { value }: Entry | Override, source: ConfigSource): T {
  try {
    return key.kind.parse(value);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const offset = error instanceof NotationError ? error.offset : undefined;
    throw errorIn(source, key.name, error.message, offset);
  }
}
