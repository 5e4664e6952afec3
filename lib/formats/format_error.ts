/**
 * Bytes or text that are not what their format says. The message reads "Expected ... but found ..."
 * and says at which byte or line; whoever knows the file's name puts it in front.
 */
export class FormatError extends Error {
  override readonly name = "FormatError";
}
