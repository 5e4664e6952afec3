import type { Config } from "../../lib/config/config.ts";
import { quote } from "../../lib/formats/quote.ts";
import { readConfig } from "../files/config_file.ts";
import { UsageError } from "../usage_error.ts";

/**
 * Reads the configuration file that is a subcommand's only argument.
 *
 * @throws {UsageError} If there are other arguments, or none.
 * @throws {Error} As {@linkcode readConfig}.
 */
export async function readConfigArgument(args: readonly string[]): Promise<Config> {
  const option = args.find((arg) => arg.startsWith("-") && arg !== "-");
  if (option !== undefined) throw new UsageError(`Expected no options but found ${quote(option)}`);
  if (args.length !== 1) {
    throw new UsageError(`Expected 1 argument, <config>, but found ${args.length}`);
  }
  return await readConfig(args[0]);
}
