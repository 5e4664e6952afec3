import type { Matrix } from "../matrix.ts";
import type { Device } from "./device.ts";

/**
 * Work that has to wait wherever it needs results of a recording device: a generator that yields what it
 * waits for, and returns what it has found. On an immediate device it never yields.
 */
export type Steps<T> = Generator<Promise<void>, T, void>;

/** Waits, where it has to, until arrays can be read on the host, and every scalar so far is known. */
export function* settled(
  device: Device,
  ...arrays: (Matrix | Int32Array)[]
): Steps<void> {
  if (!device.immediate) yield device.settle(...arrays);
}

/**
 * Does work that need not wait.
 *
 * @param name Of the function that is called for it; there is another one, with `Async` behind the name.
 * @throws {Error} If the device is a recording one; nothing is done then.
 */
export function atOnce<T>(name: string, device: Device, steps: Steps<T>): T {
  if (device.immediate) {
    const { done, value } = steps.next();
    if (done) return value;
  }
  throw new Error(
    `Expected await ${name}Async(), as the results of the device ${device.name} come later, ` +
      `but found ${name}()`,
  );
}

/** Does work on any device. */
export async function inTime<T>(steps: Steps<T>): Promise<T> {
  let step = steps.next();
  while (!step.done) {
    try {
      await step.value;
    } catch (error) {
      // Where the work has something to put back, it does so.
      step = steps.throw(error);
      continue;
    }
    step = steps.next();
  }
  return step.value;
}
