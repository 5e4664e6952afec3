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
  return locateError((message) => `${message} in line ${line}`, read);
}

/**
 * Reads something from a part of a file.
 *
 * @param locate Makes of a message one that says what part that is.
 * @throws {FormatError} If `read` throws one, with that message.
 */
export function locateError<T>(locate: (message: string) => string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(locate(error.message), { cause: error });
  }
}
