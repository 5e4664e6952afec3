/** The loss has left the finite numbers; training on would change nothing for the better. */
export class DivergenceError extends Error {
  /** `DivergenceError`. */
  override readonly name = "DivergenceError";

  /**
   * Says where it happened, and what may help.
   *
   * @param loss The loss of the mini-batch.
   * @param epoch Its epoch, counted from 1.
   * @param batch Its number in the epoch, counted from 1.
   */
  constructor(loss: number, epoch: number, batch: number) {
    super(
      `Expected a finite loss but found ${loss} in epoch ${epoch}, batch ${batch}; ` +
        "a smaller learning rate may help",
    );
  }
}
