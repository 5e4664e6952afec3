import type { Device } from "./device.ts";
import { createTypeScriptDevice } from "./typescript/typescript_device.ts";

/** Numbers that a network may hold for a single sample, besides its parameters. */
export const MOST_ACTIVATIONS = 2 ** 24;

/** A device that counts what it hands out. */
export interface PlanningDevice extends Device {
  /** Elements of all matrices so far; two indices count as one. */
  readonly elements: number;
}

/**
 * A device to build a network on whose sizes come from a file, before it is built in earnest: it hands
 * out matrices up to a limit, and beyond it throws a RangeError. What a few bytes of notation promise
 * takes no memory, as long as nothing is written to the matrices.
 *
 * @param most Elements of all matrices together, at most.
 */
export function createPlanningDevice(most: number): PlanningDevice {
  const device = createTypeScriptDevice();
  let handedOut = 0;
  const count = (elements: number) => {
    handedOut += elements;
    if (handedOut <= most) return;
    throw new RangeError(
      `Expected at most ${most} numbers in the matrices of the network but found ` +
        Math.ceil(handedOut),
    );
  };
  return {
    ...device,
    get elements() {
      return handedOut;
    },
    matrix(rows, columns) {
      count(rows * columns);
      return device.matrix(rows, columns);
    },
    indices(length) {
      count(length / 2);
      return device.indices(length);
    },
  };
}
