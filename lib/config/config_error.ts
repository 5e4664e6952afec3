/** A place in a configuration file, counted from 1. */
export interface Position {
  readonly line: number;
  /** Undefined where the whole line is meant. */
  readonly column?: number;
}

/** A configuration file that says something wrong. The message names the file, and the place if there is one. */
export class ConfigError extends Error {
  override readonly name: string = "ConfigError";
  /** Where the error is; undefined if it is in no line, such as a missing key. */
  readonly position: Position | undefined;

  /**
   * @param source The name of the file.
   * @param problem "Expected ... but found ...".
   */
  constructor(source: string, problem: string, position?: Position) {
    const place = [source, position?.line, position?.column].filter((part) => part !== undefined);
    super(`${place.join(":")}: ${problem}`);
    this.position = position;
  }
}

/** An error in what an option `--key` says in place of the file; the message names it. */
export class OptionError extends ConfigError {
  override readonly name = "OptionError";

  /**
   * @param key How the file spells it.
   * @param problem "Expected ... but found ...".
   */
  constructor(key: string, problem: string) {
    super(`--${key}`, problem);
  }
}
