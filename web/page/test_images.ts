/// <reference lib="dom" />
import { formatCount } from "../../lib/plots/format_figure.ts";
import type { Correspondent } from "./correspondent.ts";
import { find } from "./elements.ts";

/** Steps through the test images, those first that the network misclassifies. */
export class TestImages {
  readonly #worker: Correspondent;
  readonly #say: (error: unknown) => void;
  readonly #show: (index: number) => void;
  #ranking: Promise<{ readonly order: Uint32Array; readonly wrong: number }> | undefined;
  #place = -1;

  /** @param show Is called with the number of the image that is to be shown. */
  constructor(
    worker: Correspondent,
    say: (error: unknown) => void,
    show: (index: number) => void,
  ) {
    this.#worker = worker;
    this.#say = say;
    this.#show = show;
    find("#previous", HTMLButtonElement).addEventListener("click", () => this.#step(-1));
    find("#next", HTMLButtonElement).addEventListener("click", () => this.#step(1));
  }

  /** The network is another one: its mistakes are not known. */
  forget(): void {
    this.#ranking = undefined;
    this.#place = -1;
    find("#test-place", HTMLElement).textContent = "wrong ones first";
  }

  async #step(step: number): Promise<void> {
    const text = find("#test-place", HTMLElement);
    try {
      if (this.#ranking === undefined) text.textContent = "classifying the test images …";
      this.#ranking ??= this.#worker.ask("rank", undefined);
      const { order, wrong } = await this.#ranking;
      this.#place = (this.#place + step + order.length) % order.length;
      const kind = this.#place < wrong
        ? `mistake ${this.#place + 1} of ${formatCount(wrong)}`
        : `classified correctly, ${formatCount(this.#place - wrong + 1)} of ${
          formatCount(order.length - wrong)
        }`;
      text.textContent = `test image ${order[this.#place]}: ${kind}`;
      this.#show(order[this.#place]);
    } catch (error) {
      this.forget();
      this.#say(error);
    }
  }
}
