import { nearest } from "../../lib/config/nearest.ts";
import { quote } from "../../lib/formats/quote.ts";

/** The end of a message about an unknown word: the candidate that may be meant, if one is near. */
export function suggest(word: string, candidates: readonly string[]): string {
  const suggestion = nearest(word, candidates);
  return suggestion === undefined ? "" : `; did you mean ${quote(suggestion)}?`;
}
