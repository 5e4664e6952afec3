import { FormatError } from "../../lib/formats/format_error.ts";

/**
 * Computes something from what a file or folder holds, which is to blame if that fails.
 *
 * @throws {Error} In place of a {@linkcode FormatError} or RangeError; the message starts with the path.
 */
export function about<T>(path: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof RangeError)) throw error;
    throw new Error(`${path}: ${error.message}`, { cause: error });
  }
}
