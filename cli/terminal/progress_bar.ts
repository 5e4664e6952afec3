import { SingleBar } from "cli-progress";

/** A progress bar on stderr for work that is counted. Without a terminal it shows nothing. */
export class ProgressBar implements Disposable {
  readonly #title: string;
  readonly #bar = new SingleBar({
    format: "{title} [{bar}] {percentage} %  {eta_formatted} left",
    barsize: 24,
    barCompleteChar: "=",
    barIncompleteChar: " ",
    clearOnComplete: true,
    // Ctrl-C must end the program at once, and leave the terminal as it was.
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
    etaBuffer: 500,
  });

  /** @param title What is being done, as in `reading images`. */
  constructor(title: string) {
    this.#title = title;
  }

  /** Shows how much of the work is done. */
  show(done: number, total: number): void {
    if (!this.#bar.isActive) this.#bar.start(total, 0, { title: this.#title });
    this.#bar.update(done);
  }

  /** Takes the bar away. */
  [Symbol.dispose](): void {
    this.#bar.stop();
  }
}
