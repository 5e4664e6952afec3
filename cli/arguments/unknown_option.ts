import { quote } from "../../lib/formats/quote.ts";
import { UsageError } from "../usage_error.ts";
import { suggest } from "./suggestion.ts";

/**
 * For `parseArgs`: a function that refuses what begins with a dash and is no option.
 *
 * @param names As for {@linkcode unknownOption}.
 */
export function rejectUnknownOption(
  ...names: readonly string[]
): (arg: string, key?: string) => void {
  return (arg, key) => {
    if (key !== undefined) throw unknownOption(arg, ...names);
  };
}

/**
 * An error that says that there is no such option, and which one may be meant.
 *
 * @param names The options that there are, without their dashes.
 */
export function unknownOption(arg: string, ...names: readonly string[]): UsageError {
  if (names.length === 0) return new UsageError(`Expected no options but found ${quote(arg)}`);
  const suggestion = suggest(arg.split("=")[0], names.map((name) => `--${name}`));
  return new UsageError(`Expected a known option but found ${quote(arg)}${suggestion}`);
}
