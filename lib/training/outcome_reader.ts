import type { Device } from "../devices/device.ts";
import type { Steps } from "../devices/steps.ts";
import type { BatchOutcome } from "./measurement.ts";

/** Tells what a mini-batch has come to, once the device has settled. */
type Outcome = () => BatchOutcome;

/**
 * Reads what mini-batches have come to on a device whose results come later, many together. A reading is
 * begun, and waited for only when it is time for the next one, so that the device has work meanwhile.
 */
export class OutcomeReader {
  readonly #device: Device;
  /** Mini-batches from one reading to the next; with 0, each is waited for. */
  readonly #interval: number;
  /** Of which no reading has begun. */
  #recorded: Outcome[] = [];
  /** The reading that has begun. */
  #reading: { readonly settled: Promise<void>; readonly outcomes: readonly Outcome[] } | undefined;

  /** @param stepsAhead Mini-batches that the device may be ahead of what is known of them, at most. */
  constructor(device: Device, stepsAhead: number) {
    this.#device = device;
    this.#interval = Math.floor(stepsAhead / 2);
  }

  /**
   * Adds the newest mini-batch.
   *
   * @param isNeeded Whether it has to be known itself.
   * @returns What the oldest ones have come to that have not been told before, possibly none.
   */
  *next(newest: Outcome, isNeeded: boolean): Steps<BatchOutcome[]> {
    this.#recorded.push(newest);
    const isAwaited = isNeeded || this.#interval === 0;
    if (!isAwaited && this.#recorded.length < this.#interval) return [];
    const known = this.#reading?.outcomes ?? [];
    if (this.#reading !== undefined) yield this.#reading.settled;
    const settled = this.#device.settle();
    const outcomes = this.#recorded;
    this.#recorded = [];
    if (isAwaited) {
      this.#reading = undefined;
      yield settled;
      return [...known, ...outcomes].map((read) => read());
    }
    // A failure is told when the reading is waited for, if it ever is.
    settled.catch(() => {});
    this.#reading = { settled, outcomes };
    return known.map((read) => read());
  }
}
