/// <reference lib="dom" />
import { formatCount, formatShare } from "../../lib/plots/format_figure.ts";
import { ChartBoard } from "./chart_board.ts";
import type { Correspondent } from "./correspondent.ts";
import { find } from "./elements.ts";

/** Shows how the network that is looked at does on its test images, when that is asked for. */
export class TestCharts {
  readonly #worker: Correspondent;
  readonly #say: (error: unknown) => void;
  readonly #board = new ChartBoard(find("#test-charts", HTMLElement), "test-chart");
  readonly #button = find("#measure", HTMLButtonElement);
  readonly #text = find("#measured", HTMLElement);
  /** Counts the networks, so that the answer for an earlier one is not taken for that of this one. */
  #network = 0;

  constructor(worker: Correspondent, say: (error: unknown) => void) {
    this.#worker = worker;
    this.#say = say;
    this.#button.addEventListener("click", () => this.#measure());
  }

  /** The network is another one. */
  forget(): void {
    this.#network++;
    this.#text.textContent = "";
    this.#button.disabled = false;
    this.#board.show([]);
  }

  async #measure(): Promise<void> {
    const network = this.#network;
    this.#button.disabled = true;
    this.#text.textContent = "classifying the test images …";
    try {
      const { images, wrong, charts } = await this.#worker.ask("measure", undefined);
      if (network !== this.#network) return;
      this.#text.textContent = `${formatShare(1 - wrong / images)} of ${
        formatCount(images)
      } test images classified correctly`;
      this.#board.show(charts);
    } catch (error) {
      if (network !== this.#network) return;
      this.#text.textContent = "";
      this.#say(error);
    }
    this.#button.disabled = false;
  }
}
