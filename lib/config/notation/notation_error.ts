import { FormatError } from "../../formats/format_error.ts";

/** A value of the configuration file that does not follow its notation, and where it stops doing so. */
export class NotationError extends FormatError {
  /** Characters of the value before the place of the error. */
  readonly offset: number;

  /** @param problem "Expected ... but found ...". */
  constructor(problem: string, offset: number) {
    super(problem);
    this.offset = offset;
  }
}
