import type { Key } from "../../lib/config/key.ts";
import { allKeys, keys } from "../../lib/config/keys.ts";
import type { ConfigSource } from "../../lib/config/source.ts";
import { FormatError } from "../../lib/formats/format_error.ts";

/** What a configuration says for its keys. */
type Entries = ConfigSource["entries"];

/** Keys that ask for records, which a run does not have without them. */
const recordKeys: readonly Key<unknown>[] = [keys.histogramsFile, keys.tensorboardFolder];

/**
 * Keys that say where something is written, how often a checkpoint is, or how fast it goes: a result does
 * not depend on them.
 */
export const idleKeys: ReadonlySet<Key<unknown>> = new Set<Key<unknown>>([
  keys.logFile,
  keys.modelFile,
  keys.historyFile,
  ...recordKeys,
  keys.checkpointFile,
  keys.checkpointEvery,
  keys.threads,
]);

/** What a configuration says for a key, or what holds without it; undefined if nothing does. */
export function settingIn(entries: Entries, key: Key<unknown>): string | undefined {
  const entry = entries.get(key.name);
  if (entry !== undefined) return entry.value;
  // What holds for images where nothing is said does not for samples.
  if (key === keys.normalization && entries.has(keys.trainSamples.name)) return "none";
  return key.required || key.alternative !== undefined ? undefined : key.fallbackText;
}

/**
 * The names of the keys for which a run that was done with one configuration is not what another one asks
 * for: those that decide the result, and those of records that it lacks. How a value is written does not
 * matter: the number of its blanks, the form of a number, whether what holds anyway is said.
 *
 * @param done What the run was done with.
 */
export function changedKeys(done: Entries, asked: Entries): string[] {
  const isChanged = (key: Key<unknown>) =>
    recordKeys.includes(key)
      ? asked.has(key.name) && !done.has(key.name)
      : !idleKeys.has(key) && plainSetting(done, key) !== plainSetting(asked, key);
  // Another version of the program may have had more keys.
  const unknown = [...done.keys()].filter((name) => allKeys.every((key) => key.name !== name));
  return [...allKeys.filter(isChanged).map(({ name }) => name), ...unknown];
}

function plainSetting(entries: Entries, key: Key<unknown>): string | undefined {
  const text = settingIn(entries, key);
  if (text === undefined) return undefined;
  const value = valueOf(key, text);
  if (typeof value === "string") return text;
  return typeof value === "number" ? `${value}` : text.replace(/\s+/g, " ").replace(/ ?, ?/g, ",");
}

/** Undefined for a text that is no value of the key, such as what is said to hold without it. */
function valueOf({ kind }: Key<unknown>, text: string): unknown {
  try {
    return kind.parse(text);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
