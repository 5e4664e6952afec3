/** Failures of some of several inputs: one that is bad does not hide the results of the others. */
export class CollectedFailures {
  readonly #failures: Error[] = [];
  readonly #found: (failure: Error) => void;

  /** @param found Is told of each failure when it happens. */
  constructor(found: (failure: Error) => void = () => {}) {
    this.#found = found;
  }

  /** What has failed, each failure once. */
  get failures(): readonly Error[] {
    return this.#failures;
  }

  /** Does something; if it fails, work goes on. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe || !(error instanceof Error)) throw error;
      if (this.#failures.some(({ message }) => message === error.message)) return;
      this.#failures.push(error);
      this.#found(error);
    }
  }

  /**
   * To be called when the results are safe.
   *
   * @throws {AggregateError} All failures, if there were any.
   */
  throwAll(): void {
    if (this.#failures.length > 0) throw new AggregateError(this.#failures);
  }
}
