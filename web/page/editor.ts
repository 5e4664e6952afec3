/// <reference lib="dom" />
import type { Problem } from "../dialogue.ts";
import { element } from "./elements.ts";

/** A text with numbered lines, in which one can be marked as wrong. */
export class Editor {
  readonly #area: HTMLTextAreaElement;
  readonly #numbers: HTMLElement;
  readonly #message: HTMLElement;

  /**
   * @param numbers Shows the numbers of the lines.
   * @param message Says what is wrong.
   * @param changed Is called after each change by the user.
   */
  constructor(
    area: HTMLTextAreaElement,
    numbers: HTMLElement,
    message: HTMLElement,
    changed: () => void,
  ) {
    this.#area = area;
    this.#numbers = numbers;
    this.#message = message;
    area.addEventListener("input", () => {
      this.#count();
      changed();
    });
    area.addEventListener("scroll", () => numbers.scrollTop = area.scrollTop);
  }

  get text(): string {
    return this.#area.value;
  }

  set text(text: string) {
    this.#area.value = text;
    this.#area.scrollTop = 0;
    this.#count();
    this.mark(undefined);
  }

  /** Says what is wrong, at its line; or that nothing is. */
  mark(problem: Problem | undefined): void {
    this.#message.textContent = problem?.message ?? "";
    this.#message.hidden = problem === undefined;
    this.#area.setAttribute("aria-invalid", String(problem !== undefined));
    const line = problem?.position?.line;
    Array.from(this.#numbers.children, (number, i) => {
      number.classList.toggle("wrong", i + 1 === line);
      if (i + 1 === line) number.scrollIntoView({ block: "nearest" });
    });
  }

  #count(): void {
    const lines = this.#area.value.split("\n").length;
    if (this.#numbers.children.length === lines) return;
    this.#numbers.replaceChildren(
      ...Array.from({ length: lines }, (_, i) => element("span", {}, `${i + 1}`)),
    );
  }
}
