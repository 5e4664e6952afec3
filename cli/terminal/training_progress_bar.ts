import { SingleBar } from "cli-progress";
import { formatLoss } from "./figures.ts";
import { BAR_OPTIONS } from "./progress_bar.ts";

/**
 * A progress bar on stderr while a network trains: how far a stretch of training is, the loss, the
 * speed and the time left. Without a terminal it shows nothing.
 */
export class TrainingProgressBar {
  readonly #bar = new SingleBar({
    ...BAR_OPTIONS,
    format: "{stretch} [{bar}] {percentage} %  loss {loss}  {speed} images/s  {eta_formatted} left",
  });
  #start = 0;

  /**
   * Shows how far a stretch is; it starts with the first call, and with the first after `clear`.
   *
   * @param stretch Its name: `epoch 3/5`.
   * @param images Images that are done.
   * @param total Images in the stretch.
   * @param loss Mean loss so far.
   */
  show(stretch: string, images: number, total: number, loss: number): void {
    if (!this.#bar.isActive) {
      this.#start = performance.now();
      this.#bar.start(total, 0, { stretch, loss: "-", speed: "-" });
    }
    const seconds = (performance.now() - this.#start) / 1000;
    this.#bar.update(images, {
      stretch,
      loss: formatLoss(loss),
      speed: seconds > 0 ? (images / seconds).toFixed(0) : "-",
    });
  }

  /** Takes the bar away. */
  clear(): void {
    this.#bar.stop();
  }
}
