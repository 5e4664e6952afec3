/// <reference lib="dom" />
import { formatFigure, formatShare } from "../../lib/plots/format_figure.ts";
import type { Prediction } from "../../lib/training/predict.ts";
import type { Subject } from "../dialogue.ts";
import { element } from "./elements.ts";

/** Shows the classes with their scores as bars. */
export class ScoreBars {
  readonly #list: HTMLElement;
  #rows: { readonly bar: HTMLElement; readonly text: HTMLElement; readonly row: HTMLElement }[] =
    [];
  #isProbability = true;

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** Makes a row for each class. */
  setUp({ classNames, isProbability }: Subject): void {
    this.#isProbability = isProbability;
    this.#rows = classNames.map((name) => {
      const bar = element("span", { class: "bar" });
      const text = element("span", { class: "figure" });
      const track = element("span", { class: "track", "aria-hidden": "true" }, bar);
      const row = element("li", {}, element("span", { class: "class" }, name), track, text);
      return { bar, text, row };
    });
    this.#list.replaceChildren(...this.#rows.map(({ row }) => row));
    this.clear();
  }

  /** Shows the scores; bars of scores that are no probabilities are as long as their softmax. */
  show({ class: predicted, scores }: Prediction): void {
    const shares = this.#isProbability ? scores : softmax(scores);
    this.#rows.forEach(({ bar, text, row }, i) => {
      bar.style.width = `${100 * shares[i]}%`;
      text.textContent = (this.#isProbability ? formatShare : formatFigure)(scores[i]);
      row.classList.toggle("predicted", i === predicted);
    });
  }

  /** Shows nothing. */
  clear(): void {
    for (const { bar, text, row } of this.#rows) {
      bar.style.width = "0";
      text.textContent = "–";
      row.classList.remove("predicted");
    }
  }
}

function softmax(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / sum);
}
