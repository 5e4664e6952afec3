/// <reference lib="dom" />
import type { GivenFile, News, Progress } from "../dialogue.ts";
import type { Site } from "../site.ts";
import { type Correspondent, NoAnswer } from "./correspondent.ts";
import { Editor } from "./editor.ts";
import { debounced, element, find } from "./elements.ts";
import { TrainingControls } from "./training_controls.ts";

/** The configuration that is there at first: good, and done in a few seconds. */
const FIRST = "fast.config";

/** Time without typing after which a configuration is read, in milliseconds. */
const READING_DELAY = 250;

/** Trains a network that a configuration describes. */
export class TrainTab {
  readonly #worker: Correspondent;
  readonly #say: (error: unknown) => void;
  readonly #prepared: () => void;
  readonly #editor: Editor;
  readonly #controls: TrainingControls;
  readonly #seed = find("#seed", HTMLInputElement);
  readonly #save = find("#save", HTMLButtonElement);
  #site: Site | undefined;
  #name = FIRST;

  /**
   * @param say Tells the user what went wrong.
   * @param prepared Is called when there is another training.
   */
  constructor(worker: Correspondent, say: (error: unknown) => void, prepared: () => void) {
    this.#worker = worker;
    this.#say = say;
    this.#prepared = prepared;
    this.#editor = new Editor(
      find("#config", HTMLTextAreaElement),
      find("#line-numbers", HTMLElement),
      find("#config-error", HTMLElement),
      debounced(READING_DELAY, () => this.#check()),
    );
    this.#controls = new TrainingControls({
      topic: "images",
      worker,
      recipe: () => JSON.stringify([this.#editor.text, this.#seed.value]),
      prepare: () => this.#prepare(),
      fail: (error) => this.#fail(error),
      nearCharts: ["loss"],
    });
    find("#config-name", HTMLSelectElement).addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement) this.#choose(target.value);
    });
    this.#save.disabled = true;
    this.#save.addEventListener("click", () => this.#controls.attempt(() => this.#saveModel()));
  }

  /** Takes the configurations that there are. */
  setUp(site: Site): void {
    this.#site = site;
    const names = Object.keys(site.configs);
    find("#config-name", HTMLSelectElement).replaceChildren(
      ...names.map((name) => new Option(name, name, false, name === FIRST)),
    );
    this.#choose(names.includes(FIRST) ? FIRST : names[0] ?? "");
  }

  /** Takes files of data, which configurations can name from then on. */
  async takeData(files: readonly GivenFile[]): Promise<void> {
    const names = await this.#worker.ask("take", files);
    find("#data-taken", HTMLElement).textContent = `Taken: ${
      names.join(", ")
    }. A configuration names them as it names files.`;
  }

  /** Takes what the worker says of the training. */
  hear(news: News): void {
    this.#controls.hear(news);
  }

  #choose(name: string): void {
    this.#name = name;
    this.#editor.text = this.#site?.configs[name] ?? "";
  }

  async #check(): Promise<void> {
    try {
      await this.#worker.ask("check", { text: this.#editor.text, name: this.#name });
      this.#editor.mark(undefined);
    } catch (error) {
      if (error instanceof NoAnswer) this.#editor.mark(error);
    }
  }

  async #prepare(): Promise<Progress> {
    const progress = await this.#worker.ask("prepare", {
      text: this.#editor.text,
      name: this.#name,
      seed: this.#seed.value === "" ? undefined : Number(this.#seed.value),
    });
    this.#editor.mark(undefined);
    this.#save.disabled = false;
    this.#prepared();
    return progress;
  }

  /** What is wrong in the text is said at its line. */
  #fail(error: Error): void {
    const isAboutText = error instanceof NoAnswer &&
      (error.position !== undefined || error.message.startsWith(this.#name));
    if (isAboutText) this.#editor.mark(error);
    else this.#say(error);
  }

  async #saveModel(): Promise<void> {
    const { name, bytes } = await this.#worker.ask("save", undefined);
    const address = URL.createObjectURL(new Blob([bytes]));
    element("a", { href: address, download: name }).click();
    URL.revokeObjectURL(address);
  }
}
