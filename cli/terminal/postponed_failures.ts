import { CollectedFailures } from "./collected_failures.ts";
import { notice } from "./notice.ts";

/**
 * Failures of what is written beside long work, such as a history while a disk is full: they do not
 * cost the work its result. Each is said on stderr when it happens, and the first thrown in the end.
 */
export class PostponedFailures extends CollectedFailures {
  constructor() {
    super(({ message }) => notice(`${message}; the work goes on`));
  }

  /**
   * To be called when the result is safe.
   *
   * @throws {Error} The first failure, if there was one.
   */
  throwFirst(): void {
    if (this.failures.length > 0) throw this.failures[0];
  }
}
