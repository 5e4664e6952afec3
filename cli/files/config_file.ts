import { type Config, parseConfig } from "../../lib/config/config.ts";
import { readTextFile } from "./read_file.ts";

const LARGEST_FILE = 1 << 20;

/**
 * Reads a configuration file.
 *
 * @throws {Error} If it cannot be read or is too long for a configuration; the message names it.
 * @throws {ConfigError} If it says something wrong; the message names it and the line.
 */
export async function readConfig(path: string): Promise<Config> {
  return parseConfig(await readTextFile(path, "a configuration file", LARGEST_FILE), path);
}
