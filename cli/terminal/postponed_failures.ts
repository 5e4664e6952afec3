import { notice } from "./notice.ts";

/**
 * Failures of what is written beside long work, such as a history while a disk is full: they do not
 * cost the work its result. Each is said on stderr when it happens, and thrown in the end.
 */
export class PostponedFailures {
  readonly #failures: Error[] = [];

  /** Does something; if it fails, work goes on. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe || !(error instanceof Error)) throw error;
      if (this.#failures.some(({ message }) => message === error.message)) return;
      this.#failures.push(error);
      notice(`${error.message}; the work goes on`);
    }
  }

  /**
   * To be called when the result is safe.
   *
   * @throws {Error} The first failure, if there was one.
   */
  throwFirst(): void {
    if (this.#failures.length > 0) throw this.#failures[0];
  }
}
