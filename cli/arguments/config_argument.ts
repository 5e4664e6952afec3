import { parseArgs } from "@std/cli";
import type { Config } from "../../lib/config/config.ts";
import { readConfig } from "../files/config_file.ts";
import { UsageError } from "../usage_error.ts";
import { parseDevice } from "./device_option.ts";
import { rejectFlagValues } from "./flag_values.ts";
import { rejectUnknownOption } from "./unknown_option.ts";

/** The arguments of a subcommand that takes a configuration file. */
export interface ConfigArguments {
  /** What the file says, but for the device, if another is asked for. */
  readonly config: Config;
  /** Those of the subcommand's own options that are there. */
  readonly flags: ReadonlySet<string>;
}

/**
 * Reads the configuration file that is a subcommand's only argument, and the options `--device` and
 * `flags`.
 *
 * @param flags The subcommand's own options, without their dashes; they have no value.
 * @throws {UsageError} If there are other arguments, no file, or a value behind a flag.
 * @throws {Error} As {@linkcode readConfig}.
 */
export async function readConfigArgument(
  args: readonly string[],
  ...flags: readonly string[]
): Promise<ConfigArguments> {
  rejectFlagValues(args, ...flags);
  const options = parseArgs(args, {
    boolean: flags,
    string: ["_", "device"],
    unknown: rejectUnknownOption("device", ...flags),
  });
  if (options._.length !== 1) {
    throw new UsageError(`Expected 1 argument, <config>, but found ${options._.length}`);
  }
  const device = parseDevice(options.device);
  const config = await readConfig(options._[0]);
  return {
    config: device === undefined ? config : { ...config, device },
    flags: new Set(flags.filter((flag) => options[flag] === true)),
  };
}
