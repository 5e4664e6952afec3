/**
 * Breaks a text at blanks into lines.
 *
 * @param width Most characters of a line; a longer word has a line of its own.
 *
 * @example
 * ```ts
 * import { wrap } from "./wrap.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(wrap("from the matrix product up", 15), ["from the matrix", "product up"]);
 * ```
 */
export function wrap(text: string, width: number): string[] {
  const [first, ...words] = text.split(" ");
  const lines = [first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
