/**
 * Bytes or text that are not what their format says. The message reads "Expected ... but found ..."
 * and says at which byte or line; whoever knows the file's name puts it in front.
 */
export class FormatError extends Error {
  /** `FormatError`. */
  override readonly name = "FormatError";
}

/**
 * Reads something from a line of a file.
 *
 * @param line The number of the line, counted from 1.
 * @throws {FormatError} If `read` throws one; the message ends with the number of the line.
 */
export function inLine<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(`${error.message} in line ${line}`, { cause: error });
  }
}
