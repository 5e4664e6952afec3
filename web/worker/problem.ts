import { ConfigError } from "../../lib/config/source.ts";
import type { Problem } from "../dialogue.ts";

/** What went wrong, in words, and where in the configuration. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) return { message: String(error) };
  return error instanceof ConfigError
    ? { message: error.message, position: error.position }
    : { message: error.message };
}
