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
  const visible = escapeInvisible(characters.slice(0, LONGEST_QUOTE).join(""));
  return `"${visible}"${characters.length > LONGEST_QUOTE ? "..." : ""}`;
}

/**
 * Text from outside, for one line: line breaks and other invisible characters appear as `\u{hex}`.
 *
 * @example
 * ```ts
 * import { escapeInvisible } from "./quote.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(escapeInvisible("a b\n"), "a b\\u{a}");
 * ```
 */
export function escapeInvisible(text: string): string {
  return text.replace(/(?! )[\p{C}\p{Z}]/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
}
