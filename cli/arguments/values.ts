import { nearest } from "../../lib/config/nearest.ts";
import { type ValueKind, valueKind } from "../../lib/config/values.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { quote } from "../../lib/formats/quote.ts";

/** The path of a file. */
export const file = pathOf("a file", "file");

/** The path of a folder. */
export const folder = pathOf("a folder", "folder");

/** The path of either. */
export const fileOrFolder = pathOf("a file or a folder", "any");

function pathOf(expected: string, path: ValueKind<string>["path"]): ValueKind<string> {
  // What comes or goes through a pipe, `-`, is a file.
  const none = path === "folder" ? ["", "-"] : [""];
  return { ...valueKind(expected, (text) => none.includes(text) ? undefined : text), path };
}

/** An integer in decimal digits, of `smallest` or more. */
export function count(smallest: number): ValueKind<number> {
  return valueKind(`an integer of ${smallest} or more`, (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    return value >= smallest && value <= Number.MAX_SAFE_INTEGER ? value : undefined;
  });
}

/** One of some things, by its name. */
export function oneNamed<T extends { readonly name: string }>(
  expected: string,
  things: readonly T[],
): ValueKind<T> {
  const words = things.map(({ name }) => name);
  return {
    expected,
    words,
    parse(text) {
      const thing = things.find(({ name }) => name === text);
      if (thing !== undefined) return thing;
      throw new FormatError(
        `Expected ${expected} (${words.join(", ")}) but found ${quote(text)}` +
          suggest(text, words),
      );
    },
  };
}

/** Words between commas, without the blanks around them. */
export const wordList: ValueKind<readonly string[]> = {
  expected: "words, separated by commas",
  parse: (text) => text.split(",").map((word) => word.trim()),
};

/** The end of a message about an unknown word: the candidate that may be meant, if one is near. */
export function suggest(word: string, candidates: readonly string[]): string {
  const suggestion = nearest(word, candidates);
  return suggestion === undefined ? "" : `; did you mean ${quote(suggestion)}?`;
}
