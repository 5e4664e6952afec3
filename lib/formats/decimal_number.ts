/** No double takes more characters, with all its digits written out. */
const LONGEST = 2000;

/** Each part can match in one way only, so that the time is proportional to the length. */
const pattern = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number that a text says in decimal digits: `-1`, `0.001`, `.001`, `1.`, `1e-3`, `1E-3`; infinite
 * where it is too large for a double. Undefined if it says none, or is longer than any double.
 *
 * @example
 * ```ts
 * import { parseDecimal } from "./decimal_number.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseDecimal("1e-3"), 0.001);
 * assertEquals(parseDecimal("0x10"), undefined);
 * ```
 */
export function parseDecimal(text: string): number | undefined {
  return text.length <= LONGEST && pattern.test(text) ? Number(text) : undefined;
}
