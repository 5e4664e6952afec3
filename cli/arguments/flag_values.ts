import { quote } from "../../lib/formats/quote.ts";
import { UsageError } from "../usage_error.ts";

/**
 * Refuses a value behind a flag, which `parseArgs` would take for the flag alone, even `--json=no`.
 *
 * @param flags Options that have no value, without their dashes.
 * @throws {UsageError} If there is one.
 */
export function rejectFlagValues(args: readonly string[], ...flags: readonly string[]): void {
  for (const arg of args) {
    if (arg === "--") return;
    const flag = flags.find((flag) => arg.startsWith(`--${flag}=`));
    if (flag !== undefined) {
      throw new UsageError(`Expected --${flag} without a value but found ${quote(arg)}`);
    }
  }
}
