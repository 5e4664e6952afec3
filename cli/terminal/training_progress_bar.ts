import { SingleBar } from "cli-progress";
import { formatLoss } from "./figures.ts";
import { BAR_OPTIONS } from "./progress_bar.ts";

/** Least time from one drawing to the next, in milliseconds; a step of training takes far less. */
const INTERVAL = 100;

/**
 * A progress bar on stderr while a network trains: how far a stretch of training is, the loss, the
 * speed and the time left. Without a terminal it shows nothing.
 */
export class TrainingProgressBar {
  readonly #bar = new SingleBar({
    ...BAR_OPTIONS,
    etaBuffer: 20,
    format: "{stretch} [{bar}] {percentage} %  loss {loss}  {speed} images/s  {eta_formatted} left",
  });
  readonly #isTerminal = Deno.stderr.isTerminal();
  #drawn = -Infinity;

  /**
   * Shows how far a stretch is; it starts with the first call, and with the first after `clear`.
   *
   * @param stretch Its name: `epoch 3/5`.
   * @param images Images that are done.
   * @param total Images in the stretch.
   * @param loss Mean loss so far.
   * @param speed Images per second.
   */
  show(stretch: string, images: number, total: number, loss: number, speed: number): void {
    if (!this.#isTerminal || performance.now() - this.#drawn < INTERVAL) return;
    const payload = { stretch, loss: formatLoss(loss), speed: speed.toFixed(0) };
    if (!this.#bar.isActive) this.#bar.start(total, 0, payload);
    this.#bar.update(images, payload);
    this.#drawn = performance.now();
  }

  /** Takes the bar away. */
  clear(): void {
    this.#bar.stop();
    this.#drawn = -Infinity;
  }
}
