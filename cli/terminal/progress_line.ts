import { formatLoss } from "./figures.ts";

/** Characters of a bar, at most and at least. */
const LONGEST_BAR = 24;
const SHORTEST_BAR = 8;

/** How far a training is. */
export interface TrainingFigures {
  readonly epoch: number;
  readonly lastEpoch: number;
  /** The share of the whole training that is done, from 0 to 1. */
  readonly done: number;
  readonly loss: number;
  /** Images per second. */
  readonly speed: number;
  readonly secondsLeft: number;
}

/**
 * A line as `epoch 3/5 [=====     ]  52 %  loss 0.4381  71234 images/s  0:02 left`; what is missed
 * the least is left out where it is too long.
 */
export function formatProgressLine(figures: TrainingFigures, width: number): string {
  const { epoch, lastEpoch, done, loss, speed, secondsLeft } = figures;
  const title = `epoch ${epoch}/${lastEpoch}`;
  const percentage = `${Math.floor(100 * done)} %`.padStart(5);
  const lossText = `loss ${formatLoss(loss)}`;
  const left = `${formatDuration(secondsLeft)} left`;
  const choices = [
    [percentage, lossText, `${speed.toFixed(0)} images/s`, left],
    [percentage, lossText, left],
    [percentage, lossText],
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
function formatDuration(seconds: number): string {
  const rounded = Math.round(seconds);
  const minutes = Math.floor(rounded / 60);
  const parts = [Math.floor(minutes / 60), minutes % 60, rounded % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, i) => i === 0 ? `${part}` : `${part}`.padStart(2, "0")).join(":");
}
