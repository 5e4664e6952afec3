import type { ConfigValues } from "../../lib/config/config_values.ts";
import type { Key } from "../../lib/config/key.ts";
import { allKeys, keyProperties, keys as configKeys } from "../../lib/config/keys.ts";
import { type Entry, trimmed } from "../../lib/config/source.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { quote } from "../../lib/formats/quote.ts";
import type { Option } from "../arguments/arguments.ts";
import { type KeyOptions, optionsOfKeys } from "../arguments/config_arguments.ts";

/** What stands for all pairs of classes, as a value of the key `classes`. */
export const PAIRS = "pairs";

/** Most values of one key. */
const MOST_VALUES = 10_000;

/** A key of the configuration, and the values that it takes in turn. */
export interface SweptKey {
  readonly key: string;
  /** As the file would have them, each once; {@linkcode PAIRS} stands for several. */
  readonly values: readonly string[];
  /** Where they are, or the first of them, if the file has them. */
  readonly entry?: Entry;
}

const family = {
  usage: "--<key> <values>",
  description:
    "any key of the configuration with the values that it is to take in turn, in place " +
    "of what the file says: values between commas; first..last, for integers; pairs, for classes; " +
    "given several times where the values have commas of their own",
};

/** An option for each key of the configuration, with all the values that it is to take. */
export const sweptKeys: KeyOptions<SweptKey> = optionsOfKeys(sweptKeyOption);

/** What the options of {@linkcode sweptKeys} say: the keys that there are. */
export function sweptKeysOf(
  given: { readonly [P in keyof ConfigValues]: SweptKey },
): readonly SweptKey[] {
  return inOrder(
    keyProperties.map((property) => given[property]).filter(({ values }) => values.length > 0),
  );
}

/** Keys in the order of the configuration's, the seed last; of a key that comes twice, the later one. */
export function inOrder(keys: readonly SweptKey[]): readonly SweptKey[] {
  const byName = new Map(keys.map((swept) => [swept.key, swept]));
  const names = allKeys.map(({ name }) => name).filter((name) => name !== configKeys.seed.name);
  return [...names, configKeys.seed.name].flatMap((name) => byName.get(name) ?? []);
}

function sweptKeyOption(key: Key<unknown>): Option<SweptKey> {
  return {
    name: key.name,
    description: key.description,
    value: { kind: key.kind, placeholder: "values" },
    family,
    repeats: true,
    read(texts) {
      const values = texts.flatMap((text) =>
        valuesIn(key, trimmed({ key: key.name, value: text }))
      );
      return { key: key.name, values: [...new Set(values)] };
    },
  };
}

/**
 * The values that a text lists. A text that is itself a value of the key is that one alone, such as
 * layers, which have commas of their own.
 *
 * @throws {FormatError} If one of them is no value of the key.
 */
export function valuesIn(key: Key<unknown>, { value: text }: { readonly value: string }): string[] {
  if (key.name === "classes" && text === PAIRS) return [text];
  if (accepts(key, text)) return [text];
  const pieces = text.split(",").map((piece) => piece.trim());
  const values = pieces.flatMap(rangeIn);
  for (const value of values) key.kind.parse(value);
  return values;
}

function accepts({ kind }: Key<unknown>, text: string): boolean {
  try {
    kind.parse(text);
    return true;
  } catch (error) {
    if (error instanceof FormatError) return false;
    throw error;
  }
}

/** The integers of `first..last`; any other text alone. */
function rangeIn(text: string): string[] {
  const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(text) ?? [];
  if (first === undefined) return [text];
  const count = Number(last) - Number(first) + 1;
  if (count >= 1 && count <= MOST_VALUES) {
    return Array.from({ length: count }, (_, i) => `${Number(first) + i}`);
  }
  throw new FormatError(
    `Expected 1 to ${MOST_VALUES} integers, from the smallest to the largest, but found ${
      quote(text)
    }`,
  );
}
