/** A subcommand of the program. */
export interface Command {
  /** The word that calls it. */
  readonly name: string;
  /** What it takes, as in `<config> [--seed <n>]`; printed behind the name. */
  readonly usage: string;
  /** What it does, in one line without a full stop. */
  readonly summary: string;
  /** What else `--help` prints: the meaning of the arguments, the files read and written. */
  readonly help: string;
  /**
   * Does the work.
   *
   * @param args The arguments behind the name. `--help` never arrives here.
   * @throws {UsageError} If the arguments are wrong.
   * @throws {Error} If the work fails; the message is what the user sees.
   */
  run(args: readonly string[]): Promise<void> | void;
}
