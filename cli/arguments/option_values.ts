import { quote } from "../../lib/formats/quote.ts";
import { UsageError } from "../usage_error.ts";

/**
 * The value of an option that takes a number.
 *
 * @param name The option without its dashes.
 * @param text What stands behind it; undefined where it is absent.
 * @throws {UsageError} If it is not an integer of `smallest` or more.
 */
export function parseCount(
  name: string,
  text: string | undefined,
  smallest: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= smallest) return value;
  throw new UsageError(
    `Expected --${name} to be an integer of ${smallest} or more but found ${quote(text)}`,
  );
}
