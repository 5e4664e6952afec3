const LONGEST_QUOTE = 60;

/**
 * Text from outside, quoted for a one-line message: line breaks and other invisible characters appear
 * as `\u{hex}`, and what exceeds 60 characters as `...`.
 *
 * @example
 * ```ts
 * import { quote } from "./quote.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(quote("a\nb"), '"a\\u{a}b"');
 * ```
 */
export function quote(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST_QUOTE + 2));
  const visible = characters.slice(0, LONGEST_QUOTE).map(escapeInvisible).join("");
  return `"${visible}"${characters.length > LONGEST_QUOTE ? "..." : ""}`;
}

function escapeInvisible(character: string): string {
  if (character === " " || !/[\p{C}\p{Z}]/u.test(character)) return character;
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
