import { type Config, parseConfig } from "../../lib/config/config.ts";
import type { Override } from "../../lib/config/source.ts";
import { readTextFile } from "./read_file.ts";

const LARGEST_FILE = 1 << 20;

/**
 * Reads a configuration file.
 *
 * @param overrides As for {@linkcode parseConfig}.
 * @throws {Error} If it cannot be read or is too long for a configuration; the message names it.
 * @throws {ConfigError} If it says something wrong; the message names it and the line.
 */
export async function readConfig(
  path: string,
  overrides: readonly Override[] = [],
): Promise<Config> {
  return parseConfig(await readConfigText(path), path, overrides);
}

/**
 * Reads the text of a configuration file, whatever it says.
 *
 * @throws {Error} If it cannot be read or is too long for a configuration; the message names it.
 */
export function readConfigText(path: string): Promise<string> {
  return readTextFile(path, "a configuration file", LARGEST_FILE);
}
