/** Wrong usage of the command line: the program prints the message and ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
