import type { Screen } from "./screen.ts";

/**
 * The lowest lines of a terminal, drawn again and again in their place.
 *
 * The cursor rests behind the last of them and no mode of the terminal is ever changed, so that the
 * program may be ended at any time.
 */
export class LiveArea {
  readonly #screen: Screen;
  /** Lines on the screen. */
  #height = 0;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Whether there is something on the screen. */
  get isShown(): boolean {
    return this.#height > 0;
  }

  /** Draws lines where the ones before were; each must be shorter than the terminal is wide. */
  draw(lines: readonly string[]): void {
    // Overwriting, and erasing only what is left, does not flicker.
    const text = lines.map((line) => `${line}\x1b[K`).join("\n");
    this.#screen.write(`${this.#toStart()}${text}\x1b[J`);
    this.#height = lines.length;
  }

  /** Takes the lines away. */
  erase(): void {
    if (this.isShown) this.#screen.write(`${this.#toStart()}\x1b[J`);
    this.#height = 0;
  }

  /**
   * Moves the cursor to the first character. Where a terminal that has become narrower has broken
   * lines, some stay: to move further would erase results where it has not.
   */
  #toStart(): string {
    return this.#height > 1 ? `\r\x1b[${this.#height - 1}A` : "\r";
  }
}
