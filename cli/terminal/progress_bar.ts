import { DRAWING_INTERVAL, LiveArea, openScreen, type Screen } from "./screen.ts";

/** Characters of a bar, at most and at least. */
const LONGEST_BAR = 24;
const SHORTEST_BAR = 8;

/** How far some work is. */
export interface Progress {
  /** What is being done. */
  readonly title: string;
  /** The share of it that is done, from 0 to 1. */
  readonly done: number;
  /** What else there is to say, the most important first. */
  readonly details: readonly string[];
  readonly secondsLeft: number;
}

/**
 * A line as `epoch 3/5 [=====     ]   52 %  loss 0.4381  71234 images/s  0:02 left`; what is missed
 * the least is left out where it is too long.
 */
export function formatProgress(progress: Progress, width: number): string {
  const { title, done, details, secondsLeft } = progress;
  const percentage = `${Math.floor(100 * done)} %`.padStart(5);
  const left = `${formatDuration(secondsLeft)} left`;
  const choices = [
    [percentage, ...details, left],
    [percentage, ...details.slice(0, 1), left],
    [percentage, ...details.slice(0, 1)],
    [percentage],
    [],
  ].map((parts) => parts.map((part) => `  ${part}`).join(""));
  const text = choices.find((text) => title.length + text.length <= width) ?? "";
  const room = width - title.length - text.length - " []".length;
  return (title + formatBar(done, Math.min(room, LONGEST_BAR)) + text).slice(0, width);
}

function formatBar(done: number, length: number): string {
  if (length < SHORTEST_BAR) return "";
  return ` [${"=".repeat(Math.floor(done * length)).padEnd(length)}]`;
}

/** A time as `0:09`, `12:34` or `1:23:45`. */
export function formatDuration(seconds: number): string {
  const rounded = Math.round(seconds);
  const minutes = Math.floor(rounded / 60);
  const parts = [Math.floor(minutes / 60), minutes % 60, rounded % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => i === 0 ? `${part}` : `${part}`.padStart(2, "0")).join(":");
}

/**
 * A progress bar for work that is counted, on the terminal behind stderr; what is drawn is gone in
 * the end. Without a terminal it shows nothing.
 */
export class ProgressBar implements Disposable {
  readonly #title: string;
  readonly #screen: Screen | undefined;
  readonly #area: LiveArea | undefined;
  readonly #start: number;
  #drawn: number;

  /**
   * @param title What is being done, as in `reading images`.
   * @param time Now, as for `show`.
   */
  constructor(title: string, screen = openScreen(), time = performance.now()) {
    this.#title = title;
    this.#screen = screen;
    this.#area = screen && new LiveArea(screen);
    this.#start = this.#drawn = time;
  }

  /**
   * Shows how much of the work is done; to be called as often as there is something to say.
   *
   * @param time Now, in milliseconds.
   */
  show(done: number, total: number, time = performance.now()): void {
    if (this.#screen === undefined || done === 0 || time - this.#drawn < DRAWING_INTERVAL) return;
    this.#drawn = time;
    // A character in the last column would make some terminals begin a new line.
    const width = this.#screen.size().columns - 1;
    // The percentage says more than the title where there is no room for both.
    const title = this.#title.length + "  100 %".length <= width ? this.#title : "";
    const secondsLeft = (time - this.#start) / 1000 * (total - done) / done;
    const progress = { title, done: done / total, details: [], secondsLeft };
    this.#area?.draw([formatProgress(progress, width).trimStart()]);
  }

  /** Takes the bar away. */
  [Symbol.dispose](): void {
    this.#area?.erase();
  }
}
