/// <reference lib="dom" />
import { generators } from "../../lib/data/generators.ts";
import type { News, PointsRecipe } from "../dialogue.ts";
import type { Correspondent } from "./correspondent.ts";
import { debounced, find } from "./elements.ts";
import { TrainingControls } from "./training_controls.ts";

/** Time without typing after which another training is made, in milliseconds. */
const PREPARING_DELAY = 300;

/** Trains a network on points of the plane, or on a function. */
export class PointsTab {
  readonly #controls: TrainingControls;
  readonly #error = find("#points-error", HTMLElement);
  #isShown = false;

  constructor(worker: Correspondent) {
    this.#controls = new TrainingControls({
      topic: "points",
      worker,
      recipe: () => JSON.stringify(recipe()),
      prepare: async () => {
        const progress = await worker.ask("preparePoints", recipe());
        this.#error.hidden = true;
        return progress;
      },
      fail: ({ message }) => {
        this.#error.textContent = message;
        this.#error.hidden = false;
      },
      nearCharts: ["regions", "function", "loss"],
    });
    // A ridge over the plane has no picture yet.
    const shown = generators.filter(({ truth }) => truth === undefined || truth.arity === 1);
    find("#generator", HTMLSelectElement).replaceChildren(
      ...shown.map(({ name, description }) => new Option(`${name}: ${description}`, name)),
    );
    const prepare = debounced(PREPARING_DELAY, () => this.#prepare());
    find("#points-recipe", HTMLElement).addEventListener("input", prepare);
  }

  /** Makes a training when the tab is shown for the first time. */
  show(): void {
    if (!this.#isShown) this.#prepare();
    this.#isShown = true;
  }

  /** Takes what the worker says of the training. */
  hear(news: News): void {
    this.#controls.hear(news);
  }

  #prepare(): Promise<void> {
    return this.#controls.attempt(() => this.#controls.prepare());
  }
}

/** What the form says. */
function recipe(): PointsRecipe {
  const valueOf = (id: string) => find(`#${id}`, HTMLInputElement).value;
  return {
    generator: find("#generator", HTMLSelectElement).value,
    count: Number(valueOf("point-count")),
    noise: Number(valueOf("point-noise")),
    seed: Number(valueOf("point-seed")),
    hidden: valueOf("hidden-layers"),
    learningRate: Number(valueOf("first-rate")),
  };
}
